package org.verdite.organisation.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.ui.Json;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// What the pages and the API read about units.
@Component
@Transactional(readOnly = true)
class UnitsQueries {

    /// @param parent id of the unit above on the day asked for; null at the top or where it is out of sight
    record UnitLine(
            int id,
            String code,
            LocalText name,
            String kind,
            @Nullable Integer parent,
            LocalDate opened,
            @Nullable LocalDate closed,
            int version) {}

    /// One statement about where a unit stands, as it is known now.
    record Standing(
            @Nullable Integer parent,
            @Nullable LocalText parentName,
            LocalDate from,
            @Nullable LocalDate to,
            String reason) {}

    /// @param name null where the other unit is out of sight
    record Heir(
            long id,
            int unit,
            @Nullable LocalText name,
            java.math.BigDecimal share,
            LocalDate happened,
            String reason) {}

    record Post(
            int id,
            String code,
            LocalText title,
            String kind,
            @Nullable LocalText holder,
            @Nullable Integer person) {}

    /// Who saved the record last.
    record Saved(String who, @Nullable LocalText name, Instant at) {}

    private static final String LINE = """
            select u.id, u.code, u.name, u.kind, e.parent_id, u.opened, u.closed, u.version
            from organisation.unit u left join organisation.edge e on e.unit_id = u.id and e.superseded_at is null
              and e.valid_from <= :day and (e.valid_to is null or e.valid_to > :day)\s""";

    private final JdbcClient jdbc;

    UnitsQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    UnitLine require(int id, LocalDate day) {
        return jdbc.sql(LINE + "where u.id = :id")
                .param("day", day)
                .param("id", id)
                .query((rs, _) -> line(rs))
                .optional()
                .orElseThrow(() -> new NotHere("unit " + id));
    }

    /// @param known what was recorded by then; null for now
    Page<UnitLine> tree(Filters filters, LocalDate day, @Nullable Instant known) {
        var keyset = Keyset.of(filters, 100, "t.code text", "t.id int");
        var rows = jdbc.sql("""
                        select t.id, t.code, t.name, t.kind, t.parent_id, l.opened, nullif(l.closed, 'infinity') as closed, u.version
                        from organisation.pub_unit_on(:day, coalesce(cast(:known as timestamptz), 'infinity')) t
                        join organisation.unit u using (id)
                        cross join lateral (
                          select min(s.valid_from) as opened, max(coalesce(s.valid_to, 'infinity')) as closed
                          from organisation.unit_state s where s.unit_id = t.id
                            and s.recorded_at <= coalesce(cast(:known as timestamptz), 'infinity')
                            and (s.superseded_at is null or s.superseded_at > coalesce(cast(:known as timestamptz), 'infinity'))) l
                        where (:parent = 0 or t.parent_id = :parent) and\s""" + keyset.where() + keyset.orderAndLimit())
                .param("day", day)
                .param("known", known == null ? null : known.toString())
                .param("parent", number(filters.get("parent")))
                .params(keyset.params())
                .query((rs, _) -> line(rs))
                .list();
        return keyset.page(rows, r -> List.of(r.code(), r.id()));
    }

    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }

    Stream<UnitLine> all(LocalDate day) {
        return jdbc
                .sql(LINE + "where u.opened <= :day and (u.closed is null or u.closed > :day) order by u.code")
                .param("day", day)
                .query((rs, _) -> line(rs))
                .list()
                .stream();
    }

    List<Standing> standings(int unit) {
        return jdbc.sql("""
                        select e.parent_id, p.name, e.valid_from, e.valid_to, e.reason from organisation.edge e
                        left join organisation.unit p on p.id = e.parent_id
                        where e.unit_id = :unit and e.superseded_at is null order by e.valid_from desc""")
                .param("unit", unit)
                .query((rs, _) -> new Standing(
                        rs.getString("name") == null ? null : (Integer) rs.getObject("parent_id"),
                        rs.getString("name") == null ? null : Json.text(rs.getString("name")),
                        rs.getObject("valid_from", LocalDate.class),
                        rs.getObject("valid_to", LocalDate.class),
                        rs.getString("reason")))
                .list();
    }

    List<Heir> heirs(int unit) {
        return jdbc.sql("""
                        select s.id, s.successor_id, u.name, s.share, s.happened, s.reason from organisation.succession s
                        left join organisation.unit u on u.id = s.successor_id
                        where s.unit_id = :unit and s.superseded_at is null order by s.happened, s.id""")
                .param("unit", unit)
                .query((rs, _) -> new Heir(
                        rs.getLong("id"),
                        rs.getInt("successor_id"),
                        rs.getString("name") == null ? null : Json.text(rs.getString("name")),
                        rs.getBigDecimal("share"),
                        rs.getObject("happened", LocalDate.class),
                        rs.getString("reason")))
                .list();
    }

    List<Post> posts(int unit, LocalDate day) {
        return jdbc.sql("""
                        select p.id, p.code, p.title, p.kind, organisation.pub_person_name(a.person_id) as holder, a.person_id
                        from organisation.position p
                        left join organisation.appointment a on a.position_id = p.id and a.superseded_at is null
                          and a.valid_from <= :day and (a.valid_to is null or a.valid_to > :day)
                        where p.unit_id = :unit and (p.closed is null or p.closed > :day)
                        order by p.superior_id nulls first, p.code limit 200""")
                .param("unit", unit)
                .param("day", day)
                .query((rs, _) -> new Post(
                        rs.getInt("id"),
                        rs.getString("code"),
                        Json.text(rs.getString("title")),
                        rs.getString("kind"),
                        rs.getString("holder") == null ? null : Json.text(rs.getString("holder")),
                        (Integer) rs.getObject("person_id")))
                .list();
    }

    @Nullable Integer site(int unit) {
        return jdbc.sql("select id from organisation.site where unit_id = :unit")
                .param("unit", unit)
                .query((rs, _) -> rs.getInt(1))
                .optional()
                .orElse(null);
    }

    /// @param table unit, site or person
    Saved saved(String table, int id) {
        if (!List.of("unit", "site", "person").contains(table)) {
            throw new IllegalArgumentException(table);
        }
        return jdbc.sql(
                        "select changed_by, organisation.pub_actor_name(changed_by) as name, changed_at from organisation."
                                + table + " where id = :id")
                .param("id", id)
                .query((rs, _) -> new Saved(
                        rs.getString("changed_by"),
                        rs.getString("name") == null ? null : Json.text(rs.getString("name")),
                        rs.getTimestamp("changed_at").toInstant()))
                .optional()
                .orElseThrow(() -> new NotHere(table + " " + id));
    }

    List<UnitLine> find(String words, int limit, LocalDate day) {
        return jdbc.sql(LINE + """
                        where u.name ->> 'en' ilike :words or u.name ->> 'zh' like :words or u.code ilike :words
                        order by length(u.code), u.code limit :limit""")
                .param("day", day)
                .param("words", like(words))
                .param("limit", limit)
                .query((rs, _) -> line(rs))
                .list();
    }

    static String like(String words) {
        return "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    private static UnitLine line(ResultSet rs) throws SQLException {
        return new UnitLine(
                rs.getInt("id"),
                rs.getString("code"),
                Json.text(rs.getString("name")),
                rs.getString("kind"),
                (Integer) rs.getObject("parent_id"),
                rs.getObject("opened", LocalDate.class),
                rs.getObject("closed", LocalDate.class),
                rs.getInt("version"));
    }
}
