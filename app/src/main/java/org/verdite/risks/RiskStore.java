package org.verdite.risks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Reads the registers for the room's verbs, and says who may take a step.
@Component
class RiskStore {

    private static final String RISKS = """
            select r.*, coalesce(verdite.text(organisation.pub_person_name(r.owner_id), :lang), '') as owner_name from risks.risk r""";
    private static final String CONTROLS = """
            select c.*, coalesce(verdite.text(organisation.pub_person_name(c.owner_id), :lang), '') as owner_name,
              coalesce(verdite.text(organisation.pub_person_name(c.verified_by), :lang), '') as verifier_name,
              risks.missing(c, (select s.recorded_at from risks.risk_assessment s where s.risk_id = c.risk_id
                order by s.assessed_on desc, s.id desc limit 1), :today) as missing
            from risks.control_now c""";

    private final JdbcClient jdbc;
    private final Access access;
    private final Clock clock;
    private final String group;

    RiskStore(JdbcClient jdbc, Access access, Clock clock, @Value("${verdite.zone:Asia/Shanghai}") String group) {
        this.jdbc = jdbc;
        this.access = access;
        this.clock = clock;
        this.group = group;
    }

    /// The unit's own day: its site's, or the group's above all sites.
    LocalDate today(UnitId unit) {
        var zone = jdbc.sql("select coalesce(organisation.pub_zone(:unit), :group)")
                .param("unit", unit.value())
                .param("group", group)
                .query((rs, _) -> ZoneId.of(rs.getString(1)))
                .single();
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    void requireKeep(UnitId unit) {
        access.require(Permission.RISKS_EDIT, unit);
    }

    boolean mayKeep(UnitId unit) {
        return access.may(Permission.RISKS_EDIT, unit);
    }

    /// Judgements are somebody's.
    ///
    /// @throws Refused for an account that is nobody's
    static int me() {
        Integer me = Scope.current().person();
        if (me == null) {
            throw new Refused("risks.refused.nobody");
        }
        return me;
    }

    /// Somebody the reader doesn't see is nobody they can name.
    void requireSeen(String field, PersonId person) {
        boolean seen = jdbc.sql("select exists (select from organisation.pub_person where id = :id)")
                .param("id", person.value())
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (!seen) {
            throw new Invalid(field, "ui.form.choice");
        }
    }

    /// @throws Invalid when the day lies ahead
    void requirePast(String field, LocalDate on, UnitId unit) {
        var today = today(unit);
        if (on.isAfter(today)) {
            throw new Invalid(field, "risks.invalid.future", today);
        }
    }

    static String language() {
        return LocaleContextHolder.getLocale().getLanguage();
    }

    static void unchanged(String what, int version, int stored) {
        if (version != stored) {
            throw new Conflict(what);
        }
    }

    Optional<Aspect> aspect(AspectId id, boolean held) {
        return jdbc.sql("select * from risks.aspect where id = :id" + (held ? " for update" : ""))
                .param("id", id.value())
                .query(RiskStore::aspect)
                .optional();
    }

    /// The aspect, held until the transaction ends, for who may keep the register there.
    ///
    /// @throws Refused when it has ended
    Aspect take(AspectId id) {
        var seen = aspect(id, false).orElseThrow(() -> new NotHere("aspect " + id));
        requireKeep(seen.unit());
        var taken = aspect(id, true).orElseThrow(() -> new NotHere("aspect " + id));
        if (taken.endedOn() != null) {
            throw new Refused("risks.refused.aspectEnded", taken.endedOn());
        }
        return taken;
    }

    private static Aspect aspect(ResultSet rs, int row) throws SQLException {
        return new Aspect(
                new AspectId(rs.getLong("id")),
                new UnitId(rs.getInt("unit_id")),
                rs.getString("number"),
                rs.getString("activity"),
                rs.getString("aspect"),
                NewAspect.Stage.valueOf(rs.getString("stage")),
                NewAspect.Condition.valueOf(rs.getString("condition")),
                NewAspect.Influence.valueOf(rs.getString("influence")),
                rs.getString("language"),
                rs.getObject("ended_on", LocalDate.class),
                rs.getString("ended_because"),
                rs.getInt("version"));
    }

    Optional<Risk> risk(RiskId id, boolean held) {
        return jdbc.sql(RISKS + " where r.id = :id" + (held ? " for update of r" : ""))
                .param("id", id.value())
                .param("lang", language())
                .query(RiskStore::risk)
                .optional();
    }

    /// The risk, held until the transaction ends, for who may keep the register there.
    ///
    /// @throws Refused when it has ended
    Risk take(RiskId id) {
        var seen = risk(id, false).orElseThrow(() -> new NotHere("risk " + id));
        requireKeep(seen.unit());
        var taken = risk(id, true).orElseThrow(() -> new NotHere("risk " + id));
        if (taken.endedOn() != null) {
            throw new Refused("risks.refused.riskEnded", taken.endedOn());
        }
        return taken;
    }

    private static Risk risk(ResultSet rs, int row) throws SQLException {
        return new Risk(
                new RiskId(rs.getLong("id")),
                new UnitId(rs.getInt("unit_id")),
                rs.getString("number"),
                NewRisk.Kind.valueOf(rs.getString("kind")),
                rs.getString("title"),
                rs.getString("cause"),
                rs.getString("consequence"),
                new PersonId(rs.getInt("owner_id")),
                rs.getString("owner_name"),
                NewRisk.Treatment.valueOf(rs.getString("treatment")),
                rs.getString("treatment_note"),
                rs.getString("language"),
                rs.getObject("ended_on", LocalDate.class),
                rs.getString("ended_because"),
                rs.getInt("version"));
    }

    Optional<Control> control(ControlId id) {
        var unit = jdbc.sql("select unit_id from risks.control where id = :id")
                .param("id", id.value())
                .query((rs, _) -> new UnitId(rs.getInt(1)))
                .optional();
        return unit.flatMap(u -> jdbc.sql(CONTROLS + " where c.id = :id")
                .param("id", id.value())
                .param("today", today(u))
                .param("lang", language())
                .query(RiskStore::control)
                .optional());
    }

    /// The control that is there, with its risk held.
    Control take(ControlId id, Permission permission) {
        var seen = control(id).orElseThrow(() -> new NotHere("control " + id));
        access.require(permission, seen.unit());
        if (risk(seen.risk(), true).isEmpty()) {
            throw new NotHere("control " + id);
        }
        var taken = control(id).orElseThrow(() -> new NotHere("control " + id));
        if (taken.ended()) {
            throw new Refused("risks.refused.controlEnded");
        }
        return taken;
    }

    /// Of a risk: those that are there, then those that ended.
    List<Control> controls(Risk risk) {
        return jdbc.sql(CONTROLS + " where c.risk_id = :id order by c.ended_at nulls first, c.id limit 500")
                .param("id", risk.id().value())
                .param("today", today(risk.unit()))
                .param("lang", language())
                .query(RiskStore::control)
                .list();
    }

    private static Control control(ResultSet rs, int row) throws SQLException {
        String result = rs.getString("result");
        String missing = rs.getString("missing");
        var ended = rs.getObject("ended_at", OffsetDateTime.class);
        return new Control(
                new ControlId(rs.getLong("id")),
                new RiskId(rs.getLong("risk_id")),
                new UnitId(rs.getInt("unit_id")),
                rs.getString("name"),
                NewControl.Kind.valueOf(rs.getString("kind")),
                new PersonId(rs.getInt("owner_id")),
                rs.getString("owner_name"),
                rs.getInt("every_months"),
                rs.getObject("since", LocalDate.class),
                rs.getObject("verified_on", LocalDate.class),
                result == null ? null : Control.Result.valueOf(result),
                rs.getString("verifier_name"),
                text(rs.getString("evidence")),
                rs.getObject("due", LocalDate.class),
                missing == null ? null : Control.Missing.valueOf(missing),
                ended == null ? null : ended.toInstant(),
                rs.getString("ended_because"),
                rs.getInt("version"));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
