package org.verdite.targets.web.policy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.PersonId;
import org.verdite.shared.Scope;
import org.verdite.targets.Coverage;
import org.verdite.targets.policy.Policies;
import org.verdite.targets.policy.PolicyId;
import org.verdite.targets.policy.PolicyState;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Versions of policies as a list, who was asked to acknowledge one, and what waits for somebody.
@Component
@Transactional(readOnly = true)
class PolicyQueries {

    /// @param stands true for the version in force
    record Row(
            long id,
            int edition,
            String title,
            String where,
            PolicyState state,
            @Nullable LocalDate from,
            boolean stands,
            int commitments) {}

    /// @param at null for who has not acknowledged it
    record Asked(
            int person,
            String name,
            String where,
            Coverage.People people,
            @Nullable Instant at) {}

    record Mine(long id, String title, String where) {}

    private static final String ROWS = """
            select p.id, p.edition, verdite.text(p.title, :lang) as title, p.state, p.in_force_from,
              coalesce(verdite.text(organisation.pub_unit_name(p.unit_id), :lang), '') as place,
              p.id = targets.in_force(p.unit_id, :day) as stands,
              (select count(*) from targets.commitment c where c.policy_id = p.id) as commitments
            from targets.policy p
            """;

    private final JdbcClient jdbc;
    private final Policies policies;

    PolicyQueries(JdbcClient jdbc, Policies policies) {
        this.jdbc = jdbc;
        this.policies = policies;
    }

    /// Newest first.
    Page<Row> list(Filters filters, Texts t) {
        var keyset = Keyset.descending(filters, 25, "p.id bigint");
        String view = switch (filters.get("view")) {
            case "open" -> "where p.state in ('DRAFT', 'SUBMITTED')";
            case "all" -> "where true";
            default -> "where p.state = 'APPROVED' and p.id = targets.in_force(p.unit_id, :day)";
        };
        var rows = jdbc.sql(ROWS + view + " and " + keyset.where() + keyset.orderAndLimit())
                .param("lang", t.language())
                .param("day", policies.today())
                .params(keyset.params())
                .query(PolicyQueries::row)
                .list();
        return keyset.page(rows, r -> List.of(r.id()));
    }

    private static Row row(ResultSet rs, int row) throws SQLException {
        return new Row(
                rs.getLong("id"),
                rs.getInt("edition"),
                rs.getString("title"),
                rs.getString("place"),
                PolicyState.valueOf(rs.getString("state")),
                rs.getObject("in_force_from", LocalDate.class),
                rs.getBoolean("stands"),
                rs.getInt("commitments"));
    }

    /// By name: those who have not acknowledged it, or everybody with `view=all`.
    Page<Asked> asked(PolicyId id, Filters filters, Texts t) {
        var keyset = Keyset.of(filters, 50, "o.name text", "o.person_id int");
        var params = new HashMap<String, Object>();
        params.put("people", filters.get("people"));
        params.put("unit", filters.has("unit") ? filters.integer("unit") : 0);
        String where = (filters.get("view").equals("all") ? "where true" : "where o.at is null")
                + (filters.has("people") ? " and o.people = :people" : "")
                + (filters.has("unit") ? " and o.unit_id in (select organisation.pub_below(:unit, :day))" : "");
        var rows = jdbc.sql("""
                        select o.* from (select a.person_id, a.unit_id, a.people, a.at,
                          coalesce(verdite.text(organisation.pub_person_name(a.person_id), :lang), '') as name,
                          coalesce(verdite.text(organisation.pub_unit_name(a.unit_id), :lang), '') as place
                          from targets.asked_of(:id, :day) a) o
                        """ + where + " and " + keyset.where() + keyset.orderAndLimit())
                .param("lang", t.language())
                .param("id", id.value())
                .param("day", policies.today())
                .params(params)
                .params(keyset.params())
                .query((rs, _) -> new Asked(
                        rs.getInt("person_id"),
                        rs.getString("name"),
                        rs.getString("place"),
                        Coverage.People.valueOf(rs.getString("people")),
                        at(rs)))
                .list();
        return keyset.page(rows, a -> List.of(a.name(), a.person()));
    }

    private static @Nullable Instant at(ResultSet rs) throws SQLException {
        var at = rs.getObject("at", OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static final String MINE = """
                        from targets.policy p
                        where p.state = 'APPROVED' and p.unit_id in (select w.id from targets.places_of(:me, :day) x, organisation.pub_way_up(x) w)
                          and p.id = targets.in_force(p.unit_id, :day)
                          and not exists (select from targets.acknowledgement k where k.policy_id = p.id and k.person_id = :me)
                        """;

    /// Versions in force above the reader's posts that they have not acknowledged.
    List<Mine> mine(Texts t) {
        return jdbc.sql("""
                        select p.id, verdite.text(p.title, :lang) as title,
                          coalesce(verdite.text(organisation.pub_unit_name(p.unit_id), :lang), '') as place
                        """ + MINE + " order by p.id limit 20")
                .param("lang", t.language())
                .param("me", Objects.requireNonNullElse(Scope.current().person(), -1))
                .param("day", policies.today())
                .query((rs, _) -> new Mine(rs.getLong("id"), rs.getString("title"), rs.getString("place")))
                .list();
    }

    int waiting() {
        return jdbc.sql("select count(*) " + MINE)
                .param("me", Objects.requireNonNullElse(Scope.current().person(), -1))
                .param("day", policies.today())
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    /// Versions that wait for an approval.
    List<PolicyId> submitted() {
        return jdbc.sql("select id from targets.policy where state = 'SUBMITTED' order by id limit 20")
                .query((rs, _) -> new PolicyId(rs.getLong(1)))
                .list();
    }

    String unitName(int unit, Texts t) {
        return jdbc.sql("select coalesce(verdite.text(organisation.pub_unit_name(:id), :lang), '')")
                .param("id", unit)
                .param("lang", t.language())
                .query((rs, _) -> rs.getString(1))
                .single();
    }

    String personName(@Nullable PersonId person, Texts t) {
        return person == null
                ? ""
                : jdbc.sql("select coalesce(verdite.text(organisation.pub_person_name(:id), :lang), '')")
                        .param("id", person.value())
                        .param("lang", t.language())
                        .query((rs, _) -> rs.getString(1))
                        .single();
    }

    Map<String, String> units(Texts t) {
        var units = new LinkedHashMap<String, String>();
        jdbc.sql("""
                        select id, verdite.text(name, :lang) as name from organisation.pub_unit
                        where kind in ('GROUP', 'SUBSIDIARY', 'SITE') order by array_position(array['GROUP', 'SUBSIDIARY', 'SITE'], kind), 2""").param("lang", t.language()).query(rs -> {
            units.put(rs.getString("id"), rs.getString("name"));
        });
        return units;
    }
}
