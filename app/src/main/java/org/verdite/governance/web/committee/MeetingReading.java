package org.verdite.governance.web.committee;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.documents.Evidence;
import org.verdite.governance.committee.Agenda;
import org.verdite.governance.committee.Committee;
import org.verdite.governance.committee.Committees;
import org.verdite.governance.committee.Confirming;
import org.verdite.governance.committee.FollowUps;
import org.verdite.governance.committee.Leading;
import org.verdite.governance.committee.Meeting;
import org.verdite.governance.committee.MeetingId;
import org.verdite.governance.committee.MeetingState;
import org.verdite.governance.committee.Meetings;
import org.verdite.governance.committee.Outcome;
import org.verdite.governance.committee.Resolutions;
import org.verdite.governance.committee.SeatRole;
import org.verdite.governance.committee.Seats;
import org.verdite.governance.web.ReviewQueries;
import org.verdite.shared.PersonId;
import org.verdite.shared.Scope;
import org.verdite.ui.Attachment;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;

/// What the page of a meeting needs, read in one transaction.
@Component
class MeetingReading {

    /// @param ledBy who led it on its day, where another confirms
    /// @param vacant true when who confirms has left
    /// @param leads who can take the lead then; empty for whoever may not name them
    /// @param next the meeting at which something decided can be taken up again; null for none
    /// @param current the item whose form is shown: the one asked for, else the first that is open; 0 for none
    record Whole(
            Meeting meeting,
            Committee committee,
            String where,
            String presider,
            String ledBy,
            List<Agenda.Item> items,
            Map<Long, Resolutions.Resolution> resolutions,
            List<FollowUps.FollowUp> followUps,
            List<Agenda.Waiting> waiting,
            List<Seats.Seat> seats,
            List<Meetings.Attendance> attendance,
            List<Attachment> files,
            boolean standing,
            Map<String, String> people,
            Map<String, String> units,
            boolean mayPrepare,
            boolean mayRecord,
            boolean mayConfirm,
            boolean vacant,
            Map<PersonId, String> leads,
            @Nullable MeetingId next,
            LocalDate today,
            long current,
            Form form,
            boolean changed) {

        boolean planned() {
            return meeting.state() == MeetingState.PLANNED;
        }

        boolean held() {
            return meeting.state() == MeetingState.HELD;
        }

        boolean resolved(Agenda.Item item) {
            return resolutions.containsKey(item.id());
        }

        List<FollowUps.FollowUp> followUps(Agenda.Item item) {
            var resolution = resolutions.get(item.id());
            return resolution == null
                    ? List.of()
                    : followUps.stream()
                            .filter(f -> f.resolution() == resolution.id())
                            .toList();
        }

        /// Those who came; against it is nobody who raised it.
        List<Meetings.Attendance> voters(Agenda.Item item, String vote) {
            return attendance.stream()
                    .filter(a ->
                            a.attended() && (vote.equals("abstained") || !Objects.equals(a.person(), item.raisedBy())))
                    .toList();
        }

        /// Who writes the minutes or led the meeting asks for what is to be done.
        boolean mayAsk() {
            return held() && (mayRecord || mayConfirm);
        }

        boolean writes(Agenda.Item item) {
            return held() && mayRecord && current == item.id();
        }

        boolean asks(Agenda.Item item) {
            return mayAsk() && current == item.id() && resolved(item);
        }

        Map<String, String> leadChoices() {
            var choices = new LinkedHashMap<String, String>();
            leads.forEach((person, name) -> choices.put(person.toString(), name));
            return choices;
        }

        boolean apart(Agenda.Item item) {
            return item.raisedBy() != null
                    && attendance.stream().anyMatch(a -> a.attended() && Objects.equals(a.person(), item.raisedBy()));
        }

        /// Who can have led it: whoever holds a seat, but not who writes it down.
        Map<String, String> presiders() {
            var presiders = new LinkedHashMap<String, String>();
            for (var seat : seats) {
                var person = seat.person();
                if (person != null && !me(person)) {
                    presiders.put(person.toString(), seat.name());
                }
            }
            return presiders;
        }

        Map<String, String> outcomes(Texts t) {
            var outcomes = new LinkedHashMap<String, String>();
            for (var outcome : Outcome.values()) {
                outcomes.put(outcome.name(), t.of("governance.outcome." + outcome));
            }
            return outcomes;
        }

        long waitingItems() {
            return items.stream().filter(i -> !resolved(i)).count();
        }
    }

    private final Committees committees;
    private final Meetings meetings;
    private final Seats seats;
    private final Agenda agenda;
    private final Resolutions resolutions;
    private final FollowUps followUps;
    private final Confirming confirming;
    private final Leading leading;
    private final CommitteeQueries queries;
    private final Evidence evidence;
    private final ReviewQueries choices;

    MeetingReading(
            Committees committees,
            Meetings meetings,
            Seats seats,
            Agenda agenda,
            Resolutions resolutions,
            FollowUps followUps,
            Confirming confirming,
            Leading leading,
            CommitteeQueries queries,
            Evidence evidence,
            ReviewQueries choices) {
        this.committees = committees;
        this.meetings = meetings;
        this.seats = seats;
        this.agenda = agenda;
        this.resolutions = resolutions;
        this.followUps = followUps;
        this.confirming = confirming;
        this.leading = leading;
        this.queries = queries;
        this.evidence = evidence;
        this.choices = choices;
    }

    private static boolean me(PersonId person) {
        return Integer.valueOf(person.value()).equals(Scope.current().person());
    }

    /// @param asked the item whose form is wanted; 0 for the next that waits
    /// @param typed null for the page as it stands
    @Transactional(readOnly = true)
    public Whole whole(MeetingId id, long asked, @Nullable Form typed, boolean changed, Texts t) {
        var meeting = meetings.get(id);
        var committee = committees.get(meeting.committee());
        var items = agenda.of(id);
        var made = resolutions.of(id);
        boolean planned = meeting.state() == MeetingState.PLANNED;
        boolean mayPrepare = meetings.mayPrepare(meeting);
        boolean mayRecord = meetings.mayRecord(meeting);
        var today = meetings.today(meeting);
        var sits = planned ? seats.on(committee.id(), today) : List.<Seats.Seat>of();
        long current = asked != 0
                ? asked
                : items.stream()
                        .map(Agenda.Item::id)
                        .filter(i -> !made.containsKey(i))
                        .findFirst()
                        .orElse(0L);
        var presider = meeting.presider();
        var ledBy = meeting.ledBy();
        boolean mayConfirm = confirming.mayConfirm(meeting);
        return new Whole(
                meeting,
                committee,
                choices.unitName(meeting.unit().value(), t),
                presider == null ? "" : choices.personName(presider.value(), t),
                ledBy == null ? "" : choices.personName(ledBy.value(), t),
                items,
                made,
                followUps.of(id),
                planned && mayPrepare ? agenda.waiting(committee) : List.of(),
                sits,
                meetings.attendance(id),
                evidence.of(meeting.origin()).stream().map(f -> f.attachment()).toList(),
                meeting.state() != MeetingState.CONFIRMED || confirming.standing(meeting),
                planned && mayPrepare || mayRecord || mayConfirm ? people(sits, t) : Map.of(),
                planned && mayPrepare ? choices.units(t) : Map.of(),
                mayPrepare,
                mayRecord,
                mayConfirm,
                leading.vacant(meeting),
                leading.mayHandOn(meeting) ? leading.candidates(meeting) : Map.of(),
                meeting.state() == MeetingState.CONFIRMED && committees.mayPrepare(committee)
                        ? queries.next(committee.id())
                        : null,
                today,
                current,
                typed == null ? usual(meeting, today, sits) : typed,
                changed);
    }

    /// Those whom the reader sees, and members of whatever unit.
    private Map<String, String> people(List<Seats.Seat> sits, Texts t) {
        var people = new LinkedHashMap<String, String>();
        sits.stream().filter(s -> s.person() != null).forEach(s -> people.put(String.valueOf(s.person()), s.name()));
        choices.people(t).forEach(people::putIfAbsent);
        return people;
    }

    private static Form usual(Meeting m, LocalDate today, List<Seats.Seat> sits) {
        var form = Form.empty()
                .with("on", m.plannedOn().isAfter(today) ? today : m.plannedOn())
                .with("planned", m.plannedOn())
                .with("venue", m.venue())
                .with("raisedBy", Scope.current().person())
                .with("year", today.getYear() + 1)
                .with("due", today.plusDays(60));
        sits.stream()
                .filter(s -> s.role() == SeatRole.CHAIR && !s.standsIn() && s.person() != null)
                .findFirst()
                .ifPresent(s -> form.with("presider", s.person()));
        return form;
    }
}
