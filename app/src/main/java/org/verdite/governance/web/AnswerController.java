package org.verdite.governance.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
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
import org.verdite.documents.Evidence;
import org.verdite.governance.Answers;
import org.verdite.governance.Answers.Answer;
import org.verdite.governance.Fact;
import org.verdite.governance.Facts;
import org.verdite.governance.Review;
import org.verdite.governance.ReviewId;
import org.verdite.governance.ReviewInput;
import org.verdite.governance.ReviewState;
import org.verdite.governance.Reviews;
import org.verdite.governance.Verdict;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.PersonId;
import org.verdite.ui.Attachment;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Difference;
import org.verdite.ui.form.Form;
import org.verdite.ui.form.Merge;

/// One input of a review: what the rooms tell of it, and what is concluded.
@Controller
class AnswerController {

    /// @param difference what somebody else wrote meanwhile; null when nobody did
    /// @param mayName who is to answer may be chosen
    record AnswerPage(
            Review review,
            String where,
            Answer answer,
            List<Fact> facts,
            List<Attachment> files,
            Map<String, String> people,
            boolean mayAnswer,
            boolean mayName,
            Form form,
            @Nullable Difference difference) {

        Map<String, String> verdicts(Texts t) {
            return AnswerController.verdicts(t);
        }

        String path() {
            return review.path() + "/inputs/" + answer.input();
        }
    }

    private final Reviews reviews;
    private final Answers answers;
    private final Facts facts;
    private final Evidence evidence;
    private final ReviewQueries queries;
    private final Frames frames;
    private final Clock clock;

    AnswerController(
            Reviews reviews,
            Answers answers,
            Facts facts,
            Evidence evidence,
            ReviewQueries queries,
            Frames frames,
            Clock clock) {
        this.reviews = reviews;
        this.answers = answers;
        this.facts = facts;
        this.evidence = evidence;
        this.queries = queries;
        this.frames = frames;
        this.clock = clock;
    }

    static Map<String, String> verdicts(Texts t) {
        var verdicts = new LinkedHashMap<String, String>();
        for (var verdict : Verdict.values()) {
            verdicts.put(verdict.name(), t.of("governance.verdict." + verdict));
        }
        return verdicts;
    }

    /// @throws NotHere for a word that names none
    static ReviewInput input(String code) {
        return Arrays.stream(ReviewInput.values())
                .filter(i -> i.name().equals(code))
                .findFirst()
                .orElseThrow(() -> new NotHere("input " + code));
    }

    @GetMapping("/governance/reviews/{id}/inputs/{code}")
    public ModelAndView show(@PathVariable long id, @PathVariable String code, HttpServletRequest request) {
        var review = reviews.get(new ReviewId(id));
        var answer = answers.get(review.id(), input(code));
        var form = Merge.remember(Form.empty()
                .with("version", answer.version())
                .with("verdict", answer.verdict() == null ? "" : answer.verdict())
                .with("conclusion", answer.conclusion()));
        return page(review, answer, form, null, frames.texts(request));
    }

    private ModelAndView page(Review review, Answer answer, Form form, @Nullable Difference difference, Texts t) {
        boolean planned = review.state() == ReviewState.PLANNED;
        boolean name = planned && reviews.mayPrepare(review);
        return new ModelAndView(
                "governance/web/answer",
                "page",
                new AnswerPage(
                        review,
                        queries.unitName(review.unit().value(), t),
                        answer,
                        facts.of(review.id()).stream()
                                .filter(f -> f.input() == answer.input())
                                .toList(),
                        evidence.of(answers.origin(review, answer)).stream()
                                .map(f -> f.attachment())
                                .toList(),
                        name ? queries.people(t) : Map.of(),
                        planned && answers.mayAnswer(review, answer),
                        name,
                        form,
                        difference));
    }

    @PostMapping("/governance/reviews/{id}/inputs/{code}")
    public ModelAndView answer(
            @PathVariable long id,
            @PathVariable String code,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var review = reviews.get(new ReviewId(id));
        var input = input(code);
        var form = Form.of(params);
        Texts t = frames.texts(request);
        try {
            var verdict = form.choice("verdict", Verdict.class);
            String conclusion = form.text("conclusion", 4000);
            form.check();
            answers.answer(review.id(), input, form.version(), verdict, conclusion);
            Flash.done(redirect, "governance.done.answered");
            return new ModelAndView("redirect:" + next(review, input));
        } catch (Invalid e) {
            var again = page(review, answers.get(review.id(), input), form.ok() ? form.refused(e) : form, null, t);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        } catch (Conflict e) {
            var stored = answers.get(review.id(), input);
            var again = page(review, stored, form, difference(review, stored, form, t), t);
            again.setStatus(HttpStatus.CONFLICT);
            return again;
        }
    }

    private Difference difference(Review review, Answer stored, Form form, Texts t) {
        return new Merge(form)
                .field(
                        "verdict",
                        t.of("governance.col.verdict"),
                        stored.verdict() == null ? "" : stored.verdict(),
                        v -> verdicts(t).getOrDefault(v, v))
                .field("conclusion", t.of("governance.col.conclusion"), stored.conclusion())
                .with(
                        stored.byName(),
                        Objects.requireNonNullElse(stored.at(), clock.instant()),
                        stored.version(),
                        review.path() + "/inputs/" + stored.input());
    }

    /// The next one that waits for the reader, after this one first; else the review.
    private String next(Review review, ReviewInput after) {
        var waiting = answers.of(review.id()).stream()
                .filter(a -> !a.said() && answers.mayAnswer(review, a))
                .map(Answer::input)
                .toList();
        return waiting.stream()
                .filter(i -> i.compareTo(after) > 0)
                .findFirst()
                .or(() -> waiting.stream().findFirst())
                .map(i -> review.path() + "/inputs/" + i)
                .orElse(review.path());
    }

    @PostMapping("/governance/reviews/{id}/inputs/{code}/assign")
    public ModelAndView assign(
            @PathVariable long id,
            @PathVariable String code,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var review = reviews.get(new ReviewId(id));
        var input = input(code);
        var form = Form.of(params);
        try {
            var person = new PersonId(form.integer("answerer", 1, Integer.MAX_VALUE));
            form.check();
            answers.assign(review.id(), input, form.version(), person);
            Flash.done(redirect, "governance.done.assigned");
            return new ModelAndView("redirect:" + review.path() + "/inputs/" + input);
        } catch (Invalid e) {
            var answer = answers.get(review.id(), input);
            var again = page(
                    review,
                    answer,
                    (form.ok() ? form.refused(e) : form).with("version", answer.version()),
                    null,
                    frames.texts(request));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }
}
