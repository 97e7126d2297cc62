package org.verdite.governance.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.governance.ReviewState;
import org.verdite.shared.Scope;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Reviews as a list, and what waits of them for somebody; names and choices for all pages of the room.
@Component
@Transactional(readOnly = true)
public class ReviewQueries {

    /// @param on the day it was held, or is planned for
    /// @param answered inputs of `inputs`
    record Row(
            long id,
            String number,
            int year,
            String kind,
            ReviewState state,
            String where,
            String chair,
            LocalDate on,
            LocalDate planned,
            int answered,
            int inputs,
            int decisions) {}

    /// @param open inputs that wait for the reader; 0 where the chair is to sign
    record Mine(
            long id,
            int year,
            String number,
            String where,
            ReviewState state,
            LocalDate on,
            LocalDate today,
            int open) {}

    private static final String ROWS = """
            select r.id, r.number, r.year, r.kind, r.state, coalesce(r.held_on, r.planned_on) as day, r.planned_on,
              coalesce(verdite.text(u.name, :lang), '') as place,
              coalesce(verdite.text(organisation.pub_person_name(r.chair_id), :lang), '') as chair,
              (select count(*) from governance.input i where i.review_id = r.id and i.verdict is not null) as answered,
              (select count(*) from governance.input i where i.review_id = r.id) as inputs,
              (select count(*) from governance.decision d where d.review_id = r.id) as decisions
            from governance.review r left join organisation.pub_unit u on u.id = r.unit_id
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    ReviewQueries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public LocalDate today(Texts t) {
        return LocalDate.ofInstant(clock.instant(), t.zone());
    }

    /// Newest first.
    Page<Row> list(Filters filters, Texts t) {
        var keyset = Keyset.descending(filters, 25, "r.planned_on date", "r.id bigint");
        var rows = jdbc.sql(ROWS + where(filters) + " and " + keyset.where() + keyset.orderAndLimit())
                .params(params(filters, t))
                .params(keyset.params())
                .query(ReviewQueries::row)
                .list();
        return keyset.page(rows, r -> List.of(r.planned(), r.id()));
    }

    private static String where(Filters filters) {
        var where = new StringBuilder(
                switch (filters.get("view")) {
                    case "closed" -> "where r.state = 'CLOSED'";
                    case "all" -> "where true";
                    default -> "where r.state in ('PLANNED', 'HELD')";
                });
        if (filters.has("kind")) {
            where.append(" and r.kind = :kind");
        }
        if (filters.has("year")) {
            where.append(" and r.year = :year");
        }
        return where.toString();
    }

    private static Map<String, Object> params(Filters filters, Texts t) {
        var params = new HashMap<String, Object>();
        params.put("lang", t.language());
        params.put("kind", filters.choice("kind", List.of("GROUP", "SUBSIDIARY", "SITE")));
        params.put("year", filters.has("year") ? filters.integer("year") : 0);
        return params;
    }

    private static Row row(ResultSet rs, int row) throws SQLException {
        return new Row(
                rs.getLong("id"),
                rs.getString("number"),
                rs.getInt("year"),
                rs.getString("kind"),
                ReviewState.valueOf(rs.getString("state")),
                rs.getString("place"),
                rs.getString("chair"),
                rs.getObject("day", LocalDate.class),
                rs.getObject("planned_on", LocalDate.class),
                rs.getInt("answered"),
                rs.getInt("inputs"),
                rs.getInt("decisions"));
    }

    List<Row> find(String words, int limit, Texts t) {
        return jdbc.sql(ROWS + """
                        where r.number ilike :words escape '!' or verdite.text(u.name, :lang) ilike :words escape '!'
                        order by r.id desc limit :limit""")
                .param("lang", t.language())
                .param(
                        "words",
                        "%" + words.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%")
                .param("limit", limit)
                .query(ReviewQueries::row)
                .list();
    }

    private static final String MINE = """
            from governance.review r
            left join lateral (select count(*) as open from governance.input i where i.review_id = r.id and i.verdict is null
              and coalesce(i.answerer_id, r.preparer_id) = :me) w on true
            where r.state = 'PLANNED' and w.open > 0 or r.state = 'HELD' and r.chair_id = :me""";

    /// What waits for the signed-in person, by its day.
    List<Mine> mine(Texts t) {
        return jdbc.sql("""
                        select r.id, r.year, r.number, r.state, coalesce(r.held_on, r.planned_on) as day, w.open,
                          cast(verdite.now() at time zone r.time_zone as date) as today,
                          coalesce((select verdite.text(u.name, :lang) from organisation.pub_unit u where u.id = r.unit_id), '') as place
                        """ + MINE + " order by day, r.id limit 50")
                .param("lang", t.language())
                .param("me", Objects.requireNonNullElse(Scope.current().person(), -1))
                .query((rs, _) -> new Mine(
                        rs.getLong("id"),
                        rs.getInt("year"),
                        rs.getString("number"),
                        rs.getString("place"),
                        ReviewState.valueOf(rs.getString("state")),
                        rs.getObject("day", LocalDate.class),
                        rs.getObject("today", LocalDate.class),
                        rs.getInt("open")))
                .list();
    }

    int waiting() {
        return jdbc.sql("select count(*) from (select r.id " + MINE + " limit 99) w")
                .param("me", Objects.requireNonNullElse(Scope.current().person(), -1))
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    public String unitName(int unit, Texts t) {
        return jdbc.sql("select coalesce(verdite.text(name, :lang), '') from organisation.pub_unit where id = :id")
                .param("id", unit)
                .param("lang", t.language())
                .query((rs, _) -> rs.getString(1))
                .optional()
                .orElse("");
    }

    public String personName(int person, Texts t) {
        return jdbc.sql("select coalesce(verdite.text(organisation.pub_person_name(:id), :lang), '')")
                .param("id", person)
                .param("lang", t.language())
                .query((rs, _) -> rs.getString(1))
                .single();
    }

    /// Units that hold reviews, the group first.
    public Map<String, String> units(Texts t) {
        var units = new LinkedHashMap<String, String>();
        jdbc.sql("""
                        select id, verdite.text(name, :lang) as name from organisation.pub_unit
                        where kind in ('GROUP', 'SUBSIDIARY', 'SITE') order by array_position(array['GROUP', 'SUBSIDIARY', 'SITE'], kind), 2""").param("lang", t.language()).query(rs -> {
            units.put(rs.getString("id"), rs.getString("name"));
        });
        return units;
    }

    public Map<String, String> people(Texts t) {
        var people = new LinkedHashMap<String, String>();
        jdbc.sql("""
                        select id, verdite.text(name, :lang) as word from organisation.pub_person order by word, id limit 500""").param("lang", t.language()).query(rs -> {
            people.put(rs.getString("id"), rs.getString("word"));
        });
        return people;
    }
}
