package org.verdite.targets.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.targets.Evaluations;
import org.verdite.targets.GoalId;
import org.verdite.targets.Goals;
import org.verdite.targets.ShareId;
import org.verdite.targets.Shares;
import org.verdite.ui.Frames;
import org.verdite.ui.form.Steps;

/// The year of a share and of a goal is closed: evaluated by who gave it, answered by who carries it.
@Controller
class EvaluationController {

    private final Evaluations evaluations;
    private final Shares shares;
    private final Goals goals;
    private final GoalReading reading;
    private final Frames frames;

    EvaluationController(Evaluations evaluations, Shares shares, Goals goals, GoalReading reading, Frames frames) {
        this.evaluations = evaluations;
        this.shares = shares;
        this.goals = goals;
        this.reading = reading;
        this.frames = frames;
    }

    private ModelAndView ofShare(
            long id,
            Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect,
            String done,
            Steps.Step step) {
        shares.get(new ShareId(id));
        return Steps.take(
                params,
                redirect,
                "/targets/shares/" + id,
                "targets.done." + done,
                step,
                (form, changed) -> new ModelAndView(
                        "targets/web/share",
                        "page",
                        reading.share(new ShareId(id), form, changed, frames.texts(request))));
    }

    @PostMapping("/targets/shares/{id}/evaluate")
    public ModelAndView evaluate(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return ofShare(id, params, request, redirect, "evaluated", form -> {
            var weight = form.number("counts");
            String note = form.optionalText("evaluationNote", 1000);
            form.check();
            Steps.named(
                    Map.of("weight", "counts", "note", "evaluationNote"),
                    () -> evaluations.evaluate(new ShareId(id), form.version(), weight, note));
        });
    }

    @PostMapping("/targets/shares/{id}/answer")
    public ModelAndView answer(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return ofShare(id, params, request, redirect, "answered", form -> {
            String comment = form.optionalText("comment", 1000);
            form.check();
            evaluations.answer(new ShareId(id), form.version(), comment);
        });
    }

    @PostMapping("/targets/goals/{id}/close")
    public ModelAndView close(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        goals.get(new GoalId(id));
        return Steps.take(
                params,
                redirect,
                "/targets/goals/" + id,
                "targets.done.closed",
                form -> evaluations.close(new GoalId(id), form.version()),
                (form, changed) -> new ModelAndView(
                        "targets/web/goal",
                        "page",
                        reading.whole(new GoalId(id), form, changed, frames.texts(request))));
    }
}
