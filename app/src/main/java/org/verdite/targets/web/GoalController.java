package org.verdite.targets.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.actions.Actions;
import org.verdite.actions.NewAction;
import org.verdite.organisation.Permission;
import org.verdite.shared.Money;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.PersonId;
import org.verdite.targets.GoalId;
import org.verdite.targets.Goals;
import org.verdite.targets.ShareId;
import org.verdite.targets.Shares;
import org.verdite.ui.Frames;
import org.verdite.ui.form.Form;
import org.verdite.ui.form.Steps;

/// One goal: its shares level by level, what is done for it, and the steps of its life.
@Controller
class GoalController {

    private static final String PART = "part.";

    private final GoalReading reading;
    private final GoalForms forms;
    private final Goals goals;
    private final Shares shares;
    private final Actions actions;
    private final Frames frames;

    GoalController(GoalReading reading, GoalForms forms, Goals goals, Shares shares, Actions actions, Frames frames) {
        this.reading = reading;
        this.forms = forms;
        this.goals = goals;
        this.shares = shares;
        this.actions = actions;
        this.frames = frames;
    }

    @GetMapping("/targets/goals/{id}")
    public ModelAndView show(@PathVariable long id, HttpServletRequest request) {
        return page(id, Form.empty(), false, request);
    }

    private ModelAndView page(long id, Form form, boolean changed, HttpServletRequest request) {
        return new ModelAndView(
                "targets/web/goal", "page", reading.whole(new GoalId(id), form, changed, frames.texts(request)));
    }

    @GetMapping("/targets/goals/{id}/edit")
    public ModelAndView edit(@PathVariable long id, HttpServletRequest request) {
        var goal = goals.get(new GoalId(id));
        if (!goals.mayEdit(goal)) {
            throw new NotPermitted(Permission.TARGETS_EDIT.name());
        }
        return new ModelAndView(
                "targets/web/goalForm", "page", forms.page(GoalForms.of(goal), goal, false, frames.texts(request)));
    }

    private ModelAndView step(
            long id,
            Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect,
            String done,
            Steps.Step step) {
        goals.get(new GoalId(id));
        return Steps.take(
                params,
                redirect,
                "/targets/goals/" + id,
                "targets.done." + done,
                step,
                (form, changed) -> page(id, form, changed, request));
    }

    @PostMapping("/targets/goals/{id}")
    public ModelAndView change(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var goal = goals.get(new GoalId(id));
        return Steps.take(
                params,
                redirect,
                goal.path(),
                "targets.done.goalChanged",
                form -> goals.change(goal.id(), form.version(), GoalForms.read(form, goal)),
                (form, changed) -> form(id, changed ? null : form, request));
    }

    /// @param typed null after somebody else's change: then what stands is shown, so that nobody overwrites it unseen
    private ModelAndView form(long id, @Nullable Form typed, HttpServletRequest request) {
        var goal = goals.get(new GoalId(id));
        return new ModelAndView(
                "targets/web/goalForm",
                "page",
                forms.page(typed == null ? GoalForms.of(goal) : typed, goal, typed == null, frames.texts(request)));
    }

    @PostMapping("/targets/goals/{id}/activate")
    public ModelAndView activate(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, params, request, redirect, "activated", form -> goals.activate(new GoalId(id), form.version()));
    }

    @PostMapping("/targets/goals/{id}/withdraw")
    public ModelAndView withdraw(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, params, request, redirect, "withdrawn", form -> {
            String because = form.text("because", 1000);
            form.check();
            goals.withdraw(new GoalId(id), form.version(), because);
        });
    }

    @PostMapping("/targets/goals/{id}/actions")
    public ModelAndView act(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, params, request, redirect, "actionAdded", form -> {
            var goal = goals.get(new GoalId(id));
            if (!goals.mayEdit(goal)) {
                throw new NotPermitted(Permission.TARGETS_EDIT.name());
            }
            String title = form.text("title", 200);
            var owner = new PersonId(form.integer("actionOwner", 1, Integer.MAX_VALUE));
            var due = form.date("due");
            var cost = form.optionalAmount("cost");
            form.check();
            Steps.named(
                    Map.of("owner", "actionOwner"),
                    () -> actions.open(new NewAction(
                            goal.unit(),
                            title,
                            "OTHER",
                            owner,
                            due,
                            cost == null ? null : new Money(cost, "CNY"),
                            goal.origin())));
        });
    }

    /// One part with its value, or all that were ticked at once.
    @PostMapping("/targets/goals/{id}/shares")
    public ModelAndView give(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, params, request, redirect, "given", form -> give(shares, new GoalId(id), null, form));
    }

    static void give(Shares shares, GoalId goal, @Nullable ShareId parent, Form form) {
        if (form.typed("how").equals("spread")) {
            var parts = parts(form);
            form.check();
            Steps.named(
                    Map.of("holder", "parts", "value", "parts", "weight", "parts"),
                    () -> shares.spread(goal, parent, parts));
            return;
        }
        var holder = GoalForms.holder(form, "holder");
        var value = form.optionalNumber("value");
        var weight = form.optionalNumber("weight");
        form.check();
        shares.propose(goal, parent, Objects.requireNonNull(holder), value, weight);
    }

    /// Those that were ticked, each with the weight typed beside it; none counts as one.
    private static List<Shares.Part> parts(Form form) {
        var parts = new ArrayList<Shares.Part>();
        form.names().stream()
                .filter(name -> name.startsWith(PART) && form.ticked(name))
                .map(name -> GoalForms.holder(name.substring(PART.length())))
                .filter(Objects::nonNull)
                .forEach(h -> parts.add(new Shares.Part(h, form.optionalNumber("weight." + h.key()))));
        if (parts.isEmpty()) {
            form.problem("parts", "ui.form.required");
        }
        return parts;
    }
}
