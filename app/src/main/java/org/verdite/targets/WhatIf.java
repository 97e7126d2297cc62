package org.verdite.targets;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;

/// What every share would be if a goal's value, or that of one share, were another. Nothing changes until
/// it is proposed.
@Component
public class WhatIf {

    /// @param shares how many there are below
    /// @param changed of them, whose value would be another
    /// @param askedAgain of them, who had accepted what stands
    public record Outcome(int shares, int changed, int askedAgain) {}

    /// A share below as it would be.
    public record Line(
            ShareId id,
            @Nullable BigDecimal value,
            @Nullable BigDecimal becomes) {}

    private final JdbcClient jdbc;
    private final GoalStore goals;
    private final ShareStore store;
    private final Shares shares;
    private final Ratchet ratchet;
    private final Access access;

    WhatIf(JdbcClient jdbc, GoalStore goals, ShareStore store, Shares shares, Ratchet ratchet, Access access) {
        this.ratchet = ratchet;
        this.jdbc = jdbc;
        this.goals = goals;
        this.store = store;
        this.shares = shares;
        this.access = access;
    }

    /// @param of the share that would change; null for the goal itself
    @Transactional(readOnly = true)
    public Outcome outcome(GoalId id, @Nullable ShareId of, BigDecimal value) {
        var goal = goals.require(id);
        return jdbc.sql("""
                        select count(*)::int, (count(*) filter (where w.becomes is distinct from w.value))::int,
                          (count(*) filter (where s.state = 'ACCEPTED'
                            and (w.becomes is distinct from w.value or s.parent_id is not distinct from cast(:share as bigint))))::int
                        from targets.what_if(:goal, :share, :old, :new) w join targets.share s on s.id = w.id""")
                .param("goal", id.value())
                .param("share", of == null ? null : of.value())
                .param("old", old(goal, of, value))
                .param("new", value)
                .query((rs, _) -> new Outcome(rs.getInt(1), rs.getInt(2), rs.getInt(3)))
                .single();
    }

    /// The parts of one share below, as they would be.
    ///
    /// @param under null for the direct parts of what would change
    @Transactional(readOnly = true)
    public List<Line> lines(GoalId id, @Nullable ShareId of, BigDecimal value, @Nullable ShareId under) {
        var goal = goals.require(id);
        var parent = under == null ? of : under;
        return jdbc.sql("""
                        select w.id, w.value, w.becomes from targets.what_if(:goal, :share, :old, :new) w
                        where w.parent_id is not distinct from cast(:parent as bigint) order by w.id""")
                .param("goal", id.value())
                .param("share", of == null ? null : of.value())
                .param("old", old(goal, of, value))
                .param("new", value)
                .param("parent", parent == null ? null : parent.value())
                .query((rs, _) -> new Line(new ShareId(rs.getLong(1)), rs.getBigDecimal(2), rs.getBigDecimal(3)))
                .list();
    }

    /// Makes it so: the value changes, every share below becomes what was shown, and all who carry one are
    /// asked again.
    ///
    /// @param version of the goal, or of the share, as it was read
    /// @throws org.verdite.shared.Conflict when it was changed since
    @Transactional
    public void propose(GoalId id, @Nullable ShareId of, int version, BigDecimal value, String reason) {
        var goal = goals.take(id);
        if (reason.isBlank()) {
            throw new Invalid("reason", "ui.form.required");
        }
        new Lengths().most("reason", 1000, reason).check();
        BigDecimal before = old(goal, of, value);
        if (before.compareTo(value) == 0) {
            throw new Invalid("value", "targets.invalid.sameAsNow");
        }
        if (of == null) {
            if (!access.may(Permission.TARGETS_EDIT, goal.unit())) {
                throw new NotPermitted(Permission.TARGETS_EDIT.name());
            }
            if (goal.state().over()) {
                throw new Refused("targets.refused.state." + goal.state());
            }
            GoalStore.unchanged(goal, version);
            below(id, null, before, value, reason.strip());
            goals.value(id, value);
            if (goal.state() == GoalState.ACTIVE) {
                ratchet.require(goals.require(id));
            }
        } else {
            var share = shares.given(of, version);
            below(id, of, before, value, reason.strip());
            shares.set(share, value, share.weight(), "CHANGED", reason.strip());
        }
    }

    private void below(GoalId id, @Nullable ShareId of, BigDecimal before, BigDecimal value, String reason) {
        jdbc.sql("""
                        with asked as (
                          update targets.share s set value = w.becomes, state = 'PROPOSED', proposed_by = :me, counter = null, counter_reason = '',
                            countered_by = null, accepted_by = null, accepted_at = null, fingerprint = null, version = version + 1
                          from targets.what_if(:goal, :share, :old, :new) w
                          where s.id = w.id and (w.becomes is distinct from s.value or s.parent_id is not distinct from cast(:share as bigint))
                          returning s.id, s.unit_id, s.value)
                        insert into targets.share_event (share_id, unit_id, kind, value, reason, person_id)
                        select id, unit_id, 'CHANGED', value, :reason, cast(:me as int) from asked""")
                .param("me", Scope.current().person())
                .param("goal", id.value())
                .param("share", of == null ? null : of.value())
                .param("old", before)
                .param("new", value)
                .param("reason", reason)
                .update();
    }

    private BigDecimal old(Goal goal, @Nullable ShareId of, BigDecimal value) {
        var problems = new ArrayList<Invalid.Problem>();
        GoalRules.number(problems, "value", value);
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        return stands(goal, of);
    }

    /// The value that would change.
    ///
    /// @throws Refused for an obligation
    @Transactional(readOnly = true)
    public BigDecimal stands(Goal goal, @Nullable ShareId of) {
        BigDecimal stands = goal.value();
        if (of != null) {
            var share = store.require(of);
            if (!share.goal().equals(goal.id())) {
                throw new NotHere("share " + of + " of goal " + goal.id());
            }
            stands = share.value();
        }
        if (stands == null) {
            throw new Refused("targets.refused.noNumber");
        }
        return stands;
    }
}
