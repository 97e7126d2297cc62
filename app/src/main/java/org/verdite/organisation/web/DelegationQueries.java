package org.verdite.organisation.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Days;
import org.verdite.shared.NotHere;
import org.verdite.shared.Scope;
import org.verdite.ui.Json;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Reads whose tasks are handed to whom.
@Component
@Transactional(readOnly = true)
class DelegationQueries {

    /// @param until the last day
    /// @param gone the delegate is not there any more
    record Delegation(
            long id,
            int position,
            String post,
            int unit,
            String where,
            int holder,
            String holderName,
            int delegate,
            String delegateName,
            LocalDate from,
            LocalDate until,
            String reason,
            String givenBy,
            boolean gone) {

        boolean running(LocalDate today) {
            return !today.isBefore(from) && !today.isAfter(until);
        }
    }

    private static final String SELECT = """
            select a.id, a.position_id, q.title, a.unit_id, verdite.text(u.name, :lang) as place, a.for_id, a.person_id,
              verdite.text(organisation.pub_person_name(a.for_id), :lang) as holder_name,
              verdite.text(organisation.pub_person_name(a.person_id), :lang) as delegate_name,
              verdite.text(organisation.pub_person_name(a.given_by), :lang) as giver_name,
              a.valid_from, a.valid_to - 1 as until, a.reason,
              a.person_id in (select organisation.pub_gone(array[a.person_id], :today)) as gone
            from organisation.appointment a join organisation.position q on q.id = a.position_id
            left join organisation.unit u on u.id = a.unit_id
            where a.for_id is not null and a.superseded_at is null and a.valid_to is not null""";

    private final JdbcClient jdbc;
    private final Days days;

    DelegationQueries(JdbcClient jdbc, Days days) {
        this.jdbc = jdbc;
        this.days = days;
    }

    LocalDate today() {
        return days.today();
    }

    /// Newest first; view `now` has what runs or comes, `all` also what is over.
    Page<Delegation> list(Filters filters, Texts t) {
        var keyset = Keyset.descending(filters, 50, "a.id bigint");
        var rows = jdbc.sql(SELECT + (filters.get("view").equals("all") ? "" : " and a.valid_to > :today") + " and "
                        + keyset.where() + keyset.orderAndLimit())
                .param("lang", t.language())
                .param("today", days.today())
                .params(keyset.params())
                .query((rs, _) -> delegation(rs, t))
                .list();
        return keyset.page(rows, r -> List.of(r.id()));
    }

    /// @throws NotHere when there is none, or it is out of sight
    Delegation require(long id, Texts t) {
        return jdbc.sql(SELECT + " and a.id = :id")
                .param("lang", t.language())
                .param("today", days.today())
                .param("id", id)
                .query((rs, _) -> delegation(rs, t))
                .optional()
                .orElseThrow(() -> new NotHere("delegation " + id));
    }

    private static Delegation delegation(ResultSet rs, Texts t) throws SQLException {
        return new Delegation(
                rs.getLong("id"),
                rs.getInt("position_id"),
                t.of(Json.text(rs.getString("title"))),
                rs.getInt("unit_id"),
                Objects.requireNonNullElse(rs.getString("place"), ""),
                rs.getInt("for_id"),
                Objects.requireNonNullElse(rs.getString("holder_name"), ""),
                rs.getInt("person_id"),
                Objects.requireNonNullElse(rs.getString("delegate_name"), ""),
                rs.getObject("valid_from", LocalDate.class),
                rs.getObject("until", LocalDate.class),
                rs.getString("reason"),
                Objects.requireNonNullElse(rs.getString("giver_name"), ""),
                rs.getBoolean("gone"));
    }

    /// A post somebody holds today.
    record Held(int position, int holder, int unit, String words) {

        String key() {
            return position + "." + holder;
        }
    }

    /// One's own first, then the others in sight.
    List<Held> held(Texts t) {
        return jdbc.sql("""
                select q.id, a.person_id, q.unit_id, q.title, verdite.text(p.name, :lang) as holder
                from organisation.appointment a join organisation.position q on q.id = a.position_id
                join organisation.person p on p.id = a.person_id
                where not a.substitute and a.superseded_at is null and a.valid_from <= :today
                  and (a.valid_to is null or a.valid_to > :today)
                order by a.person_id <> :me, holder, q.id limit 500""")
                .param("lang", t.language())
                .param("today", days.today())
                .param("me", me())
                .query((rs, _) -> new Held(
                        rs.getInt(1),
                        rs.getInt(2),
                        rs.getInt(3),
                        t.of(
                                "organisation.delegation.held",
                                Objects.requireNonNullElse(rs.getString(5), ""),
                                t.of(Json.text(rs.getString(4))))))
                .list();
    }

    Map<String, String> people(Texts t) {
        var people = new LinkedHashMap<String, String>();
        jdbc.sql("""
                select id, verdite.text(name, :lang) as word from organisation.person
                where erased_at is null order by word, id limit 500""")
                .param("lang", t.language())
                .query((rs, _) -> people.put(String.valueOf(rs.getInt(1)), rs.getString(2)))
                .list();
        return people;
    }

    /// Somebody's part in a delegation of today.
    ///
    /// @param other who is stood in for, or who stands in
    record Part(@Nullable String title, String other, LocalDate until, String reason, boolean mine, boolean gone) {}

    /// What the signed-in person stands in for, and who stands in for them, today; wherever the posts are.
    List<Part> mine(Texts t) {
        return jdbc.sql("""
                select s.title, verdite.text(organisation.pub_person_name(s.holder), :lang) as other, s.valid_to - 1 as until, s.reason,
                  true as mine, false as gone from organisation.pub_stands_in(:me, :today) s
                union all
                select h.title, verdite.text(organisation.pub_person_name(h.delegate), :lang), h.valid_to - 1, h.reason, false, h.gone
                from organisation.pub_handed_over(:me, :today) h
                order by 3, 2""")
                .param("lang", t.language())
                .param("me", me())
                .param("today", days.today())
                .query((rs, _) -> new Part(
                        rs.getString(1) == null ? null : t.of(Json.text(rs.getString(1))),
                        Objects.requireNonNullElse(rs.getString(2), ""),
                        rs.getObject(3, LocalDate.class),
                        rs.getString(4),
                        rs.getBoolean(5),
                        rs.getBoolean(6)))
                .list();
    }

    static int me() {
        return Objects.requireNonNullElse(Scope.current().person(), -1);
    }
}
