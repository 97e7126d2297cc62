package org.verdite.targets.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.targets.Goals;
import org.verdite.targets.Negotiation;
import org.verdite.targets.ShareId;
import org.verdite.targets.Shares;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.form.Steps;

/// One share: how it came about, who signs, and its own parts.
@Controller
class ShareController {

    /// The parts of one share as rows of the table above it.
    record Parts(org.verdite.targets.Goal goal, String measure, ShareQueries.Level level, int depth, String next) {}

    private final GoalReading reading;
    private final ShareQueries queries;
    private final Goals goals;
    private final Shares shares;
    private final Negotiation negotiation;
    private final Frames frames;

    ShareController(
            GoalReading reading,
            ShareQueries queries,
            Goals goals,
            Shares shares,
            Negotiation negotiation,
            Frames frames) {
        this.reading = reading;
        this.queries = queries;
        this.goals = goals;
        this.shares = shares;
        this.negotiation = negotiation;
        this.frames = frames;
    }

    @GetMapping("/targets/shares/{id}")
    public ModelAndView show(@PathVariable long id, HttpServletRequest request) {
        return page(id, Form.empty(), false, request);
    }

    private ModelAndView page(long id, Form form, boolean changed, HttpServletRequest request) {
        return new ModelAndView(
                "targets/web/share", "page", reading.share(new ShareId(id), form, changed, frames.texts(request)));
    }

    /// Rows for the table of a goal, loaded when a share is opened there.
    @GetMapping("/targets/shares/{id}/parts")
    public ModelAndView parts(
            @PathVariable long id,
            @RequestParam(defaultValue = "1") int depth,
            @RequestParam(defaultValue = "0") long after,
            HttpServletRequest request) {
        Texts t = frames.texts(request);
        var share = shares.get(new ShareId(id));
        var goal = goals.get(share.goal());
        var level = queries.level(goal, share.id(), after, t);
        return new ModelAndView(
                "targets/web/parts",
                "page",
                new Parts(
                        goal,
                        reading.measure(goal),
                        level,
                        Math.clamp(depth, 1, 30),
                        level.more()
                                ? "/targets/shares/" + id + "/parts?depth=" + Math.clamp(depth, 1, 30) + "&after="
                                        + level.lines().getLast().id()
                                : ""));
    }

    private ModelAndView step(
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
                (form, changed) -> page(id, form, changed, request));
    }

    @PostMapping("/targets/shares/{id}/accept")
    public ModelAndView accept(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(
                id,
                params,
                request,
                redirect,
                "accepted",
                form -> negotiation.accept(new ShareId(id), form.version(), form.typed("words")));
    }

    @PostMapping("/targets/shares/{id}/counter")
    public ModelAndView counter(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, params, request, redirect, "countered", form -> {
            var value = form.optionalNumber("offer");
            String reason = form.text("offerReason", 1000);
            form.check();
            Steps.named(
                    Map.of("value", "offer", "reason", "offerReason"),
                    () -> negotiation.counter(new ShareId(id), form.version(), value, reason));
        });
    }

    @PostMapping("/targets/shares/{id}/take")
    public ModelAndView take(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, params, request, redirect, "taken", form -> negotiation.take(new ShareId(id), form.version()));
    }

    @PostMapping("/targets/shares/{id}/decline")
    public ModelAndView decline(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, params, request, redirect, "declined", form -> {
            String reason = form.text("because", 1000);
            form.check();
            Steps.named(
                    Map.of("reason", "because"), () -> negotiation.decline(new ShareId(id), form.version(), reason));
        });
    }

    @PostMapping("/targets/shares/{id}/change")
    public ModelAndView change(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, params, request, redirect, "shareChanged", form -> {
            var value = form.optionalNumber("newValue");
            var stands = shares.get(new ShareId(id)).weight();
            var weight = form.has("newWeight") ? form.optionalNumber("newWeight") : stands;
            String reason = form.text("why", 1000);
            form.check();
            Steps.named(
                    Map.of("value", "newValue", "weight", "newWeight", "reason", "why"),
                    () -> shares.change(new ShareId(id), form.version(), value, weight, reason));
        });
    }

    @PostMapping("/targets/shares/{id}/withdraw")
    public ModelAndView withdraw(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, params, request, redirect, "shareWithdrawn", form -> {
            String because = form.text("whyWithdrawn", 1000);
            form.check();
            Steps.named(
                    Map.of("because", "whyWithdrawn"), () -> shares.withdraw(new ShareId(id), form.version(), because));
        });
    }

    @PostMapping("/targets/shares/{id}/shares")
    public ModelAndView give(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, params, request, redirect, "given", form -> {
            var share = shares.get(new ShareId(id));
            GoalController.give(shares, share.goal(), share.id(), form);
        });
    }
}
