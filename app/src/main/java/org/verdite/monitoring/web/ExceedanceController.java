package org.verdite.monitoring.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.monitoring.Exceedances;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// Pages of the episodes.
@Controller
class ExceedanceController {

    /// @param judged what proves that somebody looked; only where the unfiltered list is empty
    record ListPage(
            Filters filters,
            Page<ExceedanceRow> list,
            Map<String, String> sites,
            ExceedanceQueries.@Nullable Judged judged) {

        boolean filtered() {
            return filters.values().keySet().stream()
                    .anyMatch(k -> !k.equals("unit") && !k.equals("after") && !k.equals("before"));
        }
    }

    private final ExceedanceQueries queries;
    private final EpisodePages pages;
    private final Exceedances exceedances;
    private final Frames frames;

    ExceedanceController(ExceedanceQueries queries, EpisodePages pages, Exceedances exceedances, Frames frames) {
        this.queries = queries;
        this.pages = pages;
        this.exceedances = exceedances;
        this.frames = frames;
    }

    @GetMapping("/monitoring/exceedances")
    public ModelAndView list(HttpServletRequest request) {
        var filters = Filters.of(request);
        var list = queries.page(filters);
        var page = new ListPage(
                filters, list, queries.sites(frames.texts(request)), list.isEmpty() ? queries.judged() : null);
        return new ModelAndView("monitoring/web/exceedances", "page", page);
    }

    @GetMapping("/monitoring/exceedances/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var heads = List.of(
                "number",
                "what",
                "point",
                "site",
                "medium",
                "kind",
                "from",
                "to",
                "results",
                "peak",
                "limit",
                "unit",
                "state",
                "acknowledged");
        new Sheet(
                        "exceedances",
                        heads.stream().map(h -> t.of("monitoring.export." + h)).toList(),
                        Page.all(Filters.of(request), queries::page).map(row -> cells(row, t)))
                .write(format, response);
    }

    private static List<@Nullable Object> cells(ExceedanceRow row, Texts t) {
        return Arrays.asList(
                row.number(),
                t.of(row.parameter()),
                row.pointCode() + " " + t.of(row.pointName()),
                t.of(row.siteName()),
                t.of("monitoring.medium." + row.medium()),
                t.of("monitoring.kind." + row.kind()),
                row.first(),
                row.last(),
                row.results(),
                row.peak(),
                row.limitValue(),
                row.measure(),
                row.stateWord(t),
                row.acknowledgedAt() == null ? null : t.time(row.acknowledgedAt()));
    }

    @GetMapping("/monitoring/exceedances/{id}")
    public ModelAndView show(
            @PathVariable int id,
            @RequestParam(defaultValue = "") String days,
            @RequestParam(defaultValue = "") String write,
            HttpServletRequest request) {
        return page(id, days, Form.empty(), write.equals("cause") ? "cause" : null, request);
    }

    private ModelAndView page(int id, String days, Form form, @Nullable String writing, HttpServletRequest request) {
        var page = pages.page(id, days, form, writing, frames.texts(request));
        if (!form.has("cause")) {
            form.with("cause", page.row().cause());
        }
        return new ModelAndView("monitoring/web/exceedance", "page", page);
    }

    @PostMapping("/monitoring/exceedances/{id}/acknowledge")
    public String acknowledge(@PathVariable int id, RedirectAttributes redirect) {
        exceedances.acknowledge(id);
        Flash.done(redirect, "monitoring.exceedance.acknowledged");
        return "redirect:/monitoring/exceedances/" + id;
    }

    @PostMapping("/monitoring/exceedances/{id}/cause")
    public ModelAndView cause(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var form = Form.of(params);
        try {
            String cause = form.text("cause", 4000);
            form.check();
            exceedances.recordCause(id, form.version(), cause);
        } catch (Invalid e) {
            return refused(
                    id,
                    form.refused(form.ok() ? e : new Invalid(List.of())),
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    request);
        } catch (Conflict e) {
            form.problem(
                    "cause",
                    "monitoring.exceedance.causeConflict",
                    pages.page(id, "", Form.empty(), null, frames.texts(request))
                            .row()
                            .cause());
            return refused(id, form, HttpStatus.CONFLICT, request);
        }
        Flash.done(redirect, "monitoring.exceedance.causeRecorded");
        return new ModelAndView("redirect:/monitoring/exceedances/" + id);
    }

    private ModelAndView refused(int id, Form form, HttpStatus status, HttpServletRequest request) {
        var page = page(id, "", form, "cause", request);
        page.setStatus(status);
        return page;
    }

    @PostMapping("/monitoring/exceedances/{id}/item")
    public String item(@PathVariable int id, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var row = queries.require(id);
        var linked = exceedances.openItem(id, itemTitle(row, t), itemText(row, t));
        return "redirect:" + linked.path();
    }

    static String itemTitle(ExceedanceRow row, Texts t) {
        return t.of(
                row.above() ? "monitoring.item.title" : "monitoring.item.titleBelow",
                t.of(row.parameter()),
                t.of(row.pointName()));
    }

    static String itemText(ExceedanceRow row, Texts t) {
        return t.of(
                row.above() ? "monitoring.item.text" : "monitoring.item.textBelow",
                row.count(t),
                row.span(t),
                row.peakText(t),
                row.limitText(t),
                row.number());
    }
}
