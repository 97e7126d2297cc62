package org.verdite.governance.committee;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;
import org.verdite.ui.Json;

/// Reads committees and meetings for the package's verbs, and says who may take a step.
@Component
class CommitteeStore {

    /// What can pass through a committee, and the column that says so.
    static final Map<Matter, String> PASSES = Map.of(
            Matter.GOAL, "passes_goals",
            Matter.FUNDING, "passes_funding",
            Matter.YEAR, "passes_years",
            Matter.REVIEW, "passes_reviews");

    private final JdbcClient jdbc;
    private final Access access;

    CommitteeStore(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    Optional<Committee> find(CommitteeId id) {
        return committee("", id);
    }

    /// @throws NotHere when it is not in the reader's scope
    Committee require(CommitteeId id) {
        return find(id).orElseThrow(() -> new NotHere("committee " + id));
    }

    /// The same, held until the transaction ends.
    Committee take(CommitteeId id) {
        return committee(" for update", id).orElseThrow(() -> new NotHere("committee " + id));
    }

    private Optional<Committee> committee(String how, CommitteeId id) {
        return jdbc.sql("select * from governance.committee where id = :id" + how)
                .param("id", id.value())
                .query(CommitteeStore::committee)
                .optional();
    }

    private static Committee committee(ResultSet rs, int row) throws SQLException {
        Set<Matter> passes = EnumSet.noneOf(Matter.class);
        for (var entry : PASSES.entrySet()) {
            if (rs.getBoolean(entry.getValue())) {
                passes.add(entry.getKey());
            }
        }
        return new Committee(
                new CommitteeId(rs.getLong("id")),
                new UnitId(rs.getInt("unit_id")),
                CommitteeKind.valueOf(rs.getString("kind")),
                Json.text(rs.getString("name")),
                rs.getString("remit"),
                rs.getString("language"),
                rs.getInt("quorum"),
                passes,
                rs.getObject("binding_from", LocalDate.class),
                rs.getObject("opened", LocalDate.class),
                rs.getObject("closed", LocalDate.class),
                rs.getInt("version"));
    }

    Optional<Meeting> find(MeetingId id) {
        return meeting("", id);
    }

    Meeting require(MeetingId id) {
        return find(id).orElseThrow(() -> new NotHere("meeting " + id));
    }

    /// The same, held until the transaction ends, so that steps on it wait for each other.
    Meeting take(MeetingId id) {
        return meeting(" for update", id).orElseThrow(() -> new NotHere("meeting " + id));
    }

    private Optional<Meeting> meeting(String how, MeetingId id) {
        return jdbc.sql("select * from governance.meeting where id = :id" + how)
                .param("id", id.value())
                .query(CommitteeStore::meeting)
                .optional();
    }

    private static Meeting meeting(ResultSet rs, int row) throws SQLException {
        int presider = rs.getInt("presider_id");
        boolean held = !rs.wasNull();
        int ledBy = rs.getInt("led_by");
        boolean handedOn = !rs.wasNull();
        var confirmed = rs.getObject("confirmed_at", OffsetDateTime.class);
        return new Meeting(
                new MeetingId(rs.getLong("id")),
                new CommitteeId(rs.getLong("committee_id")),
                new UnitId(rs.getInt("unit_id")),
                rs.getString("number"),
                rs.getString("language"),
                rs.getObject("planned_on", LocalDate.class),
                rs.getString("venue"),
                ZoneId.of(rs.getString("time_zone")),
                MeetingState.valueOf(rs.getString("state")),
                rs.getObject("held_on", LocalDate.class),
                held ? new Meeting.Quorum(rs.getInt("seats"), rs.getInt("present"), rs.getInt("needed")) : null,
                held ? new PersonId(presider) : null,
                handedOn ? new PersonId(ledBy) : null,
                rs.getString("lead_because"),
                confirmed == null ? null : confirmed.toInstant(),
                Objects.requireNonNullElse(rs.getString("fingerprint"), ""),
                rs.getString("cancelled_because"),
                rs.getInt("version"));
    }

    /// Whoever may hold reviews there prepares, and so do chair and secretary.
    boolean mayPrepare(Committee committee, LocalDate today) {
        return !Scope.current().readOnly()
                && (access.may(Permission.REVIEW_HOLD, committee.unit()) || runs(committee.id(), today));
    }

    /// @throws NotPermitted for everybody else
    void requirePrepare(Committee committee, LocalDate today) {
        if (!mayPrepare(committee, today)) {
            throw new NotPermitted(Permission.REVIEW_HOLD.name());
        }
    }

    /// True for the chair and the secretary of the day, also by the post they hold.
    boolean runs(CommitteeId id, LocalDate today) {
        Integer me = Scope.current().person();
        return me != null
                && !Scope.current().readOnly()
                && jdbc.sql("""
                        select exists (select from governance.member m where m.committee_id = :id and m.role in ('CHAIR', 'SECRETARY')
                          and m.valid_from <= :day and (m.valid_to is null or m.valid_to > :day)
                          and (m.person_id = :me or m.position_id is not null and organisation.pub_holds(:me, m.position_id, :day)))""")
                        .param("id", id.value())
                        .param("day", today)
                        .param("me", me)
                        .query((rs, _) -> rs.getBoolean(1))
                        .single();
    }

    void requireRuns(CommitteeId id, LocalDate today) {
        if (!runs(id, today)) {
            throw new NotPermitted("secretary");
        }
    }

    static boolean me(@Nullable PersonId person) {
        Integer me = Scope.current().person();
        return me != null && person != null && person.value() == me;
    }

    static PersonId myself() {
        Integer me = Scope.current().person();
        if (me == null) {
            throw new NotPermitted("person");
        }
        return new PersonId(me);
    }

    /// @throws Refused naming the state it is in instead
    static void in(Meeting meeting, MeetingState state) {
        if (meeting.state() != state) {
            throw new Refused("governance.refused.meetingIs." + meeting.state());
        }
    }

    static void unchanged(Meeting meeting, int version) {
        if (meeting.version() != version) {
            throw new Conflict("meeting " + meeting.id());
        }
    }
}
