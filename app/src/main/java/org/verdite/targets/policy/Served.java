package org.verdite.targets.policy;

import java.util.List;
import java.util.Optional;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.targets.GoalId;
import org.verdite.targets.Goals;

/// Which commitment of the policy a goal serves.
@Component
public class Served {

    /// @param path of the policy that makes it
    public record Said(long commitment, String code, String sentence, String path) {}

    /// @param number of a goal that serves it
    public record Serving(String code, String number, String sentence, String path) {}

    private final JdbcClient jdbc;
    private final PolicyStore store;
    private final Goals goals;
    private final Access access;

    Served(JdbcClient jdbc, PolicyStore store, Goals goals, Access access) {
        this.jdbc = jdbc;
        this.store = store;
        this.goals = goals;
        this.access = access;
    }

    /// Commitments in force at the goal's unit and above it.
    @Transactional(readOnly = true)
    public List<Said> choices(GoalId id) {
        return jdbc.sql("""
                        select c.id, c.code, verdite.text(c.sentence, :lang) as sentence, c.policy_id from organisation.pub_way_up(:unit) w
                        join targets.commitment c on c.policy_id = targets.in_force(w.id, :day)
                        order by w.height, length(c.code), c.code""")
                .param("lang", language())
                .param("unit", goals.get(id).unit().value())
                .param("day", store.today())
                .query((rs, _) -> new Said(
                        rs.getLong("id"),
                        rs.getString("code"),
                        rs.getString("sentence"),
                        "/targets/policies/" + rs.getLong("policy_id")))
                .list();
    }

    /// @param commitment 0 for none
    /// @throws Invalid naming the field `commitment`
    @Transactional
    public void serve(GoalId id, long commitment) {
        var goal = goals.get(id);
        access.require(Permission.TARGETS_EDIT, goal.unit());
        if (commitment == 0) {
            jdbc.sql("delete from targets.goal_commitment where goal_id = :goal")
                    .param("goal", id.value())
                    .update();
            return;
        }
        if (choices(id).stream().noneMatch(c -> c.commitment() == commitment)) {
            throw new Invalid("commitment", "ui.form.choice");
        }
        jdbc.sql("""
                        insert into targets.goal_commitment (goal_id, unit_id, commitment_id) values (:goal, :unit, :commitment)
                        on conflict (goal_id) do update set commitment_id = excluded.commitment_id, recorded_at = excluded.recorded_at,
                          recorded_by = excluded.recorded_by""")
                .param("goal", id.value())
                .param("unit", goal.unit().value())
                .param("commitment", commitment)
                .update();
    }

    @Transactional(readOnly = true)
    public Optional<Said> of(GoalId id) {
        return jdbc.sql("""
                        select c.id, c.code, verdite.text(c.sentence, :lang) as sentence, c.policy_id from targets.goal_commitment g
                        join targets.commitment c on c.id = g.commitment_id where g.goal_id = :goal""")
                .param("lang", language())
                .param("goal", id.value())
                .query((rs, _) -> new Said(
                        rs.getLong("id"),
                        rs.getString("code"),
                        rs.getString("sentence"),
                        "/targets/policies/" + rs.getLong("policy_id")))
                .optional();
    }

    /// Goals that serve the policy's commitments, of this version or of one before.
    @Transactional(readOnly = true)
    public List<Serving> by(PolicyId id) {
        return jdbc.sql("""
                        select distinct c.code, g.id, g.number, verdite.text(g.sentence, :lang) as sentence from targets.policy p
                        join targets.policy v on v.unit_id = p.unit_id and v.edition <= p.edition
                        join targets.commitment c on c.policy_id = v.id join targets.goal_commitment x on x.commitment_id = c.id
                        join targets.goal g on g.id = x.goal_id and g.state <> 'WITHDRAWN'
                        where p.id = :id order by g.id desc limit 200""")
                .param("lang", language())
                .param("id", id.value())
                .query((rs, _) -> new Serving(
                        rs.getString("code"),
                        rs.getString("number"),
                        rs.getString("sentence"),
                        "/targets/goals/" + rs.getLong("id")))
                .list();
    }

    private static String language() {
        return LocaleContextHolder.getLocale().getLanguage();
    }
}
