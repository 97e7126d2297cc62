package org.verdite.inspections;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotHere;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;

/// Third parties, certification bodies and authorities at work in the group: who of them sees what, and until when.
/// They need no role; the database shows them their engagement's inspections and what is released to them.
@Component
public class Engagements {

    private static final int MOST_DAYS = 1096;
    private static final int MOST_GUESTS = 50;

    private final JdbcClient jdbc;
    private final InspectionStore store;
    private final Access access;
    private final Clock clock;

    Engagements(JdbcClient jdbc, InspectionStore store, Access access, Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.access = access;
        this.clock = clock;
    }

    /// @throws Invalid naming each field that can't be taken
    @Transactional
    public EngagementId begin(NewEngagement n) {
        access.require(Permission.INSPECTION_PLAN, n.unit());
        if (n.title().isBlank()) {
            throw new Invalid("title", "ui.form.required");
        }
        if (n.body().isBlank()) {
            throw new Invalid("body", "ui.form.required");
        }
        new Lengths()
                .most("title", 200, n.title())
                .most("body", 200, n.body())
                .most("purpose", 2000, n.purpose())
                .check();
        checkDays(n.from(), n.to());
        return new EngagementId(jdbc.sql("""
                        insert into inspections.engagement (unit_id, language, title, body, purpose, valid_from, valid_to, time_zone)
                        values (:unit, :language, :title, :body, :purpose, :from, :to, :zone) returning id""")
                .param("unit", n.unit().value())
                .param("language", LocaleContextHolder.getLocale().getLanguage())
                .param("title", n.title().strip())
                .param("body", n.body().strip())
                .param("purpose", n.purpose().strip())
                .param("from", n.from())
                .param("to", n.to())
                .param("zone", store.zone(n.unit()).getId())
                .query((rs, _) -> rs.getLong(1))
                .single());
    }

    private static void checkDays(LocalDate from, LocalDate to) {
        if (from.getYear() < 2000 || from.getYear() > 2100) {
            throw new Invalid("from", "ui.form.date", from.toString());
        }
        if (to.isBefore(from) || to.isAfter(from.plusDays(MOST_DAYS))) {
            throw new Invalid("to", "inspections.invalid.engagementTo");
        }
    }

    /// Other days. An engagement whose last day has passed opens again.
    ///
    /// @throws Conflict when somebody changed it since the version that was read
    @Transactional
    public void move(EngagementId id, int version, LocalDate from, LocalDate to) {
        var e = kept(id);
        checkDays(from, to);
        changed(
                id,
                jdbc.sql("""
                        update inspections.engagement set valid_from = :from, valid_to = :to, version = version + 1
                        where id = :id and version = :version""")
                        .param("from", from)
                        .param("to", to)
                        .param("id", e.id().value())
                        .param("version", version)
                        .update());
    }

    /// Ends it before its last day: from this moment its people see nothing of it.
    @Transactional
    public void end(EngagementId id, int version, String because) {
        var e = kept(id);
        if (because.isBlank()) {
            throw new Invalid("because", "ui.form.required");
        }
        new Lengths().most("because", 1000, because).check();
        changed(
                id,
                jdbc.sql("""
                        update inspections.engagement set ended_at = verdite.now(), ended_by = :me, ended_because = :because,
                          version = version + 1 where id = :id and version = :version""")
                        .param("me", Scope.current().person())
                        .param("because", because.strip())
                        .param("id", e.id().value())
                        .param("version", version)
                        .update());
    }

    private static void changed(EngagementId id, int rows) {
        if (rows == 0) {
            throw new Conflict("engagement " + id);
        }
    }

    /// Lets somebody see it. Saying it twice changes nothing.
    ///
    /// @throws Invalid when the inviting person does not see them
    @Transactional
    public void invite(EngagementId id, PersonId person) {
        var e = kept(id);
        boolean known = jdbc.sql("select exists (select from organisation.pub_person where id = :person)")
                .param("person", person.value())
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (!known) {
            throw new Invalid("person", "ui.form.choice");
        }
        int there = jdbc.sql("select count(*) from inspections.guest where engagement_id = :id and left_at is null")
                .param("id", id.value())
                .query((rs, _) -> rs.getInt(1))
                .single();
        if (there >= MOST_GUESTS) {
            throw new Refused("inspections.refused.guests", MOST_GUESTS);
        }
        jdbc.sql("""
                        insert into inspections.guest (engagement_id, unit_id, person_id) values (:id, :unit, :person)
                        on conflict (engagement_id, person_id) where left_at is null do nothing""")
                .param("id", id.value())
                .param("unit", e.unit().value())
                .param("person", person.value())
                .update();
    }

    /// Somebody sees nothing of it any more. What they asked and read stays on record.
    @Transactional
    public void dismiss(EngagementId id, PersonId person) {
        kept(id);
        jdbc.sql("""
                        update inspections.guest set left_at = verdite.now()
                        where engagement_id = :id and person_id = :person and left_at is null""").param("id", id.value()).param("person", person.value()).update();
    }

    /// Makes an inspection part of it, so that its people see it.
    ///
    /// @throws Invalid when it is not here, not at the engagement's unit or below, or part of another one
    @Transactional
    public void include(EngagementId id, InspectionId inspection) {
        var e = kept(id);
        var i = store.find(inspection).orElseThrow(() -> new Invalid("inspection", "ui.form.choice"));
        boolean below = jdbc.sql("""
                        select :inspected in (select organisation.pub_below(:unit, cast(verdite.now() as date)))""")
                .param("inspected", i.unit().value())
                .param("unit", e.unit().value())
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (!below) {
            throw new Invalid("inspection", "inspections.invalid.elsewhere", i.number());
        }
        int taken = jdbc.sql("""
                        update inspections.inspection set engagement_id = :id, version = version + 1
                        where id = :inspection and coalesce(engagement_id, :id) = :id and state in ('PLANNED', 'OPEN', 'CLOSING')""")
                .param("id", id.value())
                .param("inspection", inspection.value())
                .update();
        if (taken == 0) {
            throw new Invalid("inspection", "inspections.invalid.engaged", i.number());
        }
    }

    /// To be changed: by who plans inspections there, while it is not ended.
    private Engagement kept(EngagementId id) {
        jdbc.sql("select 1 from inspections.engagement where id = :id for update")
                .param("id", id.value())
                .query((_, _) -> 1)
                .optional();
        var e = require(id);
        if (!mayKeep(e)) {
            throw new org.verdite.shared.NotPermitted(Permission.INSPECTION_PLAN.name());
        }
        if (e.ended()) {
            throw new Refused("inspections.refused.engagementOver");
        }
        return e;
    }

    /// True for who plans inspections where it is.
    public boolean mayKeep(Engagement e) {
        return access.may(Permission.INSPECTION_PLAN, e.unit());
    }

    /// @throws NotHere when the reader neither sees its unit nor has a part in it
    @Transactional(readOnly = true)
    public Engagement require(EngagementId id) {
        return find(id).orElseThrow(() -> new NotHere("engagement " + id));
    }

    Optional<Engagement> find(EngagementId id) {
        return jdbc.sql("select * from inspections.engagement where id = :id")
                .param("id", id.value())
                .query(Engagements::read)
                .optional();
    }

    /// The day at its unit.
    public LocalDate today(Engagement e) {
        return LocalDate.ofInstant(clock.instant(), e.zone());
    }

    private static Engagement read(ResultSet rs, int row) throws SQLException {
        return new Engagement(
                new EngagementId(rs.getLong("id")),
                new org.verdite.shared.UnitId(rs.getInt("unit_id")),
                rs.getString("title"),
                rs.getString("language"),
                rs.getString("body"),
                rs.getString("purpose"),
                rs.getObject("valid_from", LocalDate.class),
                rs.getObject("valid_to", LocalDate.class),
                ZoneId.of(rs.getString("time_zone")),
                rs.getTimestamp("ended_at") != null,
                rs.getString("ended_because"),
                rs.getInt("version"));
    }
}
