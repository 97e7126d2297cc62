package org.verdite.targets.web;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.actions.Actions;
import org.verdite.funds.FundingPlans;
import org.verdite.indicators.Definitions;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.organisation.StepBars;
import org.verdite.targets.Balances;
import org.verdite.targets.Evaluations;
import org.verdite.targets.Exceptions;
import org.verdite.targets.Goal;
import org.verdite.targets.GoalId;
import org.verdite.targets.GoalState;
import org.verdite.targets.Goals;
import org.verdite.targets.Lessons;
import org.verdite.targets.Negotiation;
import org.verdite.targets.Ratchet;
import org.verdite.targets.Share;
import org.verdite.targets.ShareId;
import org.verdite.targets.Shares;
import org.verdite.targets.WhatIf;
import org.verdite.targets.policy.Served;
import org.verdite.ui.Passings;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;

/// Reads a goal and a share with all that stands on their pages.
@Component
@Transactional(readOnly = true)
class GoalReading {

    private final Goals goals;
    private final Shares shares;
    private final Negotiation negotiation;
    private final Evaluations evaluations;
    private final Ratchet ratchet;
    private final Exceptions exceptions;
    private final ObjectProvider<Lessons> lessons;
    private final Balances balances;
    private final WhatIf whatIf;
    private final GoalQueries queries;
    private final ShareQueries shareQueries;
    private final Actions actions;
    private final FundingPlans plans;
    private final Definitions definitions;
    private final Access access;
    private final StepBars bars;
    private final Passings passings;
    private final Served served;
    private final Clock clock;

    GoalReading(
            Goals goals,
            Shares shares,
            Negotiation negotiation,
            Evaluations evaluations,
            Ratchet ratchet,
            Exceptions exceptions,
            ObjectProvider<Lessons> lessons,
            Balances balances,
            WhatIf whatIf,
            GoalQueries queries,
            ShareQueries shareQueries,
            Actions actions,
            FundingPlans plans,
            Definitions definitions,
            Access access,
            StepBars bars,
            Passings passings,
            Served served,
            Clock clock) {
        this.goals = goals;
        this.shares = shares;
        this.negotiation = negotiation;
        this.evaluations = evaluations;
        this.ratchet = ratchet;
        this.exceptions = exceptions;
        this.lessons = lessons;
        this.balances = balances;
        this.whatIf = whatIf;
        this.queries = queries;
        this.shareQueries = shareQueries;
        this.actions = actions;
        this.plans = plans;
        this.definitions = definitions;
        this.access = access;
        this.bars = bars;
        this.passings = passings;
        this.served = served;
        this.clock = clock;
    }

    GoalPages.Whole whole(GoalId id, Form form, boolean changed, Texts t) {
        var goal = goals.get(id);
        boolean mayGive = shares.mayGive(goal, null);
        boolean mayEdit = goals.mayEdit(goal);
        var serves = goal.serves();
        var longer = serves == null ? null : goals.find(serves).orElse(null);
        return new GoalPages.Whole(
                goal,
                queries.unitName(goal.unit().value(), t),
                queries.personName(goal.owner().value(), t),
                measure(goal),
                longer != null ? longer.number() + " " + t.of(longer.sentence()) : goal.servesTarget(),
                longer != null ? longer.path() : goal.servesTarget().isEmpty() ? "" : "/targets/" + goal.servesTarget(),
                balances.of(goal),
                shareQueries.level(goal, null, 0, t),
                actions.of(goal.origin()),
                plans.of(goal.origin()),
                goals.paidFor(goal),
                goal.state() == GoalState.DRAFT ? bars.against(goal.origin(), goal.unit()) : List.of(),
                queries.serving(id.value(), "", t),
                mayEdit && goal.state() == GoalState.ACTIVE && queries.today(t).getYear() > goal.dueYear()
                        ? evaluations.open(id)
                        : -1,
                held(goal),
                lessons.stream().flatMap(l -> l.of(goal.id(), t).stream()).toList(),
                passings.of(goal.origin(), t),
                served.of(id).orElse(null),
                mayEdit ? served.choices(id) : List.of(),
                mayEdit,
                mayGive,
                mayGive ? shareQueries.holders(goal.unit(), t) : Map.of(),
                mayEdit ? queries.people(t) : Map.of(),
                queries.today(t),
                form,
                changed);
    }

    /// What the goal is held to, and what was asked because it asks for less.
    private GoalPages.Held held(Goal goal) {
        var asked = exceptions.of(goal.id());
        return new GoalPages.Held(
                ratchet.of(goal),
                goal.value() == null || ratchet.agreed(goal),
                asked,
                asked.stream()
                        .filter(x -> exceptions.mayDecide(goal, x))
                        .findFirst()
                        .orElse(null));
    }

    /// In what its values are counted: as the indicator says, or as it was entered.
    String measure(Goal goal) {
        if (goal.indicator().isEmpty()) {
            return goal.measure();
        }
        var now = clock.instant();
        return Definitions.inForce(
                        definitions.history(),
                        goal.indicator(),
                        now.atZone(TargetQueries.GROUP_ZONE).toLocalDate(),
                        now)
                .unit();
    }

    GoalPages.OneShare share(ShareId id, Form form, boolean changed, Texts t) {
        var share = shares.get(id);
        var goal = goals.get(share.goal());
        var named = shareQueries.named(share, t);
        var parent = share.parent();
        var whole = parent == null ? null : shares.find(parent).orElse(null);
        boolean mayGive = shares.mayGive(goal, share);
        return new GoalPages.OneShare(
                goal,
                share,
                named.who(),
                named.where(),
                shareQueries.astray(share),
                measure(goal),
                parent == null ? null : shareQueries.above(id, t),
                whole,
                balances.of(goal, share),
                shareQueries.level(goal, id, 0, t),
                negotiation.of(id),
                evaluations.of(id).orElse(null),
                evaluations.mayEvaluate(goal, share),
                evaluations.mayAnswer(share),
                share.words(goal),
                negotiation.mayAnswer(goal, share),
                negotiation.proposedByMe(share),
                shares.mayChange(goal, share),
                mayGive,
                mayGive ? shareQueries.holders(share.holder().unit(), t) : Map.of(),
                form,
                changed);
    }

    /// @param value null before one is asked for
    GoalPages.Supposed suppose(
            GoalId id,
            @Nullable ShareId of,
            @Nullable ShareId under,
            @Nullable BigDecimal value,
            Form form,
            boolean changed,
            Texts t) {
        var goal = goals.get(id);
        Share share = of == null ? null : shares.get(of);
        Share below = under == null ? null : shares.get(under);
        var level = value == null ? null : shareQueries.level(goal, under == null ? of : under, 0, t);
        return new GoalPages.Supposed(
                goal,
                share,
                share == null
                        ? queries.unitName(goal.unit().value(), t)
                        : shareQueries.named(share, t).who(),
                measure(goal),
                share == null ? goal.value() : share.value(),
                form,
                value,
                value == null ? null : whatIf.outcome(id, of, value),
                level == null || value == null ? List.of() : lines(goal, of, under, value, level),
                below,
                below == null ? "" : shareQueries.named(below, t).who(),
                share == null ? goal.version() : share.version(),
                share == null
                        ? goals.mayEdit(goal) && access.may(Permission.TARGETS_EDIT, goal.unit())
                        : shares.mayChange(goal, share),
                changed);
    }

    private List<GoalPages.SupposedLine> lines(
            Goal goal, @Nullable ShareId of, @Nullable ShareId under, BigDecimal value, ShareQueries.Level level) {
        var becomes = new java.util.HashMap<Long, @Nullable BigDecimal>();
        whatIf.lines(goal.id(), of, value, under).forEach(l -> becomes.put(l.id().value(), l.becomes()));
        return level.lines().stream()
                .map(l -> new GoalPages.SupposedLine(
                        l.id(),
                        l.who(),
                        l.where(),
                        l.value(),
                        Objects.requireNonNullElse(becomes.get(l.id()), l.value()),
                        l.balance().parts() > 0))
                .toList();
    }
}
