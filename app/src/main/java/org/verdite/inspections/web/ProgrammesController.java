package org.verdite.inspections.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.inspections.Cover;
import org.verdite.inspections.Coverage;
import org.verdite.inspections.CoverageRule;
import org.verdite.inspections.InspectionKind;
import org.verdite.inspections.Programmes;
import org.verdite.inspections.Programmes.Programme;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Sheet;

/// A year's programme: what must be covered, what is, and what will be missed.
@Controller
class ProgrammesController {

    /// @param units names by id
    record ListPage(List<Programme> programmes, Map<String, String> units, boolean mayPlan, Form form) {}

    /// @param standards `code|edition` → words, for a rule of clauses
    record ShowPage(
            Programme programme,
            String where,
            List<Coverage.Ruled> rules,
            Map<Integer, List<Coverage.Dated>> calendar,
            Map<String, String> standards,
            boolean mayPlan,
            Form form,
            LocalDate today) {

        /// What will be missed and what was, the most urgent first.
        List<Missed> missed() {
            return rules.stream()
                    .flatMap(r -> r.lines().stream()
                            .filter(l -> l.cover().state() == Cover.State.WILL_MISS
                                    || l.cover().state() == Cover.State.MISSED)
                            .map(l -> new Missed(r.rule(), l)))
                    .sorted(java.util.Comparator.comparing(m -> java.util.Objects.requireNonNullElse(
                            m.line().cover().by(), LocalDate.MAX)))
                    .toList();
        }
    }

    record Missed(CoverageRule rule, Coverage.Line line) {}

    private final Programmes programmes;
    private final Coverage coverage;
    private final InspectionQueries queries;
    private final ChecklistQueries checklists;
    private final Access access;
    private final Frames frames;

    ProgrammesController(
            Programmes programmes,
            Coverage coverage,
            InspectionQueries queries,
            ChecklistQueries checklists,
            Access access,
            Frames frames) {
        this.programmes = programmes;
        this.coverage = coverage;
        this.queries = queries;
        this.checklists = checklists;
        this.access = access;
        this.frames = frames;
    }

    @GetMapping("/inspections/programmes")
    public ModelAndView list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        return list(Form.empty().with("year", queries.today(t).getYear()).with("independenceMonths", "24"), t);
    }

    private ModelAndView list(Form form, Texts t) {
        return new ModelAndView(
                "inspections/web/programmes",
                "page",
                new ListPage(
                        programmes.all(), checklists.units(t), access.mayAnywhere(Permission.INSPECTION_PLAN), form));
    }

    @GetMapping("/inspections/programmes/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var units = checklists.units(t);
        new Sheet(
                        "programmes",
                        Sheet.heads(t, "inspections.col.", "year", "programme", "where", "independence"),
                        programmes.all().stream()
                                .map(p -> Sheet.row(
                                        p.year(),
                                        p.name(),
                                        units.getOrDefault(p.unit().toString(), ""),
                                        p.independenceMonths())))
                .write(format, response);
    }

    @PostMapping("/inspections/programmes")
    public ModelAndView begin(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        if (!access.mayAnywhere(Permission.INSPECTION_PLAN)) {
            throw new NotPermitted(Permission.INSPECTION_PLAN.name());
        }
        var form = Form.of(params);
        try {
            var unit = new UnitId(form.integer("at", 1, Integer.MAX_VALUE));
            int year = form.integer("year", 2000, 2100);
            String name = form.text("name", 200);
            int months = form.integer("independenceMonths", 0, 120);
            form.check();
            int id = programmes.begin(unit, year, name, months);
            Flash.done(redirect, "inspections.done.programme");
            return new ModelAndView("redirect:/inspections/programmes/" + id);
        } catch (Invalid e) {
            var again = list(form.ok() ? form.refused(e) : form, frames.texts(request));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    @GetMapping("/inspections/programmes/{id}")
    public ModelAndView show(@PathVariable int id, HttpServletRequest request) {
        return show(id, Form.empty().with("times", "1").with("months", "0"), frames.texts(request));
    }

    private ModelAndView show(int id, Form form, Texts t) {
        var p = programmes.require(id);
        var today = queries.today(t);
        boolean plan = access.may(Permission.INSPECTION_PLAN, p.unit());
        return new ModelAndView(
                "inspections/web/programme",
                "page",
                new ShowPage(
                        p,
                        queries.unitName(p.unit().value(), t),
                        coverage.of(id, today),
                        coverage.calendar(id),
                        plan ? queries.standards(t) : Map.of(),
                        plan,
                        form,
                        today));
    }

    @PostMapping("/inspections/programmes/{id}/rules")
    public ModelAndView ask(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        programmes.require(id);
        var form = Form.of(params);
        try {
            var per = form.choice("per", CoverageRule.Per.class);
            var standard = form.typed("standard").split("\\|", -1);
            boolean clauses = per == CoverageRule.Per.CLAUSE && standard.length == 2;
            var rule = new CoverageRule(
                    0,
                    per,
                    kinds(request),
                    form.integer("times", 1, 52),
                    form.integer("months", 0, 120),
                    clauses ? standard[0] : "",
                    clauses ? standard[1] : "");
            form.check();
            programmes.ask(id, rule);
            Flash.done(redirect, "inspections.done.rule");
            return new ModelAndView("redirect:/inspections/programmes/" + id);
        } catch (Invalid e) {
            var again = show(id, form.ok() ? form.refused(e) : form, frames.texts(request));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    private static Set<InspectionKind> kinds(HttpServletRequest request) {
        var ticked = request.getParameterValues("kinds");
        var kinds = new LinkedHashSet<InspectionKind>();
        if (ticked != null) {
            Arrays.stream(InspectionKind.values())
                    .filter(k -> Arrays.asList(ticked).contains(k.name()))
                    .forEach(kinds::add);
        }
        return kinds;
    }

    @PostMapping("/inspections/programmes/{id}/rules/{rule}/drop")
    public ModelAndView drop(@PathVariable int id, @PathVariable int rule, RedirectAttributes redirect) {
        programmes.drop(id, rule);
        Flash.done(redirect, "inspections.done.ruleDropped");
        return new ModelAndView("redirect:/inspections/programmes/" + id);
    }

    @GetMapping("/inspections/programmes/{id}/export")
    public void export(
            @PathVariable int id,
            @RequestParam(defaultValue = "csv") String format,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var p = programmes.require(id);
        new Sheet(
                        "coverage-" + p.year(),
                        Sheet.heads(
                                t, "inspections.col.", "rule", "covered", "state", "done", "planned", "last", "until"),
                        coverage.of(id, queries.today(t)).stream()
                                .flatMap(r -> r.lines().stream()
                                        .map(l -> Sheet.row(
                                                words(r.rule(), t),
                                                name(r.rule(), l, t),
                                                t.of("inspections.cover."
                                                        + l.cover().state()),
                                                l.cover().done(),
                                                l.cover().planned(),
                                                l.cover().last(),
                                                l.cover().by()))))
                .write(format, response);
    }

    /// A rule as a sentence.
    static String words(CoverageRule rule, Texts t) {
        String kinds = rule.kinds().stream()
                .map(k -> t.of("inspections.kind." + k))
                .reduce((a, b) -> t.of("inspections.or", a, b))
                .orElse("");
        String of = rule.per() == CoverageRule.Per.CLAUSE
                ? t.of("inspections.per.CLAUSE", rule.standard() + ":" + rule.standardEdition())
                : t.of("inspections.per." + rule.per());
        return rule.months() == 0
                ? t.of("inspections.rule.year", of, rule.times(), kinds)
                : t.of("inspections.rule.months", of, rule.months(), kinds);
    }

    static String name(CoverageRule rule, Coverage.Line line, Texts t) {
        return rule.per() == CoverageRule.Per.CLAUSE ? line.key() + " " + t.of(line.name()) : t.of(line.name());
    }

    static Map<String, String> kinds(Texts t) {
        var kinds = new LinkedHashMap<String, String>();
        for (var kind : InspectionKind.values()) {
            kinds.put(kind.name(), t.of("inspections.kind." + kind));
        }
        return kinds;
    }
}
