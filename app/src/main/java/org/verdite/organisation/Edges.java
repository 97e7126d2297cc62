package org.verdite.organisation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.shared.Refused;

/// Which unit stands below which and since when. A change supersedes the old statement and keeps it.
@Component
class Edges {

    private record Edge(
            long id, int parent, LocalDate from, @Nullable LocalDate to, String reason) {}

    private final JdbcClient jdbc;

    Edges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(int unit, int parent, LocalDate from, @Nullable LocalDate to, String reason) {
        jdbc.sql("""
                        insert into organisation.edge (unit_id, parent_id, valid_from, valid_to, reason)
                        values (:unit, :parent, :from, cast(:to as date), :reason)""")
                .param("unit", unit)
                .param("parent", parent)
                .param("from", from)
                .param("to", to)
                .param("reason", reason)
                .update();
    }

    /// Until the next move that is already planned.
    void move(int unit, int parent, LocalDate from, String reason) {
        alone();
        var stands = covering(unit, from);
        if (stands == null) {
            throw new Refused("organisation.refused.topMoves");
        }
        if (stands.parent() == parent) {
            throw new Refused("organisation.refused.alreadyThere");
        }
        if (closesCircle(unit, parent, from, stands.to())) {
            throw new Refused("organisation.refused.circle");
        }
        supersede(stands.id());
        if (stands.from().isBefore(from)) {
            add(unit, stands.parent(), stands.from(), from, stands.reason());
        }
        add(unit, parent, from, stands.to(), reason);
    }

    void end(int unit, LocalDate from) {
        alone();
        var stands = covering(unit, from);
        if (stands != null) {
            supersede(stands.id());
            if (stands.from().isBefore(from)) {
                add(unit, stands.parent(), stands.from(), from, stands.reason());
            }
        }
    }

    boolean anyBelow(int unit, LocalDate on) {
        return jdbc.sql("""
                        select exists (select from organisation.edge
                        where parent_id = :unit and superseded_at is null and (valid_to is null or valid_to > :on))""")
                .param("unit", unit)
                .param("on", on)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }

    /// Two moves at a time could close a circle that neither sees.
    private void alone() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('organisation.edge'))")
                .query((_, _) -> true)
                .single();
    }

    private @Nullable Edge covering(int unit, LocalDate day) {
        return jdbc.sql("""
                        select id, parent_id, valid_from, valid_to, reason from organisation.edge
                        where unit_id = :unit and superseded_at is null and valid_from <= :day
                          and (valid_to is null or valid_to > :day)""")
                .param("unit", unit)
                .param("day", day)
                .query((rs, _) -> new Edge(
                        rs.getLong("id"),
                        rs.getInt("parent_id"),
                        rs.getObject("valid_from", LocalDate.class),
                        rs.getObject("valid_to", LocalDate.class),
                        rs.getString("reason")))
                .optional()
                .orElse(null);
    }

    private boolean closesCircle(int unit, int parent, LocalDate from, @Nullable LocalDate to) {
        return jdbc.sql("select organisation.closes_circle(:unit, :parent, :from, cast(:to as date))")
                .param("unit", unit)
                .param("parent", parent)
                .param("from", from)
                .param("to", to)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }

    private void supersede(long id) {
        jdbc.sql("update organisation.edge set superseded_at = verdite.now() where id = :id")
                .param("id", id)
                .update();
    }
}
