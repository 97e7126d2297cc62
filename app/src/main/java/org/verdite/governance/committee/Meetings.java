package org.verdite.governance.committee;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.governance.UnitClock;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotHere;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;

/// Meetings of a committee, from the day that is set to the list of who came. What is put before them is in
/// {@link Agenda}, what they make of it in {@link Resolutions}.
@Component
public class Meetings {

    /// A seat of a meeting that was held.
    ///
    /// @param person null when nobody held the post
    public record Attendance(SeatRole role, @Nullable PersonId person, String name, String post, boolean attended) {}

    private final JdbcClient jdbc;
    private final CommitteeStore store;
    private final Seats seats;
    private final UnitClock clocks;

    Meetings(JdbcClient jdbc, CommitteeStore store, Seats seats, UnitClock clocks) {
        this.jdbc = jdbc;
        this.store = store;
        this.seats = seats;
        this.clocks = clocks;
    }

    /// @throws NotHere when it is not in the reader's scope
    @Transactional(readOnly = true)
    public Meeting get(MeetingId id) {
        return store.require(id);
    }

    /// Today by the meeting's own calendar.
    public LocalDate today(Meeting meeting) {
        return clocks.today(meeting.zone());
    }

    /// True for chair, secretary and who may hold reviews there.
    @Transactional(readOnly = true)
    public boolean mayPrepare(Meeting meeting) {
        return !meeting.state().over() && store.mayPrepare(store.require(meeting.committee()), today(meeting));
    }

    /// True for chair and secretary, but not for who led the meeting: they confirm.
    @Transactional(readOnly = true)
    public boolean mayRecord(Meeting meeting) {
        return !meeting.state().over()
                && !CommitteeStore.me(meeting.presider())
                && store.runs(meeting.committee(), today(meeting));
    }

    /// @throws Invalid naming the fields `on` and `venue`
    /// @throws Refused when the committee has ended
    @Transactional
    public MeetingId plan(CommitteeId id, LocalDate on, String venue) {
        var committee = store.take(id);
        var zone = clocks.zone(committee.unit());
        store.requirePrepare(committee, clocks.today(zone));
        Committees.open(committee);
        check(committee, on, venue);
        return new MeetingId(jdbc.sql("""
                        insert into governance.meeting (committee_id, unit_id, year, language, planned_on, venue, time_zone)
                        values (:id, :unit, :year, :language, :on, :venue, :zone) returning id""")
                .param("id", id.value())
                .param("unit", committee.unit().value())
                .param("year", on.getYear())
                .param("language", LocaleContextHolder.getLocale().getLanguage())
                .param("on", on)
                .param("venue", venue.strip())
                .param("zone", zone.getId())
                .query((rs, _) -> rs.getLong(1))
                .single());
    }

    /// Another day or place, while it is planned.
    @Transactional
    public void change(MeetingId id, int version, LocalDate on, String venue) {
        var meeting = planned(id, version);
        check(store.require(meeting.committee()), on, venue);
        jdbc.sql("""
                        update governance.meeting set planned_on = :on, venue = :venue, version = version + 1 where id = :id""")
                .param("on", on)
                .param("venue", venue.strip())
                .param("id", id.value())
                .update();
    }

    private static void check(Committee committee, LocalDate on, String venue) {
        if (on.isBefore(committee.opened()) || on.getYear() > 2199) {
            throw new Invalid("planned", "governance.invalid.beforeOpened", committee.opened());
        }
        new Lengths().most("venue", 200, venue).check();
    }

    /// It does not take place. Its agenda stays readable.
    @Transactional
    public void cancel(MeetingId id, int version, String because) {
        planned(id, version);
        if (because.isBlank()) {
            throw new Invalid("because", "ui.form.required");
        }
        new Lengths().most("because", 1000, because).check();
        jdbc.sql("""
                        update governance.meeting set state = 'CANCELLED', cancelled_because = :because, version = version + 1
                        where id = :id""").param("because", because.strip()).param("id", id.value()).update();
    }

    private Meeting planned(MeetingId id, int version) {
        var meeting = store.take(id);
        store.requirePrepare(store.require(meeting.committee()), today(meeting));
        CommitteeStore.unchanged(meeting, version);
        CommitteeStore.in(meeting, MeetingState.PLANNED);
        return meeting;
    }

    /// Writes down that it took place and who came; from now on agenda and attendance stay. Chair or secretary does,
    /// but not who led it.
    ///
    /// @param attended people who hold a seat that day
    /// @param presider who led it, one of them: usually the chair
    /// @throws Refused when somebody would lead a meeting that decides about what they raised
    @Transactional
    public void hold(MeetingId id, int version, LocalDate on, Set<PersonId> attended, PersonId presider) {
        var meeting = store.take(id);
        store.requireRuns(meeting.committee(), today(meeting));
        CommitteeStore.unchanged(meeting, version);
        CommitteeStore.in(meeting, MeetingState.PLANNED);
        var committee = store.require(meeting.committee());
        if (on.isAfter(today(meeting)) || on.isBefore(committee.opened())) {
            throw new Invalid("on", "governance.invalid.meetingDay", committee.opened());
        }
        var taken = taken(seats.on(meeting.committee(), on), attended);
        check(taken, attended, presider);
        var own = jdbc.sql("""
                        select verdite.text(title, :lang) from governance.agenda_item where meeting_id = :id and raised_by = :presider
                        order by place limit 1""")
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .param("id", id.value())
                .param("presider", presider.value())
                .query((rs, _) -> rs.getString(1))
                .optional();
        if (own.isPresent()) {
            throw new Refused("governance.refused.presiderRaised", own.get());
        }
        taken.forEach(t -> insert(meeting, t, on));
        var quorum = Meeting.Quorum.of(taken.size(), attended.size(), committee.quorum());
        jdbc.sql("""
                        update governance.meeting set state = 'HELD', held_on = :on, seats = :seats, present = :present, needed = :needed,
                          presider_id = :presider, held_by = :me, version = version + 1 where id = :id""")
                .param("on", on)
                .param("seats", quorum.seats())
                .param("present", quorum.present())
                .param("needed", quorum.needed())
                .param("presider", presider.value())
                .param("me", CommitteeStore.myself().value())
                .param("id", id.value())
                .update();
    }

    private static void check(List<Taken> taken, Set<PersonId> attended, PersonId presider) {
        var problems = new ArrayList<Invalid.Problem>();
        if (taken.isEmpty()) {
            problems.add(new Invalid.Problem("on", "governance.invalid.noSeats", List.of()));
        } else if (attended.isEmpty()
                || !attended.stream().allMatch(p -> taken.stream().anyMatch(t -> t.by(p)))) {
            problems.add(new Invalid.Problem("attended", "governance.invalid.attended", List.of()));
        }
        if (!attended.contains(presider)) {
            problems.add(new Invalid.Problem("presider", "governance.invalid.presiderAttends", List.of()));
        } else if (CommitteeStore.me(presider)) {
            problems.add(new Invalid.Problem("presider", "governance.invalid.presiderWrites", List.of()));
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
    }

    /// @param seat by who came, else by who could have
    private record Taken(Seats.Seat seat, boolean attended) {
        boolean by(PersonId person) {
            return attended && person.equals(seat.person());
        }
    }

    /// A post that two hold has one seat: of who came. Nobody takes two.
    private static List<Taken> taken(List<Seats.Seat> all, Set<PersonId> attended) {
        var taken = new LinkedHashMap<Long, Taken>();
        var seated = new java.util.HashSet<PersonId>();
        for (var seat : all) {
            var before = taken.get(seat.id());
            var person = seat.person();
            boolean came = person != null && attended.contains(person) && !seated.contains(person);
            if (before == null || !before.attended() && came) {
                taken.put(seat.id(), new Taken(seat, came));
                if (came) {
                    seated.add(Objects.requireNonNull(person));
                }
            }
        }
        return List.copyOf(taken.values());
    }

    private void insert(Meeting meeting, Taken taken, LocalDate on) {
        var person = taken.seat().person();
        jdbc.sql("""
                        insert into governance.attendance (meeting_id, unit_id, member_id, role, person_id, post, attended)
                        select :meeting, m.unit_id, m.id, m.role, cast(:person as int),
                          case when m.position_id is not null then organisation.pub_post_title(m.position_id)
                            else (select p.title from organisation.pub_posts_between(m.person_id, organisation.pub_top(m.unit_id), :on,
                              cast(:on as date) + 1) p limit 1) end, :attended
                        from governance.member m where m.id = :seat""")
                .param("meeting", meeting.id().value())
                .param("person", person == null ? null : person.value())
                .param("on", on)
                .param("attended", taken.attended())
                .param("seat", taken.seat().id())
                .update();
    }

    /// Who came and who did not: the chair first, then the secretary. Empty before it was held.
    @Transactional(readOnly = true)
    public List<Attendance> attendance(MeetingId id) {
        return jdbc.sql("""
                        select a.role, a.person_id, a.attended, coalesce(verdite.text(a.post, :lang), '') as post,
                          coalesce(verdite.text(organisation.pub_person_name(a.person_id), :lang), '') as name
                        from governance.attendance a where a.meeting_id = :id
                        order by array_position(array['CHAIR', 'SECRETARY', 'MEMBER'], a.role), a.id""")
                .param("id", id.value())
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .query((rs, _) -> {
                    int person = rs.getInt("person_id");
                    return new Attendance(
                            SeatRole.valueOf(rs.getString("role")),
                            rs.wasNull() ? null : new PersonId(person),
                            rs.getString("name"),
                            rs.getString("post"),
                            rs.getBoolean("attended"));
                })
                .list();
    }
}
