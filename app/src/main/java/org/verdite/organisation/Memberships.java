package org.verdite.organisation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.UnitId;

/// Dated standings of sites in boundaries. A change supersedes the old statement and keeps it.
@Component
class Memberships {

    private record Row(int unit, LocalDate from, @Nullable LocalDate to) {}

    private final JdbcClient jdbc;
    private final Access access;

    Memberships(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    void add(NewMembership m, UnitId unit) {
        access.require(Permission.ORGANISATION_EDIT, unit);
        check(m);
        makeRoom(m);
        Rules.saying("from", () -> {
            insert(m, unit);
            return true;
        });
    }

    private static void check(NewMembership m) {
        Rules.oneOf("standing", m.standing(), Rules.STANDINGS);
        Rules.period("to", m.from(), m.to());
        Rules.text("reason", m.reason(), 500);
        Rules.text("approvedBy", m.approvedBy(), 200);
        Rules.share("share", m.share());
        if (m.standing().equals("PENDING") && m.due() == null) {
            throw new Invalid("due", "organisation.invalid.due");
        }
        if (m.standing().equals("EXCLUDED") && m.approvedBy().isBlank()) {
            throw new Invalid("approvedBy", "organisation.invalid.approver");
        }
        if (m.standing().equals("EXCLUDED") && m.reason().isBlank()) {
            throw new Invalid("reason", "organisation.invalid.reason");
        }
    }

    /// The standing that covers these days gives way to the new one, and holds again after its last day.
    private void makeRoom(NewMembership m) {
        jdbc.sql("""
                        with ended as (
                          update organisation.membership set superseded_at = verdite.now()
                          where boundary = :boundary and site_id = :site and superseded_at is null and valid_from <= :from
                            and (valid_to is null or valid_to >= cast(:to as date)) returning *)
                        insert into organisation.membership (boundary, site_id, unit_id, standing, share, valid_from, valid_to, due,
                          reason, approved_by, end_reason)
                        select boundary, site_id, unit_id, standing, share, valid_from, :from, due, reason, approved_by, ''
                        from ended where valid_from < :from
                        union all
                        select boundary, site_id, unit_id, standing, share, cast(:to as date), valid_to, due, reason, approved_by, end_reason
                        from ended where cast(:to as date) is not null and (valid_to is null or valid_to > cast(:to as date))""")
                .param("boundary", m.boundary())
                .param("site", m.site().value())
                .param("from", m.from())
                .param("to", m.to())
                .update();
    }

    private void insert(NewMembership m, UnitId unit) {
        boolean known = jdbc.sql("select exists (select from organisation.boundary where code = :code)")
                .param("code", m.boundary())
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (!known) {
            throw new Invalid("boundary", "ui.form.choice");
        }
        jdbc.sql("""
                        insert into organisation.membership (boundary, site_id, unit_id, standing, share, valid_from, valid_to, due,
                          reason, approved_by)
                        values (:boundary, :site, :unit, :standing, :share, :from, cast(:to as date), cast(:due as date), :reason,
                          :approvedBy)""")
                .param("boundary", m.boundary())
                .param("site", m.site().value())
                .param("unit", unit.value())
                .param("standing", m.standing())
                .param("share", m.share())
                .param("from", m.from())
                .param("to", m.to())
                .param("due", m.due())
                .param("reason", m.reason())
                .param("approvedBy", m.approvedBy())
                .update();
    }

    void close(long id, LocalDate to, String reason) {
        var row = jdbc.sql("""
                        select unit_id, valid_from, valid_to from organisation.membership
                        where id = :id and superseded_at is null""")
                .param("id", id)
                .query((rs, _) ->
                        new Row(rs.getInt(1), rs.getObject(2, LocalDate.class), rs.getObject(3, LocalDate.class)))
                .optional()
                .orElseThrow(() -> new NotHere("membership " + id));
        access.require(Permission.ORGANISATION_EDIT, new UnitId(row.unit()));
        LocalDate end = row.to();
        if (!to.isAfter(row.from()) || end != null && to.isAfter(end)) {
            throw new Invalid("to", "organisation.invalid.period");
        }
        jdbc.sql("""
                        with ended as (
                          update organisation.membership set superseded_at = verdite.now() where id = :id returning *)
                        insert into organisation.membership (boundary, site_id, unit_id, standing, share, valid_from, valid_to, due,
                          reason, approved_by, end_reason)
                        select boundary, site_id, unit_id, standing, share, valid_from, :to, due, reason, approved_by, :reason
                        from ended""")
                .param("id", id)
                .param("to", to)
                .param("reason", Rules.text("reason", reason, 500))
                .update();
    }
}
