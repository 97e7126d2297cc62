package org.verdite.monitoring.web.sampling;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
import org.verdite.monitoring.sampling.Plans;
import org.verdite.monitoring.web.sampling.PlanQueries.PlanRow;
import org.verdite.monitoring.web.sampling.PlanQueries.Round;
import org.verdite.monitoring.web.sampling.PlanQueries.RoundPoint;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Ask;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// Rounds of sampling: what is due and late, one round, and the papers that go along.
@Controller
class RoundController {

    record RoundsPage(Filters filters, Page<Round> list) {
        String view() {
            return PlanQueries.view(filters);
        }
    }

    /// @param ask null where it can't be said that it will not take place
    record RoundPage(
            PlanRow plan,
            Round round,
            List<RoundPoint> points,
            @Nullable Ask ask,
            boolean mayTake) {}

    private final PlanQueries queries;
    private final Plans plans;
    private final Access access;
    private final Frames frames;

    RoundController(PlanQueries queries, Plans plans, Access access, Frames frames) {
        this.queries = queries;
        this.plans = plans;
        this.access = access;
        this.frames = frames;
    }

    @GetMapping("/monitoring/rounds")
    public ModelAndView list(HttpServletRequest request) {
        var filters = Filters.of(request);
        return new ModelAndView(
                "monitoring/web/sampling/rounds", "page", new RoundsPage(filters, queries.rounds(filters)));
    }

    @GetMapping("/monitoring/rounds/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var rows = Page.all(Filters.of(request), queries::rounds)
                .map(r -> Sheet.row(
                        r.day(),
                        r.lateOn(),
                        r.code(),
                        t.of(r.name()),
                        t.of(r.siteName()),
                        r.sampled(),
                        r.points(),
                        t.of("monitoring.round.state." + r.state()),
                        r.skipReason()));
        new Sheet(
                        "sampling-rounds",
                        Sheet.heads(
                                t,
                                "monitoring.round.col.",
                                "day",
                                "lateOn",
                                "code",
                                "plan",
                                "site",
                                "sampled",
                                "points",
                                "state",
                                "reason"),
                        rows)
                .write(format, response);
    }

    @GetMapping("/monitoring/rounds/{plan}/{day}")
    public ModelAndView show(@PathVariable int plan, @PathVariable String day, HttpServletRequest request) {
        return page("round", plan, day, Form.empty(), request);
    }

    /// To be filled in beside the river.
    @GetMapping("/monitoring/rounds/{plan}/{day}/sheet")
    public ModelAndView sheet(@PathVariable int plan, @PathVariable String day, HttpServletRequest request) {
        return page("fieldSheet", plan, day, Form.empty(), request);
    }

    @GetMapping("/monitoring/rounds/{plan}/{day}/labels")
    public ModelAndView labels(@PathVariable int plan, @PathVariable String day, HttpServletRequest request) {
        return page("sampleLabels", plan, day, Form.empty(), request);
    }

    private ModelAndView page(String view, int plan, String day, Form form, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var row = queries.require(plan);
        var round = queries.round(plan, PlanQueries.day("day", day));
        boolean may = access.may(Permission.MONITORING_IMPORT, new UnitId(row.unit()));
        boolean open = round.state().equals("DUE") || round.state().equals("LATE");
        var ask = may && open
                ? Ask.of(form, round.path() + "/skip", round.path())
                        .field("reason", t.of("monitoring.round.why"), "textarea", t.of("monitoring.round.whyHint"))
                        .button("skip", t.of("monitoring.round.skip"), false)
                : null;
        return new ModelAndView(
                "monitoring/web/sampling/" + view,
                "page",
                new RoundPage(row, round, queries.roundPoints(plan, round.day(), t), ask, may));
    }

    @PostMapping("/monitoring/rounds/{plan}/{day}/skip")
    public ModelAndView skip(
            @PathVariable int plan,
            @PathVariable String day,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        queries.require(plan);
        var form = Form.of(params);
        var on = PlanQueries.day("day", day);
        try {
            String reason = form.text("reason", 2000);
            form.check();
            plans.skip(plan, on, reason);
            Flash.done(redirect, "monitoring.round.skipped");
        } catch (Invalid e) {
            var again = page("round", plan, day, form.ok() ? form.refused(e) : form, request);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        } catch (Refused e) {
            Flash.refused(redirect, e.key(), e.args());
        }
        return new ModelAndView("redirect:/monitoring/rounds/" + plan + "/" + on);
    }
}
