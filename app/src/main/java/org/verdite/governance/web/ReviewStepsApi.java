package org.verdite.governance.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.governance.Answers;
import org.verdite.governance.Closing;
import org.verdite.governance.Decisions;
import org.verdite.governance.Facts;
import org.verdite.governance.Participants;
import org.verdite.governance.Review;
import org.verdite.governance.ReviewId;
import org.verdite.governance.ReviewInput;
import org.verdite.governance.Reviews;
import org.verdite.governance.Topic;
import org.verdite.governance.Verdict;
import org.verdite.governance.web.ReviewsApi.ReviewJson;
import org.verdite.shared.PersonId;
import org.verdite.ui.form.Body;

/// The steps of a review as JSON; each answers with the review as it stands then.
@RestController
@Tag(name = "governance")
class ReviewStepsApi {

    /// @param version of the input as it was read
    record AnswerBody(
            @Nullable Integer version,
            @Nullable Verdict verdict,
            @Nullable String conclusion) {}

    record AssignBody(@Nullable Integer version, @Nullable Integer person) {}

    record ChangeBody(
            @Nullable Integer version,
            @Nullable LocalDate on,
            @Nullable Integer chair) {}

    /// @param attended ids of those who were there, the chair among them
    record HoldBody(
            @Nullable Integer version,
            @Nullable LocalDate on,
            @Nullable List<Integer> attended) {}

    record ConclusionsBody(
            @Nullable Integer version,
            @Nullable String suitability,
            @Nullable String adequacy,
            @Nullable String effectiveness) {}

    /// @param input the input it answers; may be left out
    record DecisionBody(
            @Nullable Topic topic,
            @Nullable ReviewInput input,
            @Nullable String title,
            @Nullable Integer owner,
            @Nullable LocalDate due) {}

    record VersionBody(@Nullable Integer version) {}

    record BecauseBody(@Nullable Integer version, @Nullable String because) {}

    private final ReviewsApi api;
    private final Reviews reviews;
    private final Participants participants;
    private final Facts facts;
    private final Answers answers;
    private final Decisions decisions;
    private final Closing closing;

    ReviewStepsApi(
            ReviewsApi api,
            Reviews reviews,
            Participants participants,
            Facts facts,
            Answers answers,
            Decisions decisions,
            Closing closing) {
        this.api = api;
        this.reviews = reviews;
        this.participants = participants;
        this.facts = facts;
        this.answers = answers;
        this.decisions = decisions;
        this.closing = closing;
    }

    /// Not there before anything about the body is said.
    private ReviewId here(long id) {
        return reviews.get(new ReviewId(id)).id();
    }

    @Operation(summary = "Collect the facts anew; not after the meeting")
    @PostMapping("/api/governance/reviews/{id}/collect")
    public ReviewJson collect(@PathVariable long id, HttpServletRequest request) {
        facts.collect(here(id));
        return api.show(new ReviewId(id), request);
    }

    @Operation(summary = "Answer an input")
    @PutMapping("/api/governance/reviews/{id}/inputs/{code}")
    public ReviewJson answer(
            @PathVariable long id, @PathVariable String code, @RequestBody AnswerBody b, HttpServletRequest request) {
        var review = here(id);
        answers.answer(
                review,
                AnswerController.input(code),
                Body.needed("version", b.version()),
                Body.needed("verdict", b.verdict()),
                Body.text(b.conclusion()));
        return api.show(review, request);
    }

    @Operation(summary = "Name who is to answer an input")
    @PutMapping("/api/governance/reviews/{id}/inputs/{code}/answerer")
    public ReviewJson assign(
            @PathVariable long id, @PathVariable String code, @RequestBody AssignBody b, HttpServletRequest request) {
        var review = here(id);
        answers.assign(
                review,
                AnswerController.input(code),
                Body.needed("version", b.version()),
                new PersonId(Body.needed("person", b.person())));
        return api.show(review, request);
    }

    @Operation(summary = "Another day or chair, while it is planned")
    @PostMapping("/api/governance/reviews/{id}/change")
    public ReviewJson change(@PathVariable long id, @RequestBody ChangeBody b, HttpServletRequest request) {
        var review = here(id);
        reviews.change(
                review,
                Body.needed("version", b.version()),
                Body.needed("on", b.on()),
                new PersonId(Body.needed("chair", b.chair())));
        return api.show(review, request);
    }

    @Operation(summary = "Invite somebody")
    @PutMapping("/api/governance/reviews/{id}/participants/{person}")
    public ReviewJson invite(@PathVariable long id, @PathVariable int person, HttpServletRequest request) {
        participants.invite(here(id), new PersonId(person));
        return api.show(new ReviewId(id), request);
    }

    @Operation(summary = "Take somebody off; not the chair and not the preparer")
    @DeleteMapping("/api/governance/reviews/{id}/participants/{person}")
    public ReviewJson leave(@PathVariable long id, @PathVariable int person, HttpServletRequest request) {
        participants.leave(here(id), new PersonId(person));
        return api.show(new ReviewId(id), request);
    }

    @Operation(summary = "The meeting was held; refused while an input is not answered")
    @PostMapping("/api/governance/reviews/{id}/hold")
    public ReviewJson hold(@PathVariable long id, @RequestBody HoldBody b, HttpServletRequest request) {
        var review = here(id);
        reviews.hold(
                review,
                Body.needed("version", b.version()),
                Body.needed("on", b.on()),
                Objects.requireNonNullElse(b.attended(), List.<Integer>of()).stream()
                        .map(PersonId::new)
                        .collect(Collectors.toSet()));
        return api.show(review, request);
    }

    @Operation(summary = "What the meeting concluded of the system")
    @PutMapping("/api/governance/reviews/{id}/conclusions")
    public ReviewJson conclude(@PathVariable long id, @RequestBody ConclusionsBody b, HttpServletRequest request) {
        var review = here(id);
        reviews.conclude(
                review,
                Body.needed("version", b.version()),
                new Review.Conclusions(
                        Body.text(b.suitability()), Body.text(b.adequacy()), Body.text(b.effectiveness())));
        return api.show(review, request);
    }

    @Operation(summary = "Decide something: it becomes an action with owner and date")
    @PostMapping("/api/governance/reviews/{id}/decisions")
    public ReviewJson decide(@PathVariable long id, @RequestBody DecisionBody b, HttpServletRequest request) {
        var review = here(id);
        decisions.decide(
                review,
                new Decisions.NewDecision(
                        Body.needed("topic", b.topic()),
                        b.input(),
                        Body.text(b.title()),
                        new PersonId(Body.needed("owner", b.owner())),
                        Body.needed("due", b.due())));
        return api.show(review, request);
    }

    @Operation(summary = "The chair signs; the review is closed and its minutes are filed")
    @PostMapping("/api/governance/reviews/{id}/sign")
    public ReviewJson sign(@PathVariable long id, @RequestBody VersionBody b, HttpServletRequest request) {
        var review = here(id);
        closing.sign(review, Body.needed("version", b.version()));
        return api.show(review, request);
    }

    @Operation(summary = "Call it off, with the reason")
    @PostMapping("/api/governance/reviews/{id}/cancel")
    public ReviewJson cancel(@PathVariable long id, @RequestBody BecauseBody b, HttpServletRequest request) {
        var review = here(id);
        reviews.cancel(review, Body.needed("version", b.version()), Body.text(b.because()));
        return api.show(review, request);
    }
}
