package org.verdite.targets.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.targets.Exceptions;
import org.verdite.targets.GoalId;
import org.verdite.targets.Goals;
import org.verdite.ui.Frames;
import org.verdite.ui.form.Steps;

/// Why a goal asks for less than it should, and who one level up agrees to it.
@Controller
class ExceptionController {

    private final Exceptions exceptions;
    private final Goals goals;
    private final GoalReading reading;
    private final Frames frames;

    ExceptionController(Exceptions exceptions, Goals goals, GoalReading reading, Frames frames) {
        this.exceptions = exceptions;
        this.goals = goals;
        this.reading = reading;
        this.frames = frames;
    }

    private ModelAndView step(
            GoalId id,
            Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect,
            String done,
            Steps.Step step) {
        return Steps.take(
                params,
                redirect,
                "/targets/goals/" + id,
                "targets.done." + done,
                step,
                (form, changed) -> new ModelAndView(
                        "targets/web/goal", "page", reading.whole(id, form, changed, frames.texts(request))));
    }

    @PostMapping("/targets/goals/{id}/exceptions")
    public ModelAndView ask(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var goal = goals.get(new GoalId(id));
        return step(goal.id(), params, request, redirect, "excepted", form -> {
            String because = form.text("whyLess", 1000);
            form.check();
            Steps.named(Map.of("because", "whyLess"), () -> exceptions.ask(goal.id(), because));
        });
    }

    @PostMapping("/targets/exceptions/{id}/decide")
    public ModelAndView decide(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var asked = exceptions.get(id);
        return step(asked.goal(), params, request, redirect, "decided", form -> {
            String answer = form.optionalText("answer", 1000);
            form.check();
            exceptions.decide(id, form.version(), form.typed("decision").equals("APPROVED"), answer);
        });
    }
}
