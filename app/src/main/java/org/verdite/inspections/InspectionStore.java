package org.verdite.inspections;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Reads inspections for the room's verbs, and says who may take a step.
@Component
class InspectionStore {

    private final JdbcClient jdbc;
    private final Access access;
    private final Clock clock;

    InspectionStore(JdbcClient jdbc, Access access, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.clock = clock;
    }

    Optional<Inspection> find(InspectionId id) {
        return jdbc.sql("select * from inspections.inspection where id = :id")
                .param("id", id.value())
                .query(InspectionStore::read)
                .optional();
    }

    /// @throws NotHere when it is not in the reader's scope
    Inspection require(InspectionId id) {
        return find(id).orElseThrow(() -> new NotHere("inspection " + id));
    }

    /// The same, held until the transaction ends, so that steps on it wait for each other.
    Inspection take(InspectionId id) {
        boolean there = jdbc.sql("select id from inspections.inspection where id = :id for update")
                .param("id", id.value())
                .query((rs, _) -> rs.getLong(1))
                .optional()
                .isPresent();
        if (!there) {
            throw new NotHere("inspection " + id);
        }
        return require(id);
    }

    /// The part of the signed-in person in the team today.
    Optional<Part> part(InspectionId id) {
        Integer me = Scope.current().person();
        return me == null
                ? Optional.empty()
                : jdbc.sql("""
                                select part from inspections.member where inspection_id = :id and person_id = :me and left_at is null""")
                        .param("id", id.value())
                        .param("me", me)
                        .query((rs, _) -> Part.valueOf(rs.getString(1)))
                        .optional();
    }

    /// @throws NotPermitted for who is in no part of the team that answers
    void requireTeam(Inspection inspection) {
        if (Scope.current().readOnly()
                || part(inspection.id()).filter(Part::answers).isEmpty()) {
            throw new NotPermitted("team");
        }
    }

    /// In whose name a member keeps evidence there: their own where a role allows it, else the inspection vouches for
    /// them.
    ///
    /// @throws NotPermitted for who is in no part of the team that answers
    Scope keeping(InspectionId id) {
        var i = require(id);
        requireTeam(i);
        var me = Scope.current();
        return access.may(Permission.EVIDENCE_ADD, i.unit()) ? me : me.vouchedFor(i.unit());
    }

    /// The leader's steps, and those of who plans such inspections: a unit plans its own self-checks, and what others
    /// inspect there is planned from above. The inspected neither drops a finding nor ends an inspection of theirs.
    ///
    /// @throws NotPermitted for everybody else
    void requireLead(Inspection inspection) {
        if (!mayLead(inspection)) {
            throw new NotPermitted(Permission.INSPECTION_PLAN.name());
        }
    }

    boolean mayLead(Inspection inspection) {
        return !Scope.current().readOnly()
                && (part(inspection.id()).filter(p -> p == Part.LEADER).isPresent() || mayPlan(inspection));
    }

    boolean mayPlan(Inspection inspection) {
        // who may above may here: nobody else is worth the way up
        return access.may(Permission.INSPECTION_PLAN, inspection.unit())
                && (inspection.kind() == InspectionKind.SELF_CHECK
                        || access.mayAbove(Permission.INSPECTION_PLAN, inspection.unit()));
    }

    /// @throws Refused naming the state it is in instead
    static void in(Inspection inspection, InspectionState... states) {
        for (var state : states) {
            if (inspection.state() == state) {
                return;
            }
        }
        throw new Refused("inspections.refused.is." + inspection.state());
    }

    static void unchanged(Inspection inspection, int version) {
        if (inspection.version() != version) {
            throw new Conflict("inspection " + inspection.id());
        }
    }

    LocalDate today(Inspection inspection) {
        return LocalDate.ofInstant(clock.instant(), inspection.zone());
    }

    /// The clock a unit lives by: its site's, or that of the nearest site above.
    ZoneId zone(UnitId unit) {
        return jdbc.sql("select coalesce(organisation.pub_zone(:unit), 'UTC')")
                .param("unit", unit.value())
                .query((rs, _) -> ZoneId.of(rs.getString(1)))
                .single();
    }

    private static Inspection read(ResultSet rs, int row) throws SQLException {
        return new Inspection(
                new InspectionId(rs.getLong("id")),
                new UnitId(rs.getInt("unit_id")),
                rs.getString("number"),
                InspectionKind.valueOf(rs.getString("kind")),
                rs.getString("title"),
                rs.getString("language"),
                rs.getString("scope"),
                rs.getString("body"),
                rs.getInt("edition_id"),
                rs.getString("site_kind"),
                rs.getObject("planned_from", LocalDate.class),
                rs.getObject("planned_to", LocalDate.class),
                rs.getInt("independence_months"),
                ZoneId.of(rs.getString("time_zone")),
                InspectionState.valueOf(rs.getString("state")),
                rs.getString("opening_note"),
                rs.getString("closing_note"),
                rs.getObject("issued_on", LocalDate.class),
                rs.getString("cancelled_because"),
                rs.getInt("version"));
    }
}
