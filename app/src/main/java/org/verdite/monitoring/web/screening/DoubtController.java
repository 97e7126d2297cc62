package org.verdite.monitoring.web.screening;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
import org.verdite.monitoring.screening.Doubts;
import org.verdite.monitoring.web.ExceedanceQueries;
import org.verdite.monitoring.web.Show;
import org.verdite.monitoring.web.screening.DoubtQueries.Doubt;
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

/// Results that a rule doubts, until a person says what they are.
@Controller
class DoubtController {

    record DoubtsPage(Filters filters, Page<Doubt> list, Map<String, String> kinds, Map<String, String> sites) {
        String view() {
            return DoubtQueries.view(filters);
        }
    }

    /// @param ask null for whoever may not say, or when it is settled
    /// @param leaveOut where to propose that it does not count; null likewise
    record DoubtPage(
            Doubt doubt, @Nullable Ask ask, @Nullable String leaveOut) {}

    private final DoubtQueries queries;
    private final ExceedanceQueries sites;
    private final Doubts doubts;
    private final Access access;
    private final Frames frames;

    DoubtController(DoubtQueries queries, ExceedanceQueries sites, Doubts doubts, Access access, Frames frames) {
        this.queries = queries;
        this.sites = sites;
        this.doubts = doubts;
        this.access = access;
        this.frames = frames;
    }

    static State sign(String state) {
        return switch (state) {
            case "OPEN" -> State.WARN;
            case "STANDS" -> State.OK;
            default -> State.IDLE;
        };
    }

    @GetMapping("/monitoring/doubts")
    public ModelAndView list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        return new ModelAndView(
                "monitoring/web/screening/doubts",
                "page",
                new DoubtsPage(
                        filters,
                        queries.page(filters, t),
                        Show.options(t, "monitoring.doubt.kind.", "STUCK", "JUMP", "OUTLIER"),
                        sites.sites(t)));
    }

    @GetMapping("/monitoring/doubts/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var heads = Sheet.heads(
                t,
                "monitoring.doubt.col.",
                "what",
                "site",
                "kind",
                "span",
                "results",
                "why",
                "raised",
                "state",
                "reason");
        var rows = Page.all(Filters.of(request), f -> queries.page(f, t))
                .map(d -> Sheet.row(
                        d.of().title(t),
                        t.of(d.of().siteName()),
                        t.of("monitoring.doubt.kind." + d.kind()),
                        d.of().span(t),
                        d.results(),
                        d.why(t),
                        t.time(d.raised()),
                        t.of("monitoring.doubt.state." + d.state()),
                        d.reason()));
        new Sheet("doubts", heads, rows).write(format, response);
    }

    @GetMapping("/monitoring/doubts/{id}")
    public ModelAndView show(@PathVariable int id, HttpServletRequest request) {
        Texts t = frames.texts(request);
        return page(queries.require(id, t), Form.empty(), t);
    }

    @PostMapping("/monitoring/doubts/{id}/stands")
    public ModelAndView stands(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        Texts t = frames.texts(request);
        var doubt = queries.require(id, t);
        var form = Form.of(params);
        try {
            String reason = form.text("reason", 2000);
            form.check();
            doubts.stands(id, reason);
        } catch (Invalid e) {
            var again = page(doubt, form.ok() ? form.refused(e) : form, t);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.done(redirect, "monitoring.doubt.settledNow");
        return new ModelAndView("redirect:/monitoring/doubts/" + id);
    }

    private ModelAndView page(Doubt doubt, Form form, Texts t) {
        boolean may = doubt.open() && access.may(Permission.MONITORING_IMPORT, new UnitId(doubt.unit()));
        var of = doubt.of();
        var ask = may
                ? Ask.of(form, doubt.path() + "/stands", doubt.path())
                        .field(
                                "reason",
                                t.of("monitoring.doubt.whyStands"),
                                "textarea",
                                t.of("monitoring.doubt.whyStandsHint"))
                        .button("stands", t.of("monitoring.doubt.stands"), true)
                : null;
        var leaveOut = may
                ? "/monitoring/series/" + of.series() + "/suppressions/new?from=" + of.typed(of.from()) + "&to="
                        + of.typed(of.to()) + "&doubt=" + doubt.id()
                : null;
        return new ModelAndView("monitoring/web/screening/doubt", "page", new DoubtPage(doubt, ask, leaveOut));
    }
}
