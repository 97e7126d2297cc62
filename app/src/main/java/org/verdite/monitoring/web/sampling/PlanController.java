package org.verdite.monitoring.web.sampling;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
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
import org.verdite.monitoring.sampling.NewPlan;
import org.verdite.monitoring.sampling.NewPlan.Period;
import org.verdite.monitoring.sampling.NewPlan.PlanPoint;
import org.verdite.monitoring.sampling.Plans;
import org.verdite.monitoring.web.Show;
import org.verdite.monitoring.web.sampling.PlanQueries.PlanRow;
import org.verdite.monitoring.web.sampling.PlanQueries.PointOf;
import org.verdite.monitoring.web.sampling.PlanQueries.Round;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.SiteId;
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

/// Plans of sampling, with the calendar of a year.
@Controller
class PlanController {

    record PlansPage(
            Filters filters,
            int year,
            Page<PlanRow> list,
            Map<Integer, Map<Integer, List<Round>>> calendar,
            Map<String, String> sites,
            boolean mayAdd) {

        List<Round> of(int plan, int month) {
            return calendar.getOrDefault(plan, Map.of()).getOrDefault(month, List.of());
        }
    }

    record NewPage(Form form, Map<String, String> sites, Map<String, String> periods) {}

    /// @param ask null for whoever may not end it
    record PlanPage(
            PlanRow row,
            List<PointOf> points,
            List<Round> rounds,
            @Nullable Ask ask) {}

    private final PlanQueries queries;
    private final Plans plans;
    private final Access access;
    private final Frames frames;

    PlanController(PlanQueries queries, Plans plans, Access access, Frames frames) {
        this.queries = queries;
        this.plans = plans;
        this.access = access;
        this.frames = frames;
    }

    static State sign(String state) {
        return PlanQueries.sign(state);
    }

    @GetMapping("/monitoring/plans")
    public ModelAndView list(HttpServletRequest request) {
        var filters = Filters.of(request);
        int year = filters.year(() -> queries.today().getYear());
        var list = queries.page(filters);
        return new ModelAndView(
                "monitoring/web/sampling/plans",
                "page",
                new PlansPage(
                        filters,
                        year,
                        list,
                        queries.calendar(year, list.rows()),
                        queries.sites(frames.texts(request)),
                        access.mayAnywhere(Permission.MONITORING_EDIT)));
    }

    @GetMapping("/monitoring/plans/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var rows = Page.all(Filters.of(request), queries::page)
                .flatMap(l -> queries.points(l.id(), t).stream()
                        .map(p -> Sheet.row(
                                l.code(),
                                t.of(l.name()),
                                t.of(l.siteName()),
                                l.rhythm(t),
                                l.graceDays(),
                                l.starts(),
                                l.ends(),
                                p.code(),
                                String.join(" ", p.parameters()))));
        new Sheet(
                        "sampling-plans",
                        Sheet.heads(
                                t,
                                "monitoring.plan.col.",
                                "code",
                                "name",
                                "site",
                                "rhythm",
                                "grace",
                                "starts",
                                "ends",
                                "point",
                                "parameters"),
                        rows)
                .write(format, response);
    }

    private void requireAnywhere() {
        if (!access.mayAnywhere(Permission.MONITORING_EDIT)) {
            throw new NotPermitted(Permission.MONITORING_EDIT.name());
        }
    }

    @GetMapping("/monitoring/plans/new")
    public ModelAndView form(HttpServletRequest request) {
        requireAnywhere();
        return form(
                Form.empty()
                        .with("every", 1)
                        .with("period", "MONTH")
                        .with("onDay", 10)
                        .with("graceDays", 5)
                        .with("starts", queries.today().withDayOfMonth(1)),
                request);
    }

    private ModelAndView form(Form form, HttpServletRequest request) {
        Texts t = frames.texts(request);
        return new ModelAndView(
                "monitoring/web/sampling/planForm",
                "page",
                new NewPage(form, queries.sites(t), Show.options(t, "monitoring.plan.period.", "WEEK", "MONTH")));
    }

    @PostMapping("/monitoring/plans")
    public ModelAndView add(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        requireAnywhere();
        var form = Form.of(params);
        int id;
        try {
            int site = form.integer("site", 1, Integer.MAX_VALUE);
            var plan = new NewPlan(
                    new SiteId(site),
                    form.text("code", 40),
                    form.texts("name", 200),
                    form.integer("every", 1, 60),
                    form.choice("period", Period.class),
                    form.integer("onDay", 1, 31),
                    form.integer("graceDays", 0, 366),
                    form.date("starts"),
                    form.optionalDate("ends"),
                    form.optionalText("note", 2000),
                    points(form, site));
            form.check();
            id = plans.add(plan);
        } catch (Invalid e) {
            var again = form(form.ok() ? form.refused(e) : form, request);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.done(redirect, "monitoring.plan.added");
        return new ModelAndView("redirect:/monitoring/plans/" + id);
    }

    /// A point a line: `DW001: w01018, w20122`.
    private List<PlanPoint> points(Form form, int site) {
        var points = new ArrayList<PlanPoint>();
        for (String line : form.text("points", 8000)
                .lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .toList()) {
            String[] parts = line.split("[:：]", 2);
            if (parts.length < 2 || parts[1].isBlank()) {
                form.problem("points", "monitoring.plan.invalid.line", line);
                continue;
            }
            Integer point = queries.point(site, parts[0].strip());
            if (point == null) {
                form.problem("points", "monitoring.plan.invalid.pointCode", parts[0].strip());
                continue;
            }
            points.add(new PlanPoint(point, LaboratoryController.codes(parts[1])));
        }
        return points;
    }

    @GetMapping("/monitoring/plans/{id}")
    public ModelAndView show(@PathVariable int id, HttpServletRequest request) {
        return page(id, null, request);
    }

    private ModelAndView page(int id, @Nullable Form form, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var row = queries.require(id);
        LocalDate today = queries.today(row.zone());
        var rounds = queries.calendar(today.getYear(), List.of(row)).getOrDefault(id, Map.of()).values().stream()
                .flatMap(List::stream)
                .sorted(java.util.Comparator.comparing(Round::day))
                .toList();
        Ask ask = null;
        if (access.may(Permission.MONITORING_EDIT, new UnitId(row.unit()))) {
            var filled =
                    form == null ? Form.empty().with("version", row.version()).with("ends", row.ends()) : form;
            ask = Ask.of(filled, row.path() + "/end", row.path())
                    .hidden("version")
                    .optional("ends", t.of("monitoring.plan.col.ends"), "date", t.of("monitoring.plan.endsHint"))
                    .button("end", t.of("monitoring.plan.end"), false);
        }
        return new ModelAndView(
                "monitoring/web/sampling/plan", "page", new PlanPage(row, queries.points(id, t), rounds, ask));
    }

    @PostMapping("/monitoring/plans/{id}/end")
    public ModelAndView end(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        queries.require(id);
        var form = Form.of(params);
        try {
            var ends = form.optionalDate("ends");
            form.check();
            plans.end(id, form.version(), ends);
        } catch (Invalid e) {
            var again = page(id, form.ok() ? form.refused(e) : form, request);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        } catch (Conflict e) {
            Flash.refused(redirect, "monitoring.instrument.conflict");
            return new ModelAndView("redirect:/monitoring/plans/" + id);
        }
        Flash.done(redirect, "monitoring.plan.saved");
        return new ModelAndView("redirect:/monitoring/plans/" + id);
    }
}
