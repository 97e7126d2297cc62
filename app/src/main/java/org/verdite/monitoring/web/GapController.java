package org.verdite.monitoring.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
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
import org.verdite.monitoring.alarm.Gap;
import org.verdite.monitoring.alarm.Gaps;
import org.verdite.monitoring.alarm.Rhythm;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.State;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Ask;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// Where data are missing.
@Controller
class GapController {

    record GapsPage(Filters filters, Page<Gap> list, Map<String, String> rhythms) {
        String view() {
            return GapQueries.view(filters);
        }

        boolean filtered() {
            return filters.has("series") || filters.has("point") || filters.has("rhythm") || filters.has("view");
        }
    }

    /// @param ask null for whoever may not close it, or when it is over
    record GapPage(Gap gap, @Nullable Ask ask) {}

    private final GapQueries queries;
    private final Gaps gaps;
    private final Access access;
    private final Frames frames;

    GapController(GapQueries queries, Gaps gaps, Access access, Frames frames) {
        this.queries = queries;
        this.gaps = gaps;
        this.access = access;
        this.frames = frames;
    }

    static State sign(Gap gap) {
        return switch (gap.state()) {
            case "OPEN" -> State.UNKNOWN;
            case "FILLED" -> State.OK;
            default -> State.IDLE;
        };
    }

    @GetMapping("/monitoring/gaps")
    public ModelAndView list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        Map<String, String> rhythms = new LinkedHashMap<>();
        for (Rhythm rhythm : Rhythm.values()) {
            rhythms.put(rhythm.name(), t.of("monitoring.rhythm." + rhythm));
        }
        return new ModelAndView("monitoring/web/gaps", "page", new GapsPage(filters, queries.page(filters), rhythms));
    }

    @GetMapping("/monitoring/gaps/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var heads = Sheet.heads(
                t,
                "monitoring.gap.col.",
                "what",
                "site",
                "rhythm",
                "span",
                "found",
                "expected",
                "due",
                "noticed",
                "state",
                "over",
                "reason");
        var rows = Page.all(Filters.of(request), queries::page)
                .map(g -> Sheet.row(
                        g.title(t),
                        t.of(g.siteName()),
                        t.of("monitoring.rhythm." + g.rhythm()),
                        g.span(t),
                        g.found(),
                        g.expected(),
                        t.time(g.dueAt()),
                        t.time(g.noticedAt()),
                        t.of("monitoring.gap.state." + g.state()),
                        g.overAt() == null ? null : t.time(g.overAt()),
                        g.reason()));
        new Sheet("gaps", heads, rows).write(format, response);
    }

    @GetMapping("/monitoring/gaps/{id}")
    public ModelAndView show(@PathVariable int id, HttpServletRequest request) {
        return page(queries.require(id), Form.empty(), frames.texts(request));
    }

    @PostMapping("/monitoring/gaps/{id}/close")
    public ModelAndView close(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var gap = queries.require(id);
        access.require(Permission.EXCEEDANCE_HANDLE, new UnitId(gap.unit()));
        var form = Form.of(params);
        try {
            String reason = form.text("reason", 2000);
            form.check();
            gaps.close(id, reason);
        } catch (Invalid e) {
            var again = page(gap, form.ok() ? form.refused(e) : form, frames.texts(request));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.done(redirect, "monitoring.gap.closedNow");
        return new ModelAndView("redirect:/monitoring/gaps/" + id);
    }

    private ModelAndView page(Gap gap, Form form, Texts t) {
        boolean may = gap.open() && access.may(Permission.EXCEEDANCE_HANDLE, new UnitId(gap.unit()));
        var ask = may
                ? Ask.of(form, gap.path() + "/close", gap.path())
                        .field("reason", t.of("monitoring.gap.why"), "textarea", t.of("monitoring.gap.whyHint"))
                        .button("close", t.of("monitoring.gap.close"), true)
                : null;
        return new ModelAndView("monitoring/web/gap", "page", new GapPage(gap, ask));
    }
}
