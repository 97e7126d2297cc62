package org.verdite.organisation.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Days;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Reads what posts ask for, what people have shown, and where the two part.
@Component
@Transactional(readOnly = true)
class CompetenceQueries {

    /// In the order of the list: what is missing first.
    enum Standing {
        MISSING,
        EXPIRED,
        SOON,
        MET;

        static Standing of(@Nullable LocalDate shown, @Nullable LocalDate until, LocalDate day) {
            if (shown == null) {
                return MISSING;
            }
            if (until == null) {
                return MET;
            }
            return !until.isAfter(day) ? EXPIRED : until.isAfter(day.plusDays(StaffingQueries.SOON_DAYS)) ? MET : SOON;
        }
    }

    /// What a post asks of somebody.
    ///
    /// @param until the last day on which the proof counts; null while it lasts or where there is none
    record Row(
            int person,
            String name,
            int position,
            String post,
            String where,
            int competence,
            String what,
            Standing standing,
            @Nullable LocalDate until) {}

    record Counts(int missing, int expired, int soon, int met) {}

    record Competence(
            int id, String code, String name, @Nullable Integer months, List<Requirement> requirements) {}

    /// @param kind of posts, empty where it is one post
    record Requirement(int id, String kind, @Nullable Integer position, String post) {}

    record Training(
            long id,
            String what,
            LocalDate on,
            @Nullable LocalDate until,
            String provider,
            String certificate,
            String withdrawn) {}

    /// Somebody's line of the matrix: by competence how it stands; without an entry it is not asked for.
    record Line(int person, String name, String where, Map<Integer, Row> cells) {}

    /// How many there are of all in sight, and the rows asked for.
    record Shown(Counts counts, Page<Row> list) {}

    /// The function looks at everybody in a post: it is asked once, whatever is made of it.
    private static final String ASKED = """
            with x as materialized (
              select s.*, p.title, c.name as competence_name,
                case when s.shown_on is null then 0 when s.valid_to <= cast(:day as date) then 1
                  when s.valid_to <= cast(:day as date) + :soon then 2 else 3 end as rank
              from organisation.competences(:day) s join organisation.position p on p.id = s.position_id
              join organisation.competence c on c.id = s.competence_id
            )""";

    /// In the reader's words; only of the rows that are shown.
    private static final String WORDS = """
            , verdite.text(organisation.pub_person_name(s.person_id), :lang) as name, verdite.text(s.title, :lang) as post,
              organisation.pub_place(s.unit_id, :lang) as place, verdite.text(s.competence_name, :lang) as what\s""";

    private final JdbcClient jdbc;
    private final Days days;

    CompetenceQueries(JdbcClient jdbc, Days days) {
        this.jdbc = jdbc;
        this.days = days;
    }

    LocalDate today() {
        return days.today();
    }

    Page<Row> list(Filters filters, Texts t) {
        return shown(filters, t).list();
    }

    /// What is missing first, then what is over, then what soon will be.
    Shown shown(Filters filters, Texts t) {
        var day = days.today();
        var keyset =
                Keyset.of(filters, 50, "x.rank int", "x.position_id int", "x.person_id int", "x.competence_id int");
        var rows = new ArrayList<Row>();
        var counts = jdbc.sql(ASKED + """
                        , s as (
                          select y.*, row_number() over () as nth from (
                            select x.* from x where (:rank < 0 or x.rank = :rank) and (:competence = 0 or x.competence_id = :competence)
                              and %s) y
                        )
                        select n.*, s.* %s
                        from (select count(*) filter (where x.rank = 0) as missing, count(*) filter (where x.rank = 1) as expired,
                          count(*) filter (where x.rank = 2) as ending, count(*) filter (where x.rank = 3) as met from x) n
                        left join s on true order by s.nth""".formatted(keyset.where() + keyset.orderAndLimit(), WORDS))
                .param("lang", t.language())
                .param("day", day)
                .param("soon", StaffingQueries.SOON_DAYS)
                .param(
                        "rank",
                        filters.has("state")
                                ? Standing.valueOf(filters.choice("state", Standing.class))
                                        .ordinal()
                                : -1)
                .param("competence", filters.has("competence") ? filters.integer("competence") : 0)
                .params(keyset.params())
                .query((rs, _) -> {
                    if (rs.getObject("person_id") != null) {
                        rows.add(row(rs, day));
                    }
                    return new Counts(
                            rs.getInt("missing"), rs.getInt("expired"), rs.getInt("ending"), rs.getInt("met"));
                })
                .list()
                .getFirst();
        return new Shown(
                counts,
                keyset.page(rows, r -> List.of(r.standing().ordinal(), r.position(), r.person(), r.competence())));
    }

    private static Row row(ResultSet rs, LocalDate day) throws SQLException {
        var until = rs.getObject("valid_to", LocalDate.class);
        return new Row(
                rs.getInt("person_id"),
                Objects.requireNonNullElse(rs.getString("name"), ""),
                rs.getInt("position_id"),
                rs.getString("post"),
                Objects.requireNonNullElse(rs.getString("place"), ""),
                rs.getInt("competence_id"),
                rs.getString("what"),
                Standing.of(rs.getObject("shown_on", LocalDate.class), until, day),
                until == null ? null : until.minusDays(1));
    }

    Counts counts() {
        return jdbc.sql("""
                        select count(*) filter (where s.shown_on is null) as missing, count(*) filter (where s.valid_to <= :day) as expired,
                          count(*) filter (where s.valid_to > :day and s.valid_to <= cast(:day as date) + :soon) as soon, count(*) as n
                        from organisation.competences(:day) s""")
                .param("day", days.today())
                .param("soon", StaffingQueries.SOON_DAYS)
                .query((rs, _) -> {
                    int missing = rs.getInt("missing");
                    int expired = rs.getInt("expired");
                    int soon = rs.getInt("soon");
                    return new Counts(missing, expired, soon, rs.getInt("n") - missing - expired - soon);
                })
                .single();
    }

    /// People by what is asked of them, a page at a time.
    Page<Line> matrix(Filters filters, Texts t) {
        var day = days.today();
        var keyset = Keyset.of(filters, 25, "h.unit_id int", "h.person_id int");
        var units = new LinkedHashMap<Integer, Integer>();
        var lines = new LinkedHashMap<Integer, Line>();
        jdbc.sql(ASKED + """
                        , h as (
                          select y.*, row_number() over () as nth from (
                            select h.* from (select distinct on (x.person_id) x.person_id, x.unit_id from x
                              order by x.person_id, x.unit_id) h where %s) y
                        )
                        select h.unit_id as first_unit, s.* %s
                        from h join x s on s.person_id = h.person_id order by h.nth, s.rank desc""".formatted(keyset.where() + keyset.orderAndLimit(), WORDS))
                .param("lang", t.language())
                .param("day", day)
                .param("soon", StaffingQueries.SOON_DAYS)
                .params(keyset.params())
                .query(rs -> {
                    var r = row(rs, day);
                    units.putIfAbsent(r.person(), rs.getInt("first_unit"));
                    lines.computeIfAbsent(
                                    r.person(), _ -> new Line(r.person(), r.name(), r.where(), new LinkedHashMap<>()))
                            .cells()
                            .put(r.competence(), r);
                });
        return keyset.page(
                List.copyOf(lines.values()),
                line -> List.of(Objects.requireNonNull(units.get(line.person())), line.person()));
    }

    /// The catalogue, with what asks for each.
    List<Competence> catalogue(Texts t) {
        var all = new LinkedHashMap<Integer, Competence>();
        jdbc.sql(
                        "select id, code, verdite.text(name, :lang) as name, months from organisation.competence where ended_on is null order by code")
                .param("lang", t.language())
                .query((rs, _) -> new Competence(
                        rs.getInt("id"),
                        rs.getString("code"),
                        rs.getString("name"),
                        rs.getObject("months", Integer.class),
                        new ArrayList<>()))
                .list()
                .forEach(c -> all.put(c.id(), c));
        jdbc.sql("""
                        select r.id, r.competence_id, coalesce(r.kind, '') as kind, r.position_id,
                          coalesce(verdite.text(p.title, :lang), '') as post
                        from organisation.requirement r left join organisation.position p on p.id = r.position_id
                        where r.ended_on is null and (r.position_id is null or p.id is not null) order by r.kind, r.id""").param("lang", t.language()).query(rs -> {
            var of = all.get(rs.getInt("competence_id"));
            if (of != null) {
                of.requirements()
                        .add(new Requirement(
                                rs.getInt("id"),
                                rs.getString("kind"),
                                rs.getObject("position_id", Integer.class),
                                rs.getString("post")));
            }
        });
        return List.copyOf(all.values());
    }

    Map<String, String> choices(Texts t) {
        var choices = new LinkedHashMap<String, String>();
        jdbc.sql(
                        "select id, verdite.text(name, :lang) as name from organisation.competence where ended_on is null order by code")
                .param("lang", t.language())
                .query(rs -> {
                    choices.put(rs.getString("id"), rs.getString("name"));
                });
        return choices;
    }

    /// What somebody has shown, the latest first; what was withdrawn with its reason.
    List<Training> of(int person, Texts t) {
        return jdbc.sql("""
                        select t.*, verdite.text(c.name, :lang) as what from organisation.training t
                        join organisation.competence c on c.id = t.competence_id
                        where t.person_id = :person order by t.shown_on desc, t.id desc limit 100""")
                .param("lang", t.language())
                .param("person", person)
                .query((rs, _) -> {
                    var until = rs.getObject("valid_to", LocalDate.class);
                    return new Training(
                            rs.getLong("id"),
                            rs.getString("what"),
                            rs.getObject("shown_on", LocalDate.class),
                            until == null ? null : until.minusDays(1),
                            rs.getString("provider"),
                            rs.getString("certificate"),
                            rs.getString("withdrawn_because"));
                })
                .list();
    }
}
