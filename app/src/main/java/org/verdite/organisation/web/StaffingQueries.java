package org.verdite.organisation.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Days;
import org.verdite.shared.Invalid;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Reads where somebody looks after the environment, and where nobody does (ISO 14001, 5.3 and 7.1): each subsidiary
/// has its environmental organisation, each site and section a full-time or part-time officer.
@Component
@Transactional(readOnly = true)
class StaffingQueries {

    /// An appointment that ends within so many days is told before it does.
    static final int SOON_DAYS = 60;

    private static final int MOST_POSTS = 400;

    enum Cover {
        GAP,
        SOON,
        MET
    }

    /// @param until the last covered day; null while no end is known, or in a gap
    /// @param since the first day without anybody; null where there never was one, or where somebody is
    record Row(
            int unit,
            String code,
            String where,
            String kind,
            Cover cover,
            int fullTime,
            int partTime,
            @Nullable LocalDate until,
            @Nullable LocalDate since) {}

    record Counts(int gaps, int soon, int met) {}

    /// A post of the environmental line.
    ///
    /// @param holders names; who only stands in is marked
    record Post(
            int id,
            @Nullable Integer superior,
            String title,
            String where,
            String kind,
            List<Holder> holders,
            List<Post> reports) {

        boolean environmental() {
            return kind.startsWith("ENVIRONMENT");
        }
    }

    record Holder(int person, String name, boolean substitute) {}

    /// How many there are of all in sight, and the rows asked for.
    record Shown(Counts counts, Page<Row> list) {}

    /// The function walks the whole tree: it is asked once, for the figures and the rows alike.
    private static final String ROWS = """
            with x as materialized (
              select s.unit_id, u.code, u.kind, s.full_time, s.part_time, s.until, s.since,
                case when s.full_time + s.part_time = 0 then 0 when s.until <= cast(:day as date) + :soon then 1 else 2 end as rank
              from organisation.staffing(:day) s join organisation.unit u on u.id = s.unit_id
            ), shown as (
              select y.*, row_number() over () as nth from (
                select x.* from x where (:kind = '' or x.kind = :kind) and (:rank < 0 or x.rank = :rank) and %s) y
            )
            select n.*, shown.*, organisation.pub_place(shown.unit_id, :lang) as place
            from (select count(*) filter (where x.rank = 0) as gaps, count(*) filter (where x.rank = 1) as ending,
              count(*) filter (where x.rank = 2) as met from x) n
            left join shown on true order by shown.nth""";

    private final JdbcClient jdbc;
    private final Days days;

    StaffingQueries(JdbcClient jdbc, Days days) {
        this.jdbc = jdbc;
        this.days = days;
    }

    /// @throws Invalid when the day asked for is none
    LocalDate day(Filters filters) {
        try {
            return filters.has("on") ? LocalDate.parse(filters.get("on")) : days.today();
        } catch (java.time.DateTimeException e) {
            throw new Invalid("on", "ui.form.date", filters.get("on"));
        }
    }

    Page<Row> list(Filters filters, Texts t) {
        return shown(filters, t).list();
    }

    /// Gaps first, then what ends soon.
    Shown shown(Filters filters, Texts t) {
        var keyset = Keyset.of(filters, 50, "x.rank int", "x.code text");
        var rows = new ArrayList<Row>();
        var counts = jdbc.sql(ROWS.formatted(keyset.where() + keyset.orderAndLimit()))
                .param("lang", t.language())
                .param("day", day(filters))
                .param("soon", SOON_DAYS)
                .param("kind", filters.choice("kind", List.of("SUBSIDIARY", "SITE", "SECTION")))
                .param(
                        "rank",
                        filters.has("state")
                                ? Cover.valueOf(filters.choice("state", Cover.class))
                                        .ordinal()
                                : -1)
                .params(keyset.params())
                .query((rs, _) -> {
                    if (rs.getObject("unit_id") != null) {
                        rows.add(row(rs));
                    }
                    return new Counts(rs.getInt("gaps"), rs.getInt("ending"), rs.getInt("met"));
                })
                .list()
                .getFirst();
        return new Shown(counts, keyset.page(rows, r -> List.of(r.cover().ordinal(), r.code())));
    }

    private static Row row(ResultSet rs) throws SQLException {
        var until = rs.getObject("until", LocalDate.class);
        return new Row(
                rs.getInt("unit_id"),
                rs.getString("code"),
                Objects.requireNonNullElse(rs.getString("place"), ""),
                rs.getString("kind"),
                Cover.values()[rs.getInt("rank")],
                rs.getInt("full_time"),
                rs.getInt("part_time"),
                until == null ? null : until.minusDays(1),
                until == null && rs.getInt("rank") == 0 ? rs.getObject("since", LocalDate.class) : null);
    }

    /// Of all in sight.
    Counts counts(LocalDate day) {
        return jdbc.sql("""
                        select count(*) filter (where s.full_time + s.part_time = 0) as gaps,
                          count(*) filter (where s.full_time + s.part_time > 0 and s.until <= cast(:day as date) + :soon) as soon, count(*) as all
                        from organisation.staffing(:day) s""")
                .param("day", day)
                .param("soon", SOON_DAYS)
                .query((rs, _) -> new Counts(
                        rs.getInt("gaps"), rs.getInt("soon"), rs.getInt("all") - rs.getInt("gaps") - rs.getInt("soon")))
                .single();
    }

    Counts today() {
        return counts(days.today());
    }

    /// The environmental line: environmental posts and whom they report to, up to the top that is in sight.
    List<Post> line(LocalDate day, Texts t) {
        var posts = new LinkedHashMap<Integer, Post>();
        var roots = new ArrayList<Post>();
        var holders = new HashMap<Integer, List<Holder>>();
        jdbc.sql("""
                        with recursive up as (
                          select p.id, p.superior_id, 0 as height from organisation.position p
                          where p.kind in ('ENVIRONMENT_FULL_TIME', 'ENVIRONMENT_PART_TIME') and (p.closed is null or p.closed > :day)
                          union
                          select p.id, p.superior_id, up.height + 1 from up join organisation.position p on p.id = up.superior_id where up.height < 20
                        ), line as (select distinct id from up),
                        down as (
                          select p.id, 0 as depth from line l join organisation.position p on p.id = l.id
                          where p.superior_id is null or not exists (select from line x where x.id = p.superior_id)
                          union all
                          select p.id, d.depth + 1 from down d join organisation.position p on p.superior_id = d.id join line l on l.id = p.id
                          where d.depth < 20
                        )
                        select p.id, p.superior_id, p.kind, verdite.text(p.title, :lang) as title, organisation.pub_place(p.unit_id, :lang) as place
                        from down d join organisation.position p on p.id = d.id
                        order by d.depth, p.code, p.id limit :most""")
                .param("day", day)
                .param("lang", t.language())
                .param("most", MOST_POSTS)
                .query((rs, _) -> new Post(
                        rs.getInt("id"),
                        rs.getObject("superior_id", Integer.class),
                        rs.getString("title"),
                        Objects.requireNonNullElse(rs.getString("place"), ""),
                        rs.getString("kind"),
                        holders.computeIfAbsent(rs.getInt("id"), _ -> new ArrayList<>()),
                        new ArrayList<>()))
                .list()
                .forEach(p -> posts.put(p.id(), p));
        posts.values().forEach(p -> {
            var above = p.superior() == null ? null : posts.get(p.superior());
            (above == null ? roots : above.reports()).add(p);
        });
        hold(holders, posts, day, t);
        return roots;
    }

    private void hold(Map<Integer, List<Holder>> holders, Map<Integer, Post> posts, LocalDate day, Texts t) {
        jdbc.sql("""
                        select a.position_id, a.person_id, verdite.text(organisation.pub_person_name(a.person_id), :lang) as name, a.substitute
                        from organisation.appointment a
                        where a.position_id = any(:posts) and a.superseded_at is null and a.valid_from <= :day
                          and (a.valid_to is null or a.valid_to > :day) order by a.substitute, name""")
                .param("lang", t.language())
                .param("day", day)
                .param("posts", posts.keySet().toArray(Integer[]::new))
                .query(rs -> {
                    Objects.requireNonNull(holders.get(rs.getInt("position_id")))
                            .add(new Holder(
                                    rs.getInt("person_id"),
                                    Objects.requireNonNullElse(rs.getString("name"), ""),
                                    rs.getBoolean("substitute")));
                });
    }

    static boolean cut(List<Post> line) {
        return line.stream().mapToInt(StaffingQueries::size).sum() >= MOST_POSTS;
    }

    private static int size(Post post) {
        return 1 + post.reports().stream().mapToInt(StaffingQueries::size).sum();
    }
}
