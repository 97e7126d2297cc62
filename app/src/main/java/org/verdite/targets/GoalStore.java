package org.verdite.targets;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.shared.Conflict;
import org.verdite.shared.NotHere;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Json;

/// Reads and writes goals.
@Component
class GoalStore {

    private final JdbcClient jdbc;

    GoalStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Goal> find(GoalId id) {
        return jdbc.sql("select * from targets.goal where id = :id")
                .param("id", id.value())
                .query(GoalStore::read)
                .optional();
    }

    /// @throws NotHere when it is not in the reader's scope
    Goal require(GoalId id) {
        return find(id).orElseThrow(() -> new NotHere("goal " + id));
    }

    /// The same, held until the transaction ends: steps on a goal and on its shares wait for each other.
    Goal take(GoalId id) {
        return jdbc.sql("select * from targets.goal where id = :id for update")
                .param("id", id.value())
                .query(GoalStore::read)
                .optional()
                .orElseThrow(() -> new NotHere("goal " + id));
    }

    static void unchanged(Goal goal, int version) {
        if (goal.version() != version) {
            throw new Conflict("goal " + goal.id());
        }
    }

    GoalId insert(NewGoal g) {
        return jdbc.sql("""
                        insert into targets.goal (unit_id, horizon, method, sentence, protects, indicator, measure, direction, base, baseline_year,
                          baseline, due_year, value, milestones, owner_id, serves_id, serves_target, local_because, no_cost, nature, driver, every)
                        values (:unit, :horizon, :method, cast(:sentence as jsonb), :protects, :indicator, :measure, :direction, :base, :baselineYear,
                          :baseline, :dueYear, :value, cast(:milestones as jsonb), :owner, :serves, :servesTarget, :localBecause, :noCost, :nature, :driver, :every)
                        returning id""")
                .param("unit", g.unit().value())
                .param("horizon", g.horizon().name())
                .param("method", g.method().name())
                .params(params(g))
                .query((rs, _) -> new GoalId(rs.getLong(1)))
                .single();
    }

    void update(GoalId id, NewGoal g) {
        jdbc.sql("""
                        update targets.goal set sentence = cast(:sentence as jsonb), protects = :protects, indicator = :indicator, measure = :measure,
                          direction = :direction, base = :base, baseline_year = :baselineYear, baseline = :baseline, due_year = :dueYear,
                          value = :value, milestones = cast(:milestones as jsonb), owner_id = :owner, serves_id = :serves,
                          serves_target = :servesTarget, local_because = :localBecause, no_cost = :noCost, nature = :nature, driver = :driver, every = :every, version = version + 1
                        where id = :id""").params(params(g)).param("id", id.value()).update();
    }

    void value(GoalId id, BigDecimal value) {
        jdbc.sql("update targets.goal set value = :value, version = version + 1 where id = :id")
                .param("value", value)
                .param("id", id.value())
                .update();
    }

    void state(GoalId id, GoalState state, String reason) {
        jdbc.sql("update targets.goal set state = :state, state_reason = :reason, version = version + 1 where id = :id")
                .param("state", state.name())
                .param("reason", reason)
                .param("id", id.value())
                .update();
    }

    private static Map<String, Object> params(NewGoal g) {
        var params = new LinkedHashMap<String, Object>();
        params.put("sentence", g.sentence().json());
        params.put("protects", new TreeSet<>(g.protects()).toArray(String[]::new));
        params.put("indicator", g.indicator());
        params.put("measure", g.measure().strip());
        params.put("direction", g.direction().name());
        params.put("base", g.base().strip());
        params.put("baselineYear", g.baselineYear());
        params.put("baseline", g.baseline());
        params.put("dueYear", g.dueYear());
        params.put("value", g.value());
        params.put("milestones", Json.mapper().writeValueAsString(g.milestones()));
        params.put("owner", g.owner().value());
        var serves = g.serves();
        params.put("serves", serves == null ? null : serves.value());
        params.put("servesTarget", g.servesTarget());
        params.put("localBecause", g.localBecause().strip());
        params.put("noCost", g.noCost().strip());
        params.put("nature", g.nature().name());
        params.put("driver", g.driver().strip());
        params.put("every", g.every());
        return params;
    }

    static Goal read(ResultSet rs, int row) throws SQLException {
        long serves = rs.getLong("serves_id");
        boolean local = rs.wasNull();
        return new Goal(
                new GoalId(rs.getLong("id")),
                new UnitId(rs.getInt("unit_id")),
                rs.getString("number"),
                Horizon.valueOf(rs.getString("horizon")),
                Json.text(rs.getString("sentence")),
                new TreeSet<>(Arrays.asList((String[]) rs.getArray("protects").getArray())),
                rs.getString("indicator"),
                rs.getString("measure"),
                NewTarget.Direction.valueOf(rs.getString("direction")),
                Method.valueOf(rs.getString("method")),
                rs.getString("base"),
                rs.getInt("baseline_year"),
                rs.getBigDecimal("baseline"),
                rs.getInt("due_year"),
                rs.getBigDecimal("value"),
                milestones(rs.getString("milestones")),
                new PersonId(rs.getInt("owner_id")),
                local ? null : new GoalId(serves),
                rs.getString("serves_target"),
                rs.getString("local_because"),
                rs.getString("no_cost"),
                Nature.valueOf(rs.getString("nature")),
                rs.getString("driver"),
                rs.getInt("every"),
                GoalState.valueOf(rs.getString("state")),
                rs.getString("state_reason"),
                rs.getInt("version"));
    }

    private static List<NewGoal.Milestone> milestones(String json) {
        return StreamSupport.stream(Json.mapper().readTree(json).spliterator(), false)
                .map(m -> new NewGoal.Milestone(
                        m.path("year").asInt(), m.path("value").decimalValue()))
                .toList();
    }
}
