package org.verdite.targets;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.actions.Actions;
import org.verdite.funds.Funding;
import org.verdite.funds.FundingPlans;
import org.verdite.indicators.Definition;
import org.verdite.indicators.Definitions;
import org.verdite.indicators.Figures;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.organisation.StepBars;
import org.verdite.shared.Invalid;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;

/// Goals of a unit, from the first sentence to the day they are worked on (ISO 14001, 6.2.1).
@Component
public class Goals {

    private final JdbcClient jdbc;
    private final GoalStore store;
    private final ShareStore shares;
    private final Access access;
    private final Figures figures;
    private final Definitions definitions;
    private final Actions actions;
    private final FundingPlans plans;
    private final Ratchet ratchet;
    private final StepBars bars;

    Goals(
            JdbcClient jdbc,
            GoalStore store,
            ShareStore shares,
            Access access,
            Figures figures,
            Definitions definitions,
            Actions actions,
            FundingPlans plans,
            Ratchet ratchet,
            StepBars bars) {
        this.jdbc = jdbc;
        this.store = store;
        this.shares = shares;
        this.access = access;
        this.figures = figures;
        this.definitions = definitions;
        this.actions = actions;
        this.plans = plans;
        this.ratchet = ratchet;
        this.bars = bars;
    }

    /// Needs {@link Permission#TARGETS_EDIT} at its unit.
    ///
    /// @throws Invalid naming each field that is wrong
    @Transactional
    public GoalId draft(NewGoal g) {
        access.require(Permission.TARGETS_EDIT, g.unit());
        var meant = meant(g);
        check(meant);
        return store.insert(meant);
    }

    /// Whose goal it is, its horizon and its method stay. A changed value asks everybody again who carries
    /// a share of it directly.
    ///
    /// @param version as it was read
    /// @throws org.verdite.shared.Conflict when somebody changed it since
    @Transactional
    public void change(GoalId id, int version, NewGoal typed) {
        var g = meant(typed);
        var goal = open(id);
        GoalStore.unchanged(goal, version);
        if (!goal.unit().equals(g.unit()) || goal.horizon() != g.horizon() || goal.method() != g.method()) {
            throw new Refused("targets.refused.kind");
        }
        if ((goal.nature() != g.nature() || goal.every() != g.every()) && told(id)) {
            throw new Refused("targets.refused.told");
        }
        check(g);
        store.update(id, g);
        if (goal.state() == GoalState.ACTIVE) {
            ratchet.require(store.require(id));
        }
        if (!same(goal.value(), g.value())
                || !goal.sentence().equals(g.sentence())
                || goal.dueYear() != g.dueYear()
                || goal.direction() != g.direction()
                || !goal.measure().equals(g.measure().strip())) {
            shares.askAgain(id, null);
        }
    }

    /// From now on it is worked on: somebody has something to do for it, and its money is planned or not
    /// needed.
    ///
    /// @throws Refused naming what is missing, that it asks for less than it should ({@link Ratchet}), or what a
    ///     room above has against it
    @Transactional
    public void activate(GoalId id, int version) {
        var goal = open(id);
        GoalStore.unchanged(goal, version);
        if (goal.state() != GoalState.DRAFT) {
            throw new Refused("targets.refused.state." + goal.state());
        }
        var standing = actions.standing(goal.origin());
        if (standing.waiting() + standing.finished() == 0) {
            throw new Refused("targets.refused.noAction");
        }
        if (!paidFor(goal)) {
            throw new Refused("targets.refused.noMoney");
        }
        ratchet.require(goal);
        bars.require(goal.origin(), goal.unit());
        store.state(id, GoalState.ACTIVE, "");
    }

    /// True when money was approved for it, or somebody said why it needs none.
    @Transactional(readOnly = true)
    public boolean paidFor(Goal goal) {
        return !goal.noCost().isBlank()
                || plans.of(goal.origin()).stream().map(Funding::approved).anyMatch(Objects::nonNull);
    }

    /// @param because at least one word
    @Transactional
    public void withdraw(GoalId id, int version, String because) {
        var goal = open(id);
        GoalStore.unchanged(goal, version);
        if (because.isBlank()) {
            throw new Invalid("because", "ui.form.required");
        }
        shares.withdrawAll(id, because.strip());
        store.state(id, GoalState.WITHDRAWN, because.strip());
    }

    @Transactional(readOnly = true)
    public Optional<Goal> find(GoalId id) {
        return store.find(id);
    }

    /// @throws org.verdite.shared.NotHere when it is not in the reader's scope
    @Transactional(readOnly = true)
    public Goal get(GoalId id) {
        return store.require(id);
    }

    public boolean mayEdit(Goal goal) {
        return !goal.state().over() && access.may(Permission.TARGETS_EDIT, goal.unit());
    }

    private Goal open(GoalId id) {
        access.require(Permission.TARGETS_EDIT, store.require(id).unit());
        var goal = store.take(id);
        if (goal.state().over()) {
            throw new Refused("targets.refused.state." + goal.state());
        }
        return goal;
    }

    private void check(NewGoal g) {
        GoalRules.check(g, figures::supplies);
        requirePerson(g.owner());
        var serves = g.serves();
        if (serves != null) {
            var above = store.find(serves).orElseThrow(() -> new Invalid("serves", "ui.form.choice"));
            if (above.horizon().compareTo(g.horizon()) <= 0 || above.dueYear() < g.dueYear()) {
                throw new Invalid("serves", "targets.invalid.longer");
            }
        }
        if (!g.servesTarget().isEmpty() && !promised(g.servesTarget())) {
            throw new Invalid("servesTarget", "ui.form.choice");
        }
    }

    /// Of what a room computes, the definition says what it is over time.
    private NewGoal meant(NewGoal g) {
        if (g.indicator().isEmpty()) {
            return g;
        }
        boolean sum = definitions.history().stream()
                .anyMatch(d -> d.code().equals(g.indicator()) && d.aggregation() == Definition.Aggregation.SUM);
        return g.of(sum ? Nature.AMOUNT : Nature.LEVEL, g.driver(), 1);
    }

    private boolean told(GoalId id) {
        return jdbc.sql("select exists (select from targets.reading where goal_id = :id)")
                .param("id", id.value())
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }

    private boolean promised(String code) {
        return jdbc.sql("select exists (select from targets.target where code = :code)")
                .param("code", code)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }

    private void requirePerson(PersonId owner) {
        boolean seen = jdbc.sql("select exists (select from organisation.pub_person where id = :id)")
                .param("id", owner.value())
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (!seen) {
            throw new Invalid("owner", "ui.form.choice");
        }
    }

    static boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null || other == null ? one == other : one.compareTo(other) == 0;
    }
}
