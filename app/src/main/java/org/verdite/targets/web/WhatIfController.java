package org.verdite.targets.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.targets.GoalId;
import org.verdite.targets.Goals;
import org.verdite.targets.ShareId;
import org.verdite.targets.Shares;
import org.verdite.targets.WhatIf;
import org.verdite.ui.Frames;
import org.verdite.ui.form.Form;
import org.verdite.ui.form.Steps;

/// What every share would be if a goal, or one share, were another.
@Controller
class WhatIfController {

    private final GoalReading reading;
    private final Goals goals;
    private final Shares shares;
    private final WhatIf whatIf;
    private final Frames frames;

    WhatIfController(GoalReading reading, Goals goals, Shares shares, WhatIf whatIf, Frames frames) {
        this.reading = reading;
        this.goals = goals;
        this.shares = shares;
        this.whatIf = whatIf;
        this.frames = frames;
    }

    /// @param share the share that would change; without it the goal itself
    /// @param under the share whose parts are shown
    @GetMapping("/targets/goals/{id}/what-if")
    public ModelAndView show(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Long share,
            @RequestParam(required = false) @Nullable Long under,
            @RequestParam Map<String, String> params,
            HttpServletRequest request) {
        var form = Form.of(params);
        return page(id, of(id, share), of(id, under), form, false, request);
    }

    private ModelAndView page(
            long id,
            @Nullable ShareId share,
            @Nullable ShareId under,
            Form form,
            boolean changed,
            HttpServletRequest request) {
        goals.get(new GoalId(id));
        var value = form.has("value") ? form.optionalNumber("value") : null;
        try {
            var page = new ModelAndView(
                    "targets/web/whatIf",
                    "page",
                    reading.suppose(new GoalId(id), share, under, value, form, changed, frames.texts(request)));
            if (!form.ok()) {
                page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            }
            return page;
        } catch (Invalid e) {
            var page = new ModelAndView(
                    "targets/web/whatIf",
                    "page",
                    reading.suppose(
                            new GoalId(id), share, null, null, form.refused(e), changed, frames.texts(request)));
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
    }

    @PostMapping("/targets/goals/{id}/what-if")
    public ModelAndView propose(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Long share,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var of = of(id, share);
        goals.get(new GoalId(id));
        return Steps.take(
                params,
                redirect,
                of == null ? "/targets/goals/" + id : "/targets/shares/" + of,
                "targets.done.supposed",
                form -> {
                    var value = form.number("value");
                    String reason = form.text("reason", 1000);
                    form.check();
                    whatIf.propose(new GoalId(id), of, form.version(), Objects.requireNonNull(value), reason);
                },
                (form, changed) -> page(id, of, null, form, changed, request));
    }

    private @Nullable ShareId of(long goal, @Nullable Long share) {
        if (share == null) {
            return null;
        }
        var found = shares.get(new ShareId(share));
        if (found.goal().value() != goal) {
            throw new NotHere("share " + share);
        }
        return found.id();
    }
}
