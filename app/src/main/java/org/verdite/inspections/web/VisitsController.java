package org.verdite.inspections.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.inspections.InspectionId;
import org.verdite.inspections.InspectionKind;
import org.verdite.inspections.Inspections;
import org.verdite.inspections.NewInspection;
import org.verdite.inspections.Part;
import org.verdite.inspections.Team;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.form.Steps;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// Inspections and audits: the list, planning one, its page and the steps of its life.
@Controller
class VisitsController {

    record ListPage(
            Filters filters,
            Page<InspectionQueries.Row> list,
            Map<String, String> kinds,
            boolean mayPlan,
            java.time.LocalDate today) {

        String view() {
            return filters.has("view") ? filters.get("view") : "open";
        }
    }

    record NewPage(
            Form form,
            Map<String, String> units,
            Map<String, String> lists,
            Map<String, String> kinds,
            Map<String, String> people,
            List<String> chosen) {}

    private final InspectionQueries queries;
    private final ChecklistQueries checklists;
    private final VisitPages pages;
    private final Inspections inspections;
    private final Team team;
    private final Access access;
    private final Frames frames;

    VisitsController(
            InspectionQueries queries,
            ChecklistQueries checklists,
            VisitPages pages,
            Inspections inspections,
            Team team,
            Access access,
            Frames frames) {
        this.queries = queries;
        this.checklists = checklists;
        this.pages = pages;
        this.inspections = inspections;
        this.team = team;
        this.access = access;
        this.frames = frames;
    }

    @GetMapping("/inspections")
    public ModelAndView list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        return new ModelAndView(
                "inspections/web/visits",
                "page",
                new ListPage(
                        filters,
                        queries.list(filters, t),
                        ProgrammesController.kinds(t),
                        access.mayAnywhere(Permission.INSPECTION_PLAN),
                        queries.today(t)));
    }

    @GetMapping("/inspections/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        new Sheet(
                        "inspections",
                        Sheet.heads(
                                t,
                                "inspections.col.",
                                "number",
                                "title",
                                "kind",
                                "where",
                                "list",
                                "edition",
                                "leader",
                                "from",
                                "to",
                                "state",
                                "findings"),
                        Page.all(Filters.of(request), f -> queries.list(f, t))
                                .map(r -> Sheet.row(
                                        r.number(),
                                        r.title(),
                                        t.of("inspections.kind." + r.kind()),
                                        r.where(),
                                        r.list(),
                                        r.edition(),
                                        r.leader(),
                                        r.from(),
                                        r.to(),
                                        t.of("inspections.visit." + r.state()),
                                        r.findings())))
                .write(format, response);
    }

    @GetMapping("/inspections/new")
    public ModelAndView fresh(HttpServletRequest request) {
        if (!access.mayAnywhere(Permission.INSPECTION_PLAN)) {
            throw new NotPermitted(Permission.INSPECTION_PLAN.name());
        }
        Texts t = frames.texts(request);
        return fresh(
                Form.empty()
                        .with("at", request.getParameter("unit"))
                        .with("kind", "GROUP")
                        .with("from", queries.today(t))
                        .with("to", queries.today(t).plusDays(2))
                        .with("independenceMonths", "24"),
                List.of(),
                t);
    }

    private ModelAndView fresh(Form form, List<String> chosen, Texts t) {
        return new ModelAndView(
                "inspections/web/newVisit",
                "page",
                new NewPage(
                        form,
                        checklists.units(t),
                        queries.checklists(t),
                        ProgrammesController.kinds(t),
                        queries.people(t),
                        chosen));
    }

    @PostMapping("/inspections/visits")
    public ModelAndView plan(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        var form = Form.of(params);
        var members = request.getParameterValues("members");
        try {
            var visit = new NewInspection(
                    new UnitId(form.integer("at", 1, Integer.MAX_VALUE)),
                    form.choice("kind", InspectionKind.class),
                    form.text("title", 200),
                    form.optionalText("scope", 2000),
                    form.optionalText("body", 200),
                    form.integer("checklist", 1, Integer.MAX_VALUE),
                    form.date("from"),
                    form.date("to"),
                    new PersonId(form.integer("leader", 1, Integer.MAX_VALUE)),
                    members == null
                            ? List.of()
                            : Arrays.stream(members)
                                    .filter(m -> m.matches("\\d{1,9}"))
                                    .map(m -> new PersonId(Integer.parseInt(m)))
                                    .toList(),
                    form.has("independenceMonths") ? form.integer("independenceMonths", 0, 120) : null);
            form.check();
            var id = inspections.plan(visit, null);
            Flash.done(redirect, "inspections.done.planned");
            return new ModelAndView("redirect:/inspections/visits/" + id);
        } catch (Invalid e) {
            var again = fresh(
                    form.ok() ? form.refused(e) : form,
                    members == null ? List.of() : List.of(members),
                    frames.texts(request));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    @GetMapping("/inspections/visits/{id}")
    public ModelAndView show(@PathVariable long id, HttpServletRequest request) {
        return new ModelAndView(
                "inspections/web/visit", "page", pages.whole(new InspectionId(id), frames.texts(request)));
    }

    private interface Step {
        void take(InspectionId id, Form form);
    }

    /// Takes a step and goes back to the page; what can't be taken is shown there.
    private ModelAndView step(
            long id,
            Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect,
            String done,
            Step step) {
        var visit = new InspectionId(id);
        inspections.get(visit);
        return Steps.take(
                params,
                redirect,
                "/inspections/visits/" + id,
                done,
                form -> step.take(visit, form),
                (form, changed) -> new ModelAndView(
                        "inspections/web/visit", "page", pages.whole(visit, frames.texts(request), form, changed)));
    }

    @PostMapping("/inspections/visits/{id}/open")
    public ModelAndView open(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, params, request, redirect, "inspections.done.opened", (visit, form) -> {
            int version = form.version();
            String note = form.optionalText("note", 4000);
            form.check();
            inspections.open(visit, version, note);
        });
    }

    @PostMapping("/inspections/visits/{id}/close")
    public ModelAndView close(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, params, request, redirect, "inspections.done.closing", (visit, form) -> {
            int version = form.version();
            form.check();
            inspections.close(visit, version);
        });
    }

    @PostMapping("/inspections/visits/{id}/again")
    public ModelAndView again(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, params, request, redirect, "inspections.done.again", (visit, form) -> {
            int version = form.version();
            form.check();
            inspections.collectAgain(visit, version);
        });
    }

    @PostMapping("/inspections/visits/{id}/cancel")
    public ModelAndView cancel(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, params, request, redirect, "inspections.done.cancelled", (visit, form) -> {
            int version = form.version();
            String because = form.text("because", 1000);
            form.check();
            inspections.cancel(visit, version, because);
        });
    }

    @PostMapping("/inspections/visits/{id}/postpone")
    public ModelAndView postpone(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, params, request, redirect, "inspections.done.postponed", (visit, form) -> {
            int version = form.version();
            var from = form.date("from");
            var to = form.date("to");
            form.check();
            inspections.postpone(visit, version, from, to);
        });
    }

    @PostMapping("/inspections/visits/{id}/declare")
    public ModelAndView declare(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, params, request, redirect, "inspections.done.declared", (visit, form) -> {
            String words = form.text("declaration", 1000);
            form.check();
            team.declare(visit, words);
        });
    }

    @PostMapping("/inspections/visits/{id}/team")
    public ModelAndView join(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, params, request, redirect, "inspections.done.joined", (visit, form) -> {
            var person = new PersonId(form.integer("person", 1, Integer.MAX_VALUE));
            var part = form.choice("part", Part.class);
            form.check();
            team.join(visit, person, part);
        });
    }

    @PostMapping("/inspections/visits/{id}/team/leave")
    public ModelAndView leave(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, params, request, redirect, "inspections.done.left", (visit, form) -> {
            var person = new PersonId(form.integer("person", 1, Integer.MAX_VALUE));
            form.check();
            team.leave(visit, person);
        });
    }
}
