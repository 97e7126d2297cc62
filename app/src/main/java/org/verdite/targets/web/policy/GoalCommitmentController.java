package org.verdite.targets.web.policy;

import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.targets.GoalId;
import org.verdite.targets.Goals;
import org.verdite.targets.policy.Served;
import org.verdite.ui.Flash;
import org.verdite.ui.form.Form;

/// Which commitment of the policy a goal serves, chosen on the goal's page.
@Controller
class GoalCommitmentController {

    private final Goals goals;
    private final Served served;

    GoalCommitmentController(Goals goals, Served served) {
        this.goals = goals;
        this.served = served;
    }

    @PostMapping("/targets/goals/{id}/commitment")
    public ModelAndView serve(
            @PathVariable long id, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        var goal = goals.get(new GoalId(id));
        var form = Form.of(params);
        int commitment = form.has("commitment") ? form.integer("commitment", 1, Integer.MAX_VALUE) : 0;
        form.check();
        served.serve(goal.id(), commitment);
        Flash.done(redirect, "targets.done.serves");
        return new ModelAndView("redirect:" + goal.path());
    }
}
