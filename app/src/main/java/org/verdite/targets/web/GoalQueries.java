package org.verdite.targets.web;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.targets.GoalState;
import org.verdite.targets.Horizon;
import org.verdite.targets.Method;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Goals as a list, and the words of who and what they speak of.
@Component
@Transactional(readOnly = true)
class GoalQueries {

    /// @param shares how many carry a share directly, `accepted` of them signed for it
    record Row(
            long id,
            String number,
            Horizon horizon,
            String sentence,
            String where,
            String owner,
            int baselineYear,
            int dueYear,
            @Nullable BigDecimal value,
            String measure,
            Method method,
            GoalState state,
            int shares,
            int accepted) {}

    private static final String ROWS = """
            select g.id, g.number, g.horizon, verdite.text(g.sentence, :lang) as sentence, g.baseline_year, g.due_year, g.value, g.measure,
              g.method, g.state, coalesce(verdite.text(organisation.pub_unit_name(g.unit_id), :lang), '') as place,
              coalesce(verdite.text(organisation.pub_person_name(g.owner_id), :lang), '') as owner, s.parts, s.accepted
            from targets.goal g
            left join lateral (select count(*) as parts, count(*) filter (where x.state in ('ACCEPTED', 'EVALUATED')) as accepted
              from targets.share x where x.goal_id = g.id and x.parent_id is null and x.state <> 'WITHDRAWN') s on true
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    GoalQueries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    LocalDate today(Texts t) {
        return LocalDate.ofInstant(clock.instant(), t.zone());
    }

    /// The year that is asked for; else this one, and from October on the next, whose goals are being set.
    int year(Filters filters, Texts t) {
        var today = today(t);
        return filters.year(() -> today.getMonthValue() >= 10 ? today.getYear() + 1 : today.getYear());
    }

    /// By due year, newest first.
    Page<Row> list(Filters filters, Texts t) {
        var keyset = Keyset.descending(filters, 25, "g.due_year int", "g.id bigint");
        var rows = jdbc.sql(ROWS + where(filters) + " and " + keyset.where() + keyset.orderAndLimit())
                .params(params(filters, t))
                .params(keyset.params())
                .query(GoalQueries::row)
                .list();
        return keyset.page(rows, r -> List.of(r.dueYear(), r.id()));
    }

    private static String where(Filters filters) {
        var where = new StringBuilder(filters.has("state") ? "where g.state = :state" : "where g.state <> 'WITHDRAWN'");
        if (filters.has("horizon")) {
            where.append(" and g.horizon = :horizon");
        }
        if (filters.has("year")) {
            where.append(" and g.due_year = :year");
        }
        if (filters.has("at")) {
            where.append(" and g.unit_id = :at");
        }
        return where.toString();
    }

    private static Map<String, Object> params(Filters filters, Texts t) {
        var params = new HashMap<String, Object>();
        params.put("lang", t.language());
        params.put("state", filters.get("state"));
        params.put("horizon", filters.get("horizon"));
        params.put("year", filters.has("year") ? filters.integer("year") : 0);
        params.put("at", filters.has("at") ? filters.integer("at") : 0);
        return params;
    }

    private static Row row(ResultSet rs, int row) throws SQLException {
        return new Row(
                rs.getLong("id"),
                rs.getString("number"),
                Horizon.valueOf(rs.getString("horizon")),
                rs.getString("sentence"),
                rs.getString("place"),
                rs.getString("owner"),
                rs.getInt("baseline_year"),
                rs.getInt("due_year"),
                rs.getBigDecimal("value"),
                rs.getString("measure"),
                Method.valueOf(rs.getString("method")),
                GoalState.valueOf(rs.getString("state")),
                rs.getInt("parts"),
                rs.getInt("accepted"));
    }

    List<Row> find(String words, int limit, Texts t) {
        return jdbc.sql(ROWS + """
                        where g.number ilike :words escape '!' or verdite.text(g.sentence, :lang) ilike :words escape '!'
                        order by g.due_year desc, g.id desc limit :limit""")
                .param("lang", t.language())
                .param(
                        "words",
                        "%" + words.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%")
                .param("limit", limit)
                .query(GoalQueries::row)
                .list();
    }

    /// The annual goals that lead to a longer one, or to a promise.
    List<Row> serving(@Nullable Long goal, String target, Texts t) {
        return jdbc.sql(ROWS + """
                        where (g.serves_id = cast(:goal as bigint) or g.serves_target = :target and g.serves_target <> '') and g.state <> 'WITHDRAWN'
                        order by g.due_year desc, g.id desc limit 50""")
                .param("lang", t.language())
                .param("goal", goal)
                .param("target", target)
                .query(GoalQueries::row)
                .list();
    }

    /// Units that may have goals of their own, the group first.
    Map<String, String> units(Texts t) {
        return words("""
                select id::text, verdite.text(name, :lang) from organisation.pub_unit where closed is null
                order by array_position(array['GROUP', 'REGION', 'SUBSIDIARY', 'SITE'], kind) nulls last, 2 limit 2000""", t);
    }

    Map<String, String> people(Texts t) {
        return words(
                "select id::text, verdite.text(name, :lang) from organisation.pub_person order by 2, 1 limit 500", t);
    }

    /// Goals that look further ahead.
    Map<String, String> longer(Texts t) {
        return words("""
                select id::text, number || ' ' || verdite.text(sentence, :lang) from targets.goal
                where horizon <> 'ANNUAL' and state in ('DRAFT', 'ACTIVE') order by due_year, id limit 200""", t);
    }

    Map<String, String> promises(Texts t) {
        return words("""
                select code, code || ' ' || verdite.text(sentence, :lang) from targets.pub_target(verdite.now()::date) order by code""", t);
    }

    private Map<String, String> words(String query, Texts t) {
        var words = new LinkedHashMap<String, String>();
        jdbc.sql(query).param("lang", t.language()).query(rs -> {
            words.put(rs.getString(1), rs.getString(2));
        });
        return words;
    }

    String unitName(int unit, Texts t) {
        return word("select coalesce(verdite.text(organisation.pub_unit_name(:id), :lang), '')", unit, t);
    }

    String personName(int person, Texts t) {
        return word("select coalesce(verdite.text(organisation.pub_person_name(:id), :lang), '')", person, t);
    }

    private String word(String query, int id, Texts t) {
        return jdbc.sql(query)
                .param("id", id)
                .param("lang", t.language())
                .query(String.class)
                .single();
    }
}
