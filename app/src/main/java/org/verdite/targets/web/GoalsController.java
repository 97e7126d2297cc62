package org.verdite.targets.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Scope;
import org.verdite.targets.GoalState;
import org.verdite.targets.Goals;
import org.verdite.targets.Horizon;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// Goals by horizon: the list, and setting one.
@Controller
class GoalsController {

    private final GoalQueries queries;
    private final GoalForms forms;
    private final Goals goals;
    private final Access access;
    private final Frames frames;

    GoalsController(GoalQueries queries, GoalForms forms, Goals goals, Access access, Frames frames) {
        this.queries = queries;
        this.forms = forms;
        this.goals = goals;
        this.access = access;
        this.frames = frames;
    }

    @GetMapping("/targets/goals")
    public ModelAndView list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        return new ModelAndView(
                "targets/web/goals",
                "page",
                new GoalPages.Listed(
                        filters,
                        queries.list(filters, t),
                        GoalForms.words(Stream.of(Horizon.values()), "targets.horizon.", t),
                        GoalForms.words(Stream.of(GoalState.values()), "targets.goalState.", t),
                        years(queries.today(t)),
                        access.mayAnywhere(Permission.TARGETS_EDIT)));
    }

    static Map<String, String> years(LocalDate today) {
        var years = new LinkedHashMap<String, String>();
        for (int year = today.getYear() + 2; year > today.getYear() - 4; year--) {
            years.put(String.valueOf(year), String.valueOf(year));
        }
        return years;
    }

    @GetMapping("/targets/goals/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        new Sheet(
                        "goals",
                        Sheet.heads(
                                t,
                                "targets.goal.col.",
                                "number",
                                "horizon",
                                "sentence",
                                "where",
                                "owner",
                                "baselineYear",
                                "dueYear",
                                "value",
                                "measure",
                                "shares",
                                "accepted",
                                "state"),
                        Page.all(Filters.of(request), f -> queries.list(f, t))
                                .map(r -> Sheet.row(
                                        r.number(),
                                        t.of("targets.horizon." + r.horizon()),
                                        r.sentence(),
                                        r.where(),
                                        r.owner(),
                                        r.baselineYear(),
                                        r.dueYear(),
                                        r.value(),
                                        r.measure(),
                                        r.shares(),
                                        r.accepted(),
                                        t.of("targets.goalState." + r.state()))))
                .write(format, response);
    }

    @GetMapping("/targets/goals/new")
    public ModelAndView fresh(HttpServletRequest request) {
        requireSomewhere();
        Texts t = frames.texts(request);
        int year = queries.today(t).getYear();
        var form = Form.empty()
                .with("at", request.getParameter("unit"))
                .with("horizon", Horizon.ANNUAL)
                .with("serves", request.getParameter("serves"))
                .with("servesTarget", request.getParameter("target"))
                .with("method", "SUM")
                .with("direction", "AT_MOST")
                .with("baselineYear", year - 1)
                .with("dueYear", year + 1)
                .with("owner", Scope.current().person());
        return new ModelAndView("targets/web/goalForm", "page", forms.page(form, null, false, t));
    }

    private void requireSomewhere() {
        if (!access.mayAnywhere(Permission.TARGETS_EDIT)) {
            throw new NotPermitted(Permission.TARGETS_EDIT.name());
        }
    }

    @PostMapping("/targets/goals")
    public ModelAndView draft(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        requireSomewhere();
        var form = Form.of(params);
        try {
            var id = goals.draft(GoalForms.read(form, null));
            Flash.done(redirect, "targets.done.drafted");
            return new ModelAndView("redirect:/targets/goals/" + id);
        } catch (Invalid e) {
            var again = new ModelAndView(
                    "targets/web/goalForm",
                    "page",
                    forms.page(form.ok() ? form.refused(e) : form, null, false, frames.texts(request)));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }
}
