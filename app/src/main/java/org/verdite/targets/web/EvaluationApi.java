package org.verdite.targets.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.shared.NotHere;
import org.verdite.targets.Evaluations;
import org.verdite.targets.GoalId;
import org.verdite.targets.GoalState;
import org.verdite.targets.Goals;
import org.verdite.targets.Holder;
import org.verdite.targets.Scorecards;
import org.verdite.targets.ShareId;
import org.verdite.targets.Shares;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Body;
import org.verdite.ui.list.Filters;

/// Evaluation of shares and scorecards as JSON.
@RestController
@Tag(name = "targets")
class EvaluationApi {

    /// @param weight how much it counts among the shares of its holder; left out: 1
    record EvaluateBody(
            @Nullable Integer version,
            @Nullable BigDecimal weight,
            @Nullable String note) {}

    /// @param version of the evaluation
    record AnswerBody(@Nullable Integer version, @Nullable String comment) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EvaluationJson(
            long share,
            BigDecimal asked,
            BigDecimal reached,
            BigDecimal degree,
            BigDecimal score,
            BigDecimal weight,
            String note,
            int unconfirmed,
            String fingerprint,
            String by,
            Instant at,
            String comment,
            @Nullable String seenBy,
            @Nullable Instant seenAt,
            int version) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LineJson(
            long share,
            String goal,
            String sentence,
            @Nullable BigDecimal asked,
            @Nullable BigDecimal reached,
            @Nullable BigDecimal degree,
            @Nullable BigDecimal score,
            @Nullable BigDecimal weight,
            String note,
            int unconfirmed,
            String comment) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CardJson(
            int year, String who, String people, @Nullable BigDecimal sum, int evaluated, List<LineJson> lines) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(
            long share,
            Holder.Kind kind,
            String who,
            String where,
            int shares,
            int evaluated,
            @Nullable BigDecimal sum) {}

    record Listed(int year, List<Row> items, String next) {}

    record ClosedJson(long id, GoalState state) {}

    private final Evaluations evaluations;
    private final Scorecards cards;
    private final ScorecardQueries queries;
    private final ShareQueries shareQueries;
    private final Shares shares;
    private final Goals goals;
    private final Frames frames;

    EvaluationApi(
            Evaluations evaluations,
            Scorecards cards,
            ScorecardQueries queries,
            ShareQueries shareQueries,
            Shares shares,
            Goals goals,
            Frames frames) {
        this.evaluations = evaluations;
        this.cards = cards;
        this.queries = queries;
        this.shareQueries = shareQueries;
        this.shares = shares;
        this.goals = goals;
        this.frames = frames;
    }

    @Operation(summary = "Evaluate a share whose year is over; what was reached is read from its values")
    @PostMapping("/api/targets/shares/{id}/evaluate")
    public EvaluationJson evaluate(@PathVariable long id, @RequestBody EvaluateBody b) {
        shares.get(new ShareId(id));
        var weight = b.weight();
        evaluations.evaluate(
                new ShareId(id),
                Body.version(b.version()),
                weight == null ? BigDecimal.ONE : weight,
                Body.text(b.note()));
        return shown(new ShareId(id));
    }

    @Operation(summary = "The holder has read the evaluation, and says what there is to say")
    @PostMapping("/api/targets/shares/{id}/answer")
    public EvaluationJson answer(@PathVariable long id, @RequestBody AnswerBody b) {
        shares.get(new ShareId(id));
        evaluations.answer(new ShareId(id), Body.version(b.version()), Body.text(b.comment()));
        return shown(new ShareId(id));
    }

    private EvaluationJson shown(ShareId id) {
        var e = evaluations.of(id).orElseThrow(() -> new NotHere("evaluation of " + id));
        return new EvaluationJson(
                id.value(),
                e.asked(),
                e.reached(),
                e.degree(),
                e.score(),
                e.weight(),
                e.note(),
                e.unconfirmed(),
                e.fingerprint(),
                e.by(),
                e.at(),
                e.comment(),
                e.seen(),
                e.seenAt(),
                e.version());
    }

    @Operation(summary = "Close a goal whose shares are all evaluated")
    @PostMapping("/api/targets/goals/{id}/close")
    public ClosedJson close(@PathVariable long id, @RequestBody GoalsApi.VersionBody b) {
        goals.get(new GoalId(id));
        evaluations.close(new GoalId(id), Body.version(b.version()));
        return new ClosedJson(id, goals.get(new GoalId(id)).state());
    }

    @Operation(summary = "Scorecards of a year; kind filters")
    @GetMapping("/api/targets/scorecards")
    public Listed list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        var page = queries.list(filters, t);
        return new Listed(
                queries.year(filters, t),
                page.rows().stream()
                        .map(r -> new Row(r.share(), r.kind(), r.who(), r.where(), r.shares(), r.evaluated(), r.sum()))
                        .toList(),
                page.next());
    }

    @Operation(summary = "The scorecard of who carries a share, for the year in which it is due")
    @GetMapping("/api/targets/shares/{id}/scorecard")
    public CardJson card(@PathVariable long id, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var share = shares.get(new ShareId(id));
        var card = cards.of(share.id(), t.language());
        return new CardJson(
                card.year(),
                shareQueries.named(share, t).who(),
                card.people(),
                card.sum(),
                card.evaluated(),
                card.lines().stream()
                        .map(l -> new LineJson(
                                l.share(),
                                l.goal(),
                                t.of(l.sentence()),
                                l.asked(),
                                l.reached(),
                                l.degree(),
                                l.score(),
                                l.weight(),
                                l.note(),
                                l.unconfirmed(),
                                l.comment()))
                        .toList());
    }
}
