package org.verdite.governance.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.actions.ActionState;
import org.verdite.governance.Answers.Answer;
import org.verdite.governance.Decisions;
import org.verdite.governance.Fact;
import org.verdite.governance.NewReview;
import org.verdite.governance.ReviewId;
import org.verdite.governance.ReviewInput;
import org.verdite.governance.ReviewState;
import org.verdite.governance.Reviews;
import org.verdite.governance.Signatures;
import org.verdite.governance.Topic;
import org.verdite.governance.Verdict;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Body;
import org.verdite.ui.list.Filters;

/// Management reviews as JSON: lists, planning and reading; the steps are in {@link ReviewStepsApi}.
@RestController
@Tag(name = "governance")
class ReviewsApi {

    record Listed(List<Row> items, String next) {}

    record Row(
            long id,
            String number,
            int year,
            String kind,
            ReviewState state,
            String where,
            LocalDate on,
            int answered,
            int inputs,
            int decisions) {}

    /// @param unit the group, a subsidiary or a site
    /// @param participants ids of people besides chair and preparer
    record PlanBody(
            @Nullable Integer unit,
            @Nullable Integer year,
            @Nullable LocalDate on,
            @Nullable Integer preparer,
            @Nullable Integer chair,
            @Nullable List<Integer> participants) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ParticipantJson(
            int person, String name, String post, @Nullable Boolean attended) {}

    /// @param known `NO_RECORD` where no room keeps one: then there is no value, which is not nought
    /// @param rows the page that lists what was counted
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FactJson(
            String name,
            Fact.Known known,
            @Nullable BigDecimal value,
            @Nullable BigDecimal numerator,
            @Nullable BigDecimal denominator,
            String measure,
            String note,
            String rows) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record InputJson(
            ReviewInput input,
            String clause,
            String name,
            int answerer,
            @Nullable Verdict verdict,
            String conclusion,
            @Nullable Integer answeredBy,
            @Nullable Instant answeredAt,
            int version,
            List<FactJson> facts) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DecisionJson(
            Topic topic,
            @Nullable ReviewInput input,
            String title,
            long action,
            int owner,
            LocalDate due,
            ActionState state,
            LocalDate dueNow) {}

    record SignatureJson(String name, Instant at, String fingerprint, boolean standing) {}

    /// @param against what those who decide above hold against its signature
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReviewJson(
            long id,
            String number,
            int unit,
            int year,
            String kind,
            ReviewState state,
            LocalDate plannedOn,
            int preparer,
            int chair,
            @Nullable Instant collectedAt,
            @Nullable LocalDate heldOn,
            @Nullable Instant frozenAt,
            String suitability,
            String adequacy,
            String effectiveness,
            List<ParticipantJson> participants,
            List<InputJson> inputs,
            List<DecisionJson> decisions,
            @Nullable SignatureJson signature,
            List<String> against,
            int version) {}

    private final ReviewQueries queries;
    private final ReviewPages pages;
    private final Reviews reviews;
    private final Frames frames;

    ReviewsApi(ReviewQueries queries, ReviewPages pages, Reviews reviews, Frames frames) {
        this.queries = queries;
        this.pages = pages;
        this.reviews = reviews;
        this.frames = frames;
    }

    @Operation(summary = "Management reviews, newest first; view=open, closed or all, year and kind filter")
    @GetMapping("/api/governance/reviews")
    public Listed list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var page = queries.list(Filters.of(request), t);
        return new Listed(
                page.rows().stream()
                        .map(r -> new Row(
                                r.id(),
                                r.number(),
                                r.year(),
                                r.kind(),
                                r.state(),
                                r.where(),
                                r.on(),
                                r.answered(),
                                r.inputs(),
                                r.decisions()))
                        .toList(),
                page.next());
    }

    @Operation(summary = "Plan a review of a unit and year")
    @PostMapping("/api/governance/reviews")
    public ResponseEntity<ReviewJson> plan(@RequestBody PlanBody b, HttpServletRequest request) {
        var id = reviews.plan(new NewReview(
                new UnitId(Body.needed("unit", b.unit())),
                Body.needed("year", b.year()),
                Body.needed("on", b.on()),
                new PersonId(Body.needed("preparer", b.preparer())),
                new PersonId(Body.needed("chair", b.chair())),
                Objects.requireNonNullElse(b.participants(), List.<Integer>of()).stream()
                        .map(PersonId::new)
                        .toList()));
        return ResponseEntity.created(URI.create("/api/governance/reviews/" + id))
                .body(show(id, request));
    }

    @Operation(
            summary = "A review: inputs with their facts and answers, conclusions, decisions and how those stand now")
    @GetMapping("/api/governance/reviews/{id}")
    public ReviewJson show(@PathVariable long id, HttpServletRequest request) {
        return show(new ReviewId(id), request);
    }

    ReviewJson show(ReviewId id, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var w = pages.whole(id, t);
        var r = w.review();
        var facts = w.facts().stream().collect(Collectors.groupingBy(Fact::input));
        return new ReviewJson(
                r.id().value(),
                r.number(),
                r.unit().value(),
                r.year(),
                r.kind(),
                r.state(),
                r.plannedOn(),
                r.preparer().value(),
                r.chair().value(),
                r.collectedAt(),
                r.heldOn(),
                r.frozenAt(),
                r.conclusions().suitability(),
                r.conclusions().adequacy(),
                r.conclusions().effectiveness(),
                w.participants().stream()
                        .map(p -> new ParticipantJson(p.person().value(), p.name(), p.post(), p.attended()))
                        .toList(),
                w.answers().stream()
                        .map(a -> input(a, facts.getOrDefault(a.input(), List.of()), t))
                        .toList(),
                w.decisions().stream().map(ReviewsApi::decision).toList(),
                signature(w.signature()),
                w.bars().stream().map(b -> b.in(t)).toList(),
                r.version());
    }

    private static InputJson input(Answer a, List<Fact> facts, Texts t) {
        var by = a.by();
        return new InputJson(
                a.input(),
                a.input().clause(),
                t.of("governance.input." + a.input()),
                a.answerer().value(),
                a.verdict(),
                a.conclusion(),
                by == null ? null : by.value(),
                a.at(),
                a.version(),
                facts.stream()
                        .map(f -> new FactJson(
                                f.name().in(t),
                                f.known(),
                                f.value(),
                                f.numerator(),
                                f.denominator(),
                                f.measure(),
                                f.note().in(t),
                                f.href()))
                        .toList());
    }

    private static DecisionJson decision(Decisions.Decision d) {
        return new DecisionJson(
                d.topic(), d.input(), d.title(), d.action().value(), d.owner().value(), d.due(), d.state(), d.dueNow());
    }

    private static @Nullable SignatureJson signature(Signatures.@Nullable Signature s) {
        return s == null ? null : new SignatureJson(s.name(), s.at(), s.fingerprint(), s.standing());
    }
}
