package org.verdite.governance.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.governance.Closing;
import org.verdite.governance.Decisions;
import org.verdite.governance.Facts;
import org.verdite.governance.Participants;
import org.verdite.governance.Review;
import org.verdite.governance.ReviewId;
import org.verdite.governance.ReviewInput;
import org.verdite.governance.ReviewState;
import org.verdite.governance.Reviews;
import org.verdite.governance.Topic;
import org.verdite.shared.PersonId;
import org.verdite.ui.Frames;
import org.verdite.ui.form.Form;
import org.verdite.ui.form.Steps;

/// One review and the steps of its life.
@Controller
class ReviewController {

    private final ReviewPages pages;
    private final Reviews reviews;
    private final Participants participants;
    private final Facts facts;
    private final Decisions decisions;
    private final Closing closing;
    private final Frames frames;
    private final Clock clock;

    ReviewController(
            ReviewPages pages,
            Reviews reviews,
            Participants participants,
            Facts facts,
            Decisions decisions,
            Closing closing,
            Frames frames,
            Clock clock) {
        this.pages = pages;
        this.reviews = reviews;
        this.participants = participants;
        this.facts = facts;
        this.decisions = decisions;
        this.closing = closing;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping("/governance/reviews/{id}")
    public ModelAndView show(@PathVariable long id, HttpServletRequest request) {
        return new ModelAndView("governance/web/review", "page", pages.whole(new ReviewId(id), frames.texts(request)));
    }

    private interface Step {
        void take(ReviewId id, Form form);
    }

    /// Takes a step and goes back to the page; what can't be taken is shown there.
    private ModelAndView step(
            long id,
            Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect,
            String done,
            Step step) {
        var review = new ReviewId(id);
        reviews.get(review);
        return Steps.take(
                params,
                redirect,
                "/governance/reviews/" + id,
                done,
                form -> step.take(review, form),
                (form, changed) -> new ModelAndView(
                        "governance/web/review", "page", pages.whole(review, frames.texts(request), form, changed)));
    }

    @PostMapping("/governance/reviews/{id}/collect")
    public ModelAndView collect(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, params, request, redirect, "governance.done.collected", (review, _) -> facts.collect(review));
    }

    @PostMapping("/governance/reviews/{id}/change")
    public ModelAndView change(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, params, request, redirect, "governance.done.changed", (review, form) -> {
            var on = form.date("planned");
            var chair = new PersonId(form.integer("chair", 1, Integer.MAX_VALUE));
            form.check();
            reviews.change(review, form.version(), on, chair);
        });
    }

    @PostMapping("/governance/reviews/{id}/participants")
    public ModelAndView invite(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, params, request, redirect, "governance.done.invited", (review, form) -> {
            var person = new PersonId(form.integer("person", 1, Integer.MAX_VALUE));
            form.check();
            participants.invite(review, person);
        });
    }

    @PostMapping("/governance/reviews/{id}/participants/leave")
    public ModelAndView leave(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, params, request, redirect, "governance.done.left", (review, form) -> {
            var person = new PersonId(form.integer("person", 1, Integer.MAX_VALUE));
            form.check();
            participants.leave(review, person);
        });
    }

    @PostMapping("/governance/reviews/{id}/hold")
    public ModelAndView hold(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var attended = new LinkedHashSet<>(Ticked.people(request, "attended"));
        return step(id, params, request, redirect, "governance.done.held", (review, form) -> {
            var on = form.date("on");
            form.check();
            reviews.hold(review, form.version(), on, attended);
        });
    }

    @PostMapping("/governance/reviews/{id}/conclude")
    public ModelAndView conclude(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var typed = Form.of(params);
        var before = reviews.get(new ReviewId(id));
        if (reviews.mayPrepare(before) && before.state() == ReviewState.HELD && before.version() != typed.version()) {
            var theirs = new ModelAndView(
                    "governance/web/review",
                    "page",
                    pages.whole(before.id(), frames.texts(request), typed, "", clock.instant()));
            theirs.setStatus(HttpStatus.CONFLICT);
            return theirs;
        }
        return step(id, params, request, redirect, "governance.done.concluded", (review, form) -> {
            var words = new Review.Conclusions(
                    form.optionalText("suitability", 4000),
                    form.optionalText("adequacy", 4000),
                    form.optionalText("effectiveness", 4000));
            form.check();
            reviews.conclude(review, form.version(), words);
        });
    }

    @PostMapping("/governance/reviews/{id}/decisions")
    public ModelAndView decide(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, params, request, redirect, "governance.done.decided", (review, form) -> {
            var decision = new Decisions.NewDecision(
                    form.choice("topic", Topic.class),
                    form.has("input") ? form.choice("input", ReviewInput.class) : null,
                    form.text("title", 200),
                    new PersonId(form.integer("owner", 1, Integer.MAX_VALUE)),
                    form.date("due"));
            form.check();
            decisions.decide(review, decision);
        });
    }

    @PostMapping("/governance/reviews/{id}/sign")
    public ModelAndView sign(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(
                id,
                params,
                request,
                redirect,
                "governance.done.signed",
                (review, form) -> closing.sign(review, form.version()));
    }

    @PostMapping("/governance/reviews/{id}/cancel")
    public ModelAndView cancel(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, params, request, redirect, "governance.done.cancelled", (review, form) -> {
            String because = form.text("because", 1000);
            form.check();
            reviews.cancel(review, form.version(), because);
        });
    }
}
