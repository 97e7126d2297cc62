package org.verdite.organisation.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Days;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.ui.Json;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// What the pages and the API read about people and posts.
@Component
@Transactional(readOnly = true)
class PeopleQueries {

    /// @param post title of a post held today, null for none; `kind` is that post's
    /// @param employment EMPLOYEE, CONTRACTOR or EXTERNAL
    record PersonLine(
            int id,
            String code,
            LocalText name,
            int unit,
            LocalText unitName,
            @Nullable LocalText post,
            @Nullable String kind,
            String employment,
            @Nullable LocalText contractor,
            String email) {}

    record Person(
            int id,
            String code,
            LocalText name,
            int unit,
            LocalText unitName,
            String email,
            String phone,
            boolean erased,
            int version) {}

    record PositionLine(
            int id,
            String code,
            LocalText title,
            String kind,
            int unit,
            @Nullable String superior,
            @Nullable LocalDate closed,
            int version) {}

    record Appointment(
            long id,
            String position,
            LocalText title,
            String kind,
            int unit,
            @Nullable LocalText unitName,
            boolean substitute,
            LocalDate from,
            @Nullable LocalDate to) {}

    record Employment(
            long id,
            String kind,
            @Nullable LocalText contractor,
            LocalDate from,
            @Nullable LocalDate to) {}

    private static final String LINE = """
            select p.id, p.code, p.name, p.unit_id, u.name as unit_name, p.email, h.title, h.kind,
              coalesce(m.kind, 'EMPLOYEE') as employment, c.name as contractor
            from organisation.person p join organisation.unit u on u.id = p.unit_id
            left join lateral (select q.title, q.kind from organisation.appointment a
              join organisation.position q on q.id = a.position_id
              where a.person_id = p.id and a.superseded_at is null and a.valid_from <= :day
                and (a.valid_to is null or a.valid_to > :day) order by a.substitute, a.id limit 1) h on true
            left join lateral (select e.kind, e.contractor_id from organisation.employment e
              where e.person_id = p.id and e.superseded_at is null and e.valid_from <= :day
                and (e.valid_to is null or e.valid_to > :day) limit 1) m on true
            left join organisation.contractor c on c.id = m.contractor_id
            where (:q = '' or p.code ilike :like or p.name ->> 'en' ilike :like or p.name ->> 'zh' like :like)
              and (:kind = '' or h.kind = :kind) and (:employment = '' or coalesce(m.kind, 'EMPLOYEE') = :employment) and\s""";

    private final JdbcClient jdbc;
    private final Days days;

    PeopleQueries(JdbcClient jdbc, Days days) {
        this.jdbc = jdbc;
        this.days = days;
    }

    Page<PersonLine> list(Filters filters) {
        var keyset = Keyset.of(filters, 50, "p.code text", "p.id int");
        var rows = query(filters, keyset.where() + keyset.orderAndLimit())
                .params(keyset.params())
                .query((rs, _) -> line(rs))
                .list();
        return keyset.page(rows, r -> List.of(r.code(), r.id()));
    }

    private JdbcClient.StatementSpec query(Filters filters, String end) {
        return jdbc.sql(LINE + end)
                .param("day", days.today())
                .param("q", filters.get("q"))
                .param("like", UnitsQueries.like(filters.get("q")))
                .param("kind", filters.get("kind"))
                .param("employment", filters.get("employment"));
    }

    Person require(int id) {
        return jdbc.sql("""
                        select p.*, u.name as unit_name from organisation.person p
                        join organisation.unit u on u.id = p.unit_id where p.id = :id""")
                .param("id", id)
                .query((rs, _) -> new Person(
                        rs.getInt("id"),
                        rs.getString("code"),
                        Json.text(rs.getString("name")),
                        rs.getInt("unit_id"),
                        Json.text(rs.getString("unit_name")),
                        rs.getString("email"),
                        rs.getString("phone"),
                        rs.getObject("erased_at") != null,
                        rs.getInt("version")))
                .optional()
                .orElseThrow(() -> new NotHere("person " + id));
    }

    List<Appointment> appointments(int person) {
        return jdbc.sql("""
                        select a.id, q.code, q.title, q.kind, a.unit_id, u.name as unit_name, a.substitute, a.valid_from, a.valid_to
                        from organisation.appointment a join organisation.position q on q.id = a.position_id
                        left join organisation.unit u on u.id = a.unit_id
                        where a.person_id = :person and a.superseded_at is null order by a.valid_from desc, a.id desc""")
                .param("person", person)
                .query((rs, _) -> new Appointment(
                        rs.getLong("id"),
                        rs.getString("code"),
                        Json.text(rs.getString("title")),
                        rs.getString("kind"),
                        rs.getInt("unit_id"),
                        rs.getString("unit_name") == null ? null : Json.text(rs.getString("unit_name")),
                        rs.getBoolean("substitute"),
                        rs.getObject("valid_from", LocalDate.class),
                        rs.getObject("valid_to", LocalDate.class)))
                .list();
    }

    List<Employment> employments(int person) {
        return jdbc.sql("""
                        select e.id, e.kind, c.name, e.valid_from, e.valid_to from organisation.employment e
                        left join organisation.contractor c on c.id = e.contractor_id
                        where e.person_id = :person and e.superseded_at is null order by e.valid_from desc""")
                .param("person", person)
                .query((rs, _) -> new Employment(
                        rs.getLong("id"),
                        rs.getString("kind"),
                        rs.getString("name") == null ? null : Json.text(rs.getString("name")),
                        rs.getObject("valid_from", LocalDate.class),
                        rs.getObject("valid_to", LocalDate.class)))
                .list();
    }

    Page<PositionLine> positions(Filters filters) {
        var keyset = Keyset.of(filters, 100, "p.code text", "p.id int");
        var rows = jdbc.sql("""
                        select p.*, s.code as superior from organisation.position p
                        left join organisation.position s on s.id = p.superior_id
                        where (:kind = '' or p.kind = :kind) and\s""" + keyset.where() + keyset.orderAndLimit())
                .param("kind", filters.get("kind"))
                .params(keyset.params())
                .query((rs, _) -> position(rs))
                .list();
        return keyset.page(rows, r -> List.of(r.code(), r.id()));
    }

    PositionLine requirePosition(int id) {
        return jdbc.sql("""
                        select p.*, s.code as superior from organisation.position p
                        left join organisation.position s on s.id = p.superior_id where p.id = :id""")
                .param("id", id)
                .query((rs, _) -> position(rs))
                .optional()
                .orElseThrow(() -> new NotHere("position " + id));
    }

    List<PersonLine> find(String words, int limit) {
        var filters = new Filters("", java.util.Map.of("q", words));
        return query(filters, "true order by p.code limit " + limit)
                .query((rs, _) -> line(rs))
                .list();
    }

    private static PositionLine position(ResultSet rs) throws SQLException {
        return new PositionLine(
                rs.getInt("id"),
                rs.getString("code"),
                Json.text(rs.getString("title")),
                rs.getString("kind"),
                rs.getInt("unit_id"),
                rs.getString("superior"),
                rs.getObject("closed", LocalDate.class),
                rs.getInt("version"));
    }

    private static PersonLine line(ResultSet rs) throws SQLException {
        return new PersonLine(
                rs.getInt("id"),
                rs.getString("code"),
                Json.text(rs.getString("name")),
                rs.getInt("unit_id"),
                Json.text(rs.getString("unit_name")),
                rs.getString("title") == null ? null : Json.text(rs.getString("title")),
                rs.getString("kind"),
                rs.getString("employment"),
                rs.getString("contractor") == null ? null : Json.text(rs.getString("contractor")),
                rs.getString("email"));
    }
}
