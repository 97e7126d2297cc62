package org.verdite.organisation.roster;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Days;
import org.verdite.ui.Json;

/// Reads what stands, as far as the reader sees it: one statement a kind, however many lines a file has. Called inside
/// transactions.
@Component
class StandingRows {

    private final JdbcClient jdbc;
    private final Days days;

    StandingRows(JdbcClient jdbc, Days days) {
        this.jdbc = jdbc;
        this.days = days;
    }

    Standing read() {
        var standing = new Standing();
        units(standing);
        sites(standing);
        posts(standing);
        people(standing);
        contractors(standing);
        entities(standing);
        appointments(standing);
        return standing;
    }

    /// Below which unit it stands today, or for one to come or gone, next to today.
    private void units(Standing standing) {
        jdbc.sql("""
                        select u.id, u.version, u.code, u.name, u.kind, u.opened, u.closed, coalesce(p.code, '') as parent
                        from organisation.unit u
                        left join lateral (select e.parent_id from organisation.edge e
                          where e.unit_id = u.id and e.superseded_at is null
                          order by (e.valid_from <= :day and (e.valid_to is null or e.valid_to > :day)) desc,
                            abs(e.valid_from - :day) limit 1) e on true
                        left join organisation.unit p on p.id = e.parent_id""").param("day", days.today()).query(rs -> {
            standing.units.put(
                    rs.getString("code"),
                    new Standing.Unit(
                            rs.getInt("id"),
                            rs.getInt("version"),
                            Json.text(rs.getString("name")),
                            rs.getString("kind"),
                            rs.getString("parent"),
                            rs.getObject("opened", LocalDate.class),
                            day(rs, "closed")));
        });
    }

    private void sites(Standing standing) {
        jdbc.sql("""
                        select s.*, u.code as unit_code, coalesce(e.code, '') as entity
                        from organisation.site s join organisation.unit u on u.id = s.unit_id
                        left join organisation.legal_entity e on e.id = s.legal_entity_id""").query(rs -> {
            standing.sites.put(
                    rs.getString("code"),
                    new Standing.Site(
                            rs.getInt("id"),
                            rs.getInt("version"),
                            rs.getString("unit_code"),
                            Json.text(rs.getString("name")),
                            rs.getString("kind"),
                            rs.getString("country"),
                            rs.getString("province"),
                            rs.getString("time_zone"),
                            rs.getBigDecimal("latitude"),
                            rs.getBigDecimal("longitude"),
                            rs.getString("entity"),
                            rs.getString("minerals"),
                            day(rs, "operating_since"),
                            day(rs, "acquired"),
                            day(rs, "closed")));
        });
    }

    private void posts(Standing standing) {
        jdbc.sql("""
                        select p.id, p.version, p.code, p.kind, p.title, u.code as unit_code, coalesce(s.code, '') as superior
                        from organisation.position p join organisation.unit u on u.id = p.unit_id
                        left join organisation.position s on s.id = p.superior_id""").query(rs -> {
            standing.posts.put(
                    rs.getString("code"),
                    new Standing.Post(
                            rs.getInt("id"),
                            rs.getInt("version"),
                            rs.getString("unit_code"),
                            rs.getString("kind"),
                            Json.text(rs.getString("title")),
                            rs.getString("superior")));
        });
    }

    private void people(Standing standing) {
        jdbc.sql("""
                        select p.id, p.version, p.code, p.name, p.email, p.phone, u.code as unit_code,
                          coalesce(e.kind, '') as employment, coalesce(c.code, '') as contractor, e.valid_from
                        from organisation.person p join organisation.unit u on u.id = p.unit_id
                        left join lateral (select e.* from organisation.employment e
                          where e.person_id = p.id and e.superseded_at is null order by e.valid_from desc limit 1) e on true
                        left join organisation.contractor c on c.id = e.contractor_id
                        where p.erased_at is null""").query(rs -> {
            String code = rs.getString("code");
            String email = rs.getString("email");
            standing.people.put(
                    code,
                    new Standing.Person(
                            rs.getInt("id"),
                            rs.getInt("version"),
                            rs.getString("unit_code"),
                            Json.text(rs.getString("name")),
                            email,
                            rs.getString("phone"),
                            rs.getString("employment"),
                            rs.getString("contractor"),
                            day(rs, "valid_from")));
            if (!email.isEmpty()) {
                standing.emails.put(email.toLowerCase(Locale.ROOT), code);
            }
        });
    }

    private void contractors(Standing standing) {
        jdbc.sql("select id, code from organisation.contractor").query(rs -> {
            standing.contractors.put(rs.getString("code"), rs.getInt("id"));
        });
    }

    private void entities(Standing standing) {
        jdbc.sql("select code from organisation.legal_entity").query(rs -> {
            standing.entities.add(rs.getString("code"));
        });
    }

    private void appointments(Standing standing) {
        jdbc.sql("""
                        select a.id, a.valid_from, a.valid_to, a.substitute, p.code as person, o.code as post
                        from organisation.appointment a join organisation.person p on p.id = a.person_id
                        join organisation.position o on o.id = a.position_id
                        where a.superseded_at is null and a.for_id is null""").query(rs -> {
            standing.appointments.put(
                    Standing.appointment(
                            rs.getString("person"), rs.getString("post"), rs.getObject("valid_from", LocalDate.class)),
                    new Standing.Appointment(rs.getLong("id"), day(rs, "valid_to"), rs.getBoolean("substitute")));
        });
    }

    private static @Nullable LocalDate day(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, LocalDate.class);
    }
}
