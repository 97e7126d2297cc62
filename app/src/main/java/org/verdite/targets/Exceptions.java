package org.verdite.targets;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;

/// Why a goal asks for less than it should ({@link Ratchet}): asked for by one person, decided on by
/// another, one level up.
@Component
public class Exceptions {

    /// @param value for which it was asked
    /// @param decision `OPEN`, `APPROVED` or `DECLINED`
    public record Asked(
            long id,
            GoalId goal,
            BigDecimal value,
            String because,
            int askedBy,
            String who,
            Instant at,
            String decision,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            String answer,
            int version) {

        public boolean open() {
            return decision.equals("OPEN");
        }
    }

    private final JdbcClient jdbc;
    private final GoalStore goals;
    private final Ratchet ratchet;
    private final Access access;

    Exceptions(JdbcClient jdbc, GoalStore goals, Ratchet ratchet, Access access) {
        this.jdbc = jdbc;
        this.goals = goals;
        this.ratchet = ratchet;
        this.access = access;
    }

    /// Needs {@link Permission#TARGETS_EDIT} at the goal's unit.
    ///
    /// @throws Refused when nothing needs it, or another waits already
    @Transactional
    public long ask(GoalId id, String because) {
        access.require(Permission.TARGETS_EDIT, goals.require(id).unit());
        var goal = goals.take(id);
        new Lengths().most("because", 1000, because).check();
        if (because.isBlank()) {
            throw new Invalid("because", "ui.form.required");
        }
        if (goal.state().over()) {
            throw new Refused("targets.refused.state." + goal.state());
        }
        if (ratchet.of(goal).kept() || ratchet.agreed(goal)) {
            throw new Refused("targets.refused.nothingToExcept");
        }
        Integer me = Scope.current().person();
        if (me == null) {
            throw new NotPermitted(Permission.TARGETS_EDIT.name());
        }
        try {
            return jdbc.sql("""
                            insert into targets.exception (goal_id, unit_id, value, because, asked_by)
                            values (:goal, :unit, :value, :because, :me) returning id""")
                    .param("goal", id.value())
                    .param("unit", goal.unit().value())
                    .param("value", goal.value())
                    .param("because", because.strip())
                    .param("me", me)
                    .query((rs, _) -> rs.getLong(1))
                    .single();
        } catch (DuplicateKeyException e) {
            throw new Refused("targets.refused.exceptionWaits");
        }
    }

    /// One level up, and not by who asked.
    ///
    /// @param answer needed where it is declined
    @Transactional
    public void decide(long id, int version, boolean approved, String answer) {
        var asked = get(id);
        var goal = goals.require(asked.goal());
        if (!access.mayAbove(Permission.TARGETS_APPROVE, goal.unit())) {
            throw new NotPermitted(Permission.TARGETS_EDIT.name());
        }
        if (!asked.open()) {
            throw new Refused("targets.refused.decided");
        }
        Integer me = Scope.current().person();
        if (me == null || me == asked.askedBy()) {
            throw new Refused("targets.refused.ownException");
        }
        new Lengths().most("answer", 1000, answer).check();
        if (!approved && answer.isBlank()) {
            throw new Invalid("answer", "ui.form.required");
        }
        int done = jdbc.sql("""
                        update targets.exception set decision = :decision, decided_by = :me, decided_at = verdite.now(), answer = :answer,
                          version = version + 1 where id = :id and version = :version and decision = 'OPEN'""")
                .param("decision", approved ? "APPROVED" : "DECLINED")
                .param("me", me)
                .param("answer", answer.strip())
                .param("id", id)
                .param("version", version)
                .update();
        if (done == 0) {
            throw new Conflict("exception " + id);
        }
    }

    /// True when the reader decides on it.
    @Transactional(readOnly = true)
    public boolean mayDecide(Goal goal, Asked asked) {
        Integer me = Scope.current().person();
        return asked.open()
                && me != null
                && me != asked.askedBy()
                && access.mayAbove(Permission.TARGETS_APPROVE, goal.unit());
    }

    /// @throws NotHere when it is not in the reader's scope
    @Transactional(readOnly = true)
    public Asked get(long id) {
        return list("x.id = :id", id).stream().findFirst().orElseThrow(() -> new NotHere("exception " + id));
    }

    /// Newest first.
    @Transactional(readOnly = true)
    public List<Asked> of(GoalId goal) {
        return list("x.goal_id = :id", goal.value());
    }

    private List<Asked> list(String which, long id) {
        return jdbc.sql("""
                        select x.*, coalesce(verdite.text(organisation.pub_person_name(x.asked_by), :lang), '') as who,
                          verdite.text(organisation.pub_person_name(x.decided_by), :lang) as decider
                        from targets.exception x where\s""" + which + " order by x.id desc limit 50")
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .param("id", id)
                .query((rs, _) -> {
                    var decided = rs.getObject("decided_at", OffsetDateTime.class);
                    return new Asked(
                            rs.getLong("id"),
                            new GoalId(rs.getLong("goal_id")),
                            rs.getBigDecimal("value"),
                            rs.getString("because"),
                            rs.getInt("asked_by"),
                            rs.getString("who"),
                            rs.getObject("asked_at", OffsetDateTime.class).toInstant(),
                            rs.getString("decision"),
                            rs.getString("decider"),
                            decided == null ? null : decided.toInstant(),
                            rs.getString("answer"),
                            rs.getInt("version"));
                })
                .list();
    }
}
