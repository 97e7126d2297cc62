package org.verdite.targets.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.organisation.StepBars;
import org.verdite.shared.LocalText;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;
import org.verdite.targets.Balance;
import org.verdite.targets.Balances;
import org.verdite.targets.Goal;
import org.verdite.targets.GoalId;
import org.verdite.targets.GoalState;
import org.verdite.targets.Goals;
import org.verdite.targets.Horizon;
import org.verdite.targets.Method;
import org.verdite.targets.Nature;
import org.verdite.targets.NewGoal;
import org.verdite.targets.NewTarget;
import org.verdite.targets.ShareId;
import org.verdite.targets.WhatIf;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Body;
import org.verdite.ui.list.Filters;

/// Goals as JSON; their shares are in {@link SharesApi}.
@RestController
@Tag(name = "targets")
class GoalsApi {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(
            long id,
            String number,
            Horizon horizon,
            String sentence,
            String where,
            int dueYear,
            @Nullable BigDecimal value,
            String measure,
            Method method,
            GoalState state,
            int shares,
            int accepted) {}

    record Listed(List<Row> items, String next) {}

    /// How shares stand against their whole.
    ///
    /// @param allocated what all shares make together
    /// @param covered what the accepted ones make
    /// @param rest whole minus allocated
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BalanceJson(
            int parts,
            int accepted,
            int countered,
            @Nullable BigDecimal allocated,
            @Nullable BigDecimal covered,
            @Nullable BigDecimal rest,
            Balance.Verdict verdict) {

        static BalanceJson of(Balance b) {
            return new BalanceJson(
                    b.parts(), b.accepted(), b.countered(), b.allocated(), b.covered(), b.rest(), b.verdict());
        }
    }

    /// @param against what those who decide above hold against its beginning
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record GoalJson(
            long id,
            String number,
            int unit,
            Horizon horizon,
            String sentence,
            Set<String> protects,
            String indicator,
            String measure,
            NewTarget.Direction direction,
            Method method,
            String base,
            int baselineYear,
            @Nullable BigDecimal baseline,
            int dueYear,
            @Nullable BigDecimal value,
            List<NewGoal.Milestone> milestones,
            int owner,
            @Nullable Long serves,
            String servesTarget,
            String localBecause,
            String noCost,
            Nature nature,
            String driver,
            int every,
            GoalState state,
            String stateReason,
            BalanceJson balance,
            List<String> against,
            int version) {}

    /// @param sentenceZh the same in Chinese, optional
    /// @param serves id of the longer goal it leads to
    /// @param nature `AMOUNT`, `LEVEL` or `INTENSITY`; left out: as the method has it
    /// @param driver what moves an intensity besides our own doing
    /// @param every for how many months at once a value is told: 1, 3 or 12
    /// @param version as it was read, when a goal is changed
    record GoalBody(
            @Nullable Integer unit,
            @Nullable Horizon horizon,
            @Nullable String sentence,
            @Nullable String sentenceZh,
            @Nullable List<String> protects,
            @Nullable String indicator,
            @Nullable String measure,
            NewTarget.@Nullable Direction direction,
            @Nullable Method method,
            @Nullable String base,
            @Nullable Integer baselineYear,
            @Nullable BigDecimal baseline,
            @Nullable Integer dueYear,
            @Nullable BigDecimal value,
            @Nullable List<NewGoal.Milestone> milestones,
            @Nullable Integer owner,
            @Nullable Long serves,
            @Nullable String servesTarget,
            @Nullable String localBecause,
            @Nullable String noCost,
            @Nullable Nature nature,
            @Nullable String driver,
            @Nullable Integer every,
            @Nullable Integer version) {}

    record VersionBody(@Nullable Integer version) {}

    record BecauseBody(@Nullable Integer version, @Nullable String because) {}

    /// @param share the share that would change; left out: the goal itself
    record SupposeBody(
            @Nullable Integer version,
            @Nullable Long share,
            @Nullable BigDecimal value,
            @Nullable String reason) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SupposedJson(
            long share,
            @Nullable BigDecimal stands,
            @Nullable BigDecimal becomes) {}

    record OutcomeJson(int shares, int changed, int askedAgain, List<SupposedJson> items) {}

    private final GoalQueries queries;
    private final Goals goals;
    private final Balances balances;
    private final WhatIf whatIf;
    private final StepBars bars;
    private final Frames frames;

    GoalsApi(GoalQueries queries, Goals goals, Balances balances, WhatIf whatIf, StepBars bars, Frames frames) {
        this.queries = queries;
        this.goals = goals;
        this.balances = balances;
        this.whatIf = whatIf;
        this.bars = bars;
        this.frames = frames;
    }

    @Operation(summary = "Goals, the latest due first; year, horizon, state and at (unit) filter")
    @GetMapping("/api/targets/goals")
    public Listed list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var page = queries.list(Filters.of(request), t);
        return new Listed(
                page.rows().stream()
                        .map(r -> new Row(
                                r.id(),
                                r.number(),
                                r.horizon(),
                                r.sentence(),
                                r.where(),
                                r.dueYear(),
                                r.value(),
                                r.measure(),
                                r.method(),
                                r.state(),
                                r.shares(),
                                r.accepted()))
                        .toList(),
                page.next());
    }

    @Operation(summary = "Set a goal; it is a draft until it is worked on")
    @PostMapping("/api/targets/goals")
    public ResponseEntity<GoalJson> draft(@RequestBody GoalBody b, HttpServletRequest request) {
        var id = goals.draft(goal(b, null));
        return ResponseEntity.created(URI.create("/api/targets/goals/" + id)).body(show(id.value(), request));
    }

    private static NewGoal goal(GoalBody b, @Nullable Goal goal) {
        String sentence = Body.needed("sentence", b.sentence());
        Long serves = b.serves();
        var meant = new NewGoal(
                goal != null ? goal.unit() : new UnitId(Body.needed("unit", b.unit())),
                goal != null ? goal.horizon() : Body.needed("horizon", b.horizon()),
                LocalText.of(sentence, Body.text(b.sentenceZh()), "en"),
                new TreeSet<>(Objects.requireNonNullElse(b.protects(), List.of())),
                Body.text(b.indicator()),
                Body.text(b.measure()),
                Body.needed("direction", b.direction()),
                goal != null ? goal.method() : Body.needed("method", b.method()),
                Body.text(b.base()),
                Body.needed("baselineYear", b.baselineYear()),
                b.baseline(),
                Body.needed("dueYear", b.dueYear()),
                b.value(),
                Objects.requireNonNullElse(b.milestones(), List.of()),
                new PersonId(Body.needed("owner", b.owner())),
                serves == null ? null : new GoalId(serves),
                Body.text(b.servesTarget()),
                Body.text(b.localBecause()),
                Body.text(b.noCost()));
        return meant.of(
                Objects.requireNonNullElse(b.nature(), goal != null ? goal.nature() : meant.nature()),
                Objects.requireNonNullElse(b.driver(), goal != null ? goal.driver() : meant.driver()),
                Objects.requireNonNullElse(b.every(), goal != null ? goal.every() : meant.every()));
    }

    @Operation(summary = "One goal with how its shares stand")
    @GetMapping("/api/targets/goals/{id}")
    public GoalJson show(@PathVariable long id, HttpServletRequest request) {
        var g = goals.get(new GoalId(id));
        var serves = g.serves();
        return new GoalJson(
                id,
                g.number(),
                g.unit().value(),
                g.horizon(),
                frames.texts(request).of(g.sentence()),
                g.protects(),
                g.indicator(),
                g.measure(),
                g.direction(),
                g.method(),
                g.base(),
                g.baselineYear(),
                g.baseline(),
                g.dueYear(),
                g.value(),
                g.milestones(),
                g.owner().value(),
                serves == null ? null : serves.value(),
                g.servesTarget(),
                g.localBecause(),
                g.noCost(),
                g.nature(),
                g.driver(),
                g.every(),
                g.state(),
                g.stateReason(),
                BalanceJson.of(balances.of(g)),
                against(g, frames.texts(request)),
                g.version());
    }

    private List<String> against(Goal g, Texts t) {
        return g.state() != GoalState.DRAFT
                ? List.of()
                : bars.against(g.origin(), g.unit()).stream().map(b -> b.in(t)).toList();
    }

    @Operation(summary = "Change a goal; unit, horizon and method stay")
    @PutMapping("/api/targets/goals/{id}")
    public GoalJson change(@PathVariable long id, @RequestBody GoalBody b, HttpServletRequest request) {
        var goal = goals.get(new GoalId(id));
        goals.change(goal.id(), Body.version(b.version()), goal(b, goal));
        return show(id, request);
    }

    @Operation(summary = "Begin work on a goal: it needs an action, and money or a word why none")
    @PostMapping("/api/targets/goals/{id}/activate")
    public GoalJson activate(@PathVariable long id, @RequestBody VersionBody b, HttpServletRequest request) {
        goals.activate(new GoalId(id), Body.version(b.version()));
        return show(id, request);
    }

    @Operation(summary = "Withdraw a goal with all its shares")
    @PostMapping("/api/targets/goals/{id}/withdraw")
    public GoalJson withdraw(@PathVariable long id, @RequestBody BecauseBody b, HttpServletRequest request) {
        goals.withdraw(new GoalId(id), Body.version(b.version()), Body.text(b.because()));
        return show(id, request);
    }

    @Operation(
            summary =
                    "What every share would be if the goal, or one share, had another value; under= names the share whose parts are listed")
    @GetMapping("/api/targets/goals/{id}/what-if")
    public OutcomeJson suppose(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable BigDecimal value,
            @RequestParam(required = false) @Nullable Long share,
            @RequestParam(required = false) @Nullable Long under) {
        var goal = goals.get(new GoalId(id));
        var of = share == null ? null : new ShareId(share);
        var supposed = Objects.requireNonNullElse(value, whatIf.stands(goal, of));
        var outcome = whatIf.outcome(new GoalId(id), of, supposed);
        return new OutcomeJson(
                outcome.shares(),
                outcome.changed(),
                outcome.askedAgain(),
                whatIf.lines(new GoalId(id), of, supposed, under == null ? null : new ShareId(under)).stream()
                        .map(l -> new SupposedJson(l.id().value(), l.value(), l.becomes()))
                        .toList());
    }

    @Operation(summary = "Make it so: every share below becomes what was shown, and who carries one is asked again")
    @PostMapping("/api/targets/goals/{id}/what-if")
    public GoalJson propose(@PathVariable long id, @RequestBody SupposeBody b, HttpServletRequest request) {
        goals.get(new GoalId(id));
        Long share = b.share();
        whatIf.propose(
                new GoalId(id),
                share == null ? null : new ShareId(share),
                Body.version(b.version()),
                Body.needed("value", b.value()),
                Body.text(b.reason()));
        return show(id, request);
    }
}
