package org.verdite.governance.web.committee;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.actions.ActionState;
import org.verdite.governance.committee.Agenda;
import org.verdite.governance.committee.CommitteeId;
import org.verdite.governance.committee.Committees;
import org.verdite.governance.committee.Confirming;
import org.verdite.governance.committee.FollowUps;
import org.verdite.governance.committee.Leading;
import org.verdite.governance.committee.Matter;
import org.verdite.governance.committee.Meeting;
import org.verdite.governance.committee.MeetingId;
import org.verdite.governance.committee.MeetingState;
import org.verdite.governance.committee.Meetings;
import org.verdite.governance.committee.Outcome;
import org.verdite.governance.committee.Resolutions;
import org.verdite.governance.committee.SeatRole;
import org.verdite.shared.PersonId;
import org.verdite.ui.Frames;
import org.verdite.ui.form.Body;

/// A committee's meeting as JSON, and its steps; each answers with the meeting as it stands then.
@RestController
@Tag(name = "governance")
class MeetingsApi {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AttendanceJson(SeatRole role, @Nullable Integer person, String name, String post, boolean attended) {}

    record FollowUpJson(long action, String title, String owner, LocalDate due, ActionState state) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ItemJson(
            long id,
            Matter matter,
            String title,
            @Nullable String path,
            @Nullable Integer raisedBy,
            @Nullable Outcome outcome,
            @Nullable String words,
            @Nullable Integer votesFor,
            @Nullable Integer votesAgainst,
            @Nullable Integer abstained,
            List<FollowUpJson> followUps) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MeetingJson(
            long id,
            String number,
            long committee,
            int unit,
            LocalDate plannedOn,
            String venue,
            MeetingState state,
            @Nullable LocalDate heldOn,
            @Nullable Integer presider,
            @Nullable Integer ledBy,
            Meeting.@Nullable Quorum quorum,
            List<AttendanceJson> attendance,
            List<ItemJson> agenda,
            List<Agenda.Waiting> waiting,
            @Nullable Instant confirmedAt,
            @Nullable String fingerprint,
            int version) {}

    record PlanBody(@Nullable LocalDate on, @Nullable String venue) {}

    record ChangeBody(
            @Nullable Integer version,
            @Nullable LocalDate on,
            @Nullable String venue) {}

    record BecauseBody(@Nullable Integer version, @Nullable String because) {}

    /// A record by `matter` and `key`, or something in words by `title` and `raisedBy`.
    record ItemBody(
            @Nullable Matter matter,
            @Nullable String key,
            @Nullable String title,
            @Nullable Integer raisedBy) {}

    record HoldBody(
            @Nullable Integer version,
            @Nullable LocalDate on,
            @Nullable List<Integer> attended,
            @Nullable Integer presider) {}

    record ResolutionBody(
            @Nullable Outcome outcome,
            @Nullable String words,
            @Nullable List<Integer> against,
            @Nullable List<Integer> abstained) {}

    record FollowUpBody(
            @Nullable String title,
            @Nullable Integer owner,
            @Nullable LocalDate due) {}

    record LeadBody(
            @Nullable Integer version,
            @Nullable Integer lead,
            @Nullable String because) {}

    record VersionBody(@Nullable Integer version) {}

    private final MeetingReading reading;
    private final Committees committees;
    private final Meetings meetings;
    private final Agenda agenda;
    private final Resolutions resolutions;
    private final FollowUps followUps;
    private final Confirming confirming;
    private final Leading leading;
    private final Frames frames;

    MeetingsApi(
            MeetingReading reading,
            Committees committees,
            Meetings meetings,
            Agenda agenda,
            Resolutions resolutions,
            FollowUps followUps,
            Confirming confirming,
            Leading leading,
            Frames frames) {
        this.reading = reading;
        this.committees = committees;
        this.meetings = meetings;
        this.agenda = agenda;
        this.resolutions = resolutions;
        this.followUps = followUps;
        this.confirming = confirming;
        this.leading = leading;
        this.frames = frames;
    }

    @Operation(
            summary = "A meeting: who came, its agenda with resolutions and what they ask, what waits to be put on it")
    @GetMapping("/api/governance/meetings/{id}")
    public MeetingJson show(@PathVariable long id, HttpServletRequest request) {
        return show(new MeetingId(id), request);
    }

    private MeetingJson show(MeetingId id, HttpServletRequest request) {
        var w = reading.whole(id, 0, null, false, frames.texts(request));
        var m = w.meeting();
        return new MeetingJson(
                id.value(),
                m.number(),
                m.committee().value(),
                m.unit().value(),
                m.plannedOn(),
                m.venue(),
                m.state(),
                m.heldOn(),
                number(m.presider()),
                number(m.ledBy()),
                m.quorum(),
                w.attendance().stream()
                        .map(a -> new AttendanceJson(a.role(), number(a.person()), a.name(), a.post(), a.attended()))
                        .toList(),
                w.items().stream().map(i -> item(i, w)).toList(),
                w.waiting(),
                m.confirmedAt(),
                m.fingerprint().isEmpty() ? null : m.fingerprint(),
                m.version());
    }

    private static @Nullable Integer number(@Nullable PersonId person) {
        return person == null ? null : person.value();
    }

    private static ItemJson item(Agenda.Item i, MeetingReading.Whole w) {
        var r = w.resolutions().get(i.id());
        return new ItemJson(
                i.id(),
                i.matter(),
                i.title(),
                i.path().isEmpty() ? null : i.path(),
                number(i.raisedBy()),
                r == null ? null : r.outcome(),
                r == null ? null : r.words(),
                r == null ? null : r.votesFor(),
                r == null ? null : r.votesAgainst(),
                r == null ? null : r.abstained(),
                w.followUps(i).stream()
                        .map(f -> new FollowUpJson(f.action().value(), f.title(), f.owner(), f.due(), f.state()))
                        .toList());
    }

    /// Not there before anything about the body is said.
    private MeetingId here(long id) {
        return meetings.get(new MeetingId(id)).id();
    }

    private static Set<PersonId> people(@Nullable List<Integer> people) {
        return Objects.requireNonNullElse(people, List.<Integer>of()).stream()
                .map(PersonId::new)
                .collect(Collectors.toSet());
    }

    @Operation(summary = "Plan a meeting of a committee")
    @PostMapping("/api/governance/committees/{id}/meetings")
    public ResponseEntity<MeetingJson> plan(
            @PathVariable long id, @RequestBody PlanBody b, HttpServletRequest request) {
        var committee = committees.get(new CommitteeId(id)).id();
        var meeting = meetings.plan(committee, Body.needed("on", b.on()), Body.text(b.venue()));
        return ResponseEntity.created(URI.create("/api/governance/meetings/" + meeting))
                .body(show(meeting, request));
    }

    @Operation(summary = "Another day or place, while it is planned")
    @PostMapping("/api/governance/meetings/{id}/change")
    public MeetingJson change(@PathVariable long id, @RequestBody ChangeBody b, HttpServletRequest request) {
        var meeting = here(id);
        meetings.change(meeting, Body.needed("version", b.version()), Body.needed("on", b.on()), Body.text(b.venue()));
        return show(meeting, request);
    }

    @Operation(summary = "It does not take place, with the reason")
    @PostMapping("/api/governance/meetings/{id}/cancel")
    public MeetingJson cancel(@PathVariable long id, @RequestBody BecauseBody b, HttpServletRequest request) {
        var meeting = here(id);
        meetings.cancel(meeting, Body.needed("version", b.version()), Body.text(b.because()));
        return show(meeting, request);
    }

    @Operation(summary = "Put a record on the agenda (matter and key), or something in words (title and raisedBy)")
    @PostMapping("/api/governance/meetings/{id}/agenda")
    public MeetingJson put(@PathVariable long id, @RequestBody ItemBody b, HttpServletRequest request) {
        var meeting = here(id);
        var matter = Body.needed("matter", b.matter());
        if (matter == Matter.WORDS) {
            agenda.put(meeting, Body.text(b.title()), new PersonId(Body.needed("raisedBy", b.raisedBy())));
        } else {
            agenda.put(meeting, matter, Body.needed("key", b.key()));
        }
        return show(meeting, request);
    }

    @Operation(summary = "Take an item off the agenda")
    @DeleteMapping("/api/governance/meetings/{id}/agenda/{item}")
    public MeetingJson takeOff(@PathVariable long id, @PathVariable long item, HttpServletRequest request) {
        agenda.takeOff(here(id), item);
        return show(new MeetingId(id), request);
    }

    @Operation(summary = "It was held: who came, who led it; by chair or secretary, but not by who led it")
    @PostMapping("/api/governance/meetings/{id}/hold")
    public MeetingJson hold(@PathVariable long id, @RequestBody HoldBody b, HttpServletRequest request) {
        var meeting = here(id);
        meetings.hold(
                meeting,
                Body.needed("version", b.version()),
                Body.needed("on", b.on()),
                people(b.attended()),
                new PersonId(Body.needed("presider", b.presider())));
        return show(meeting, request);
    }

    @Operation(summary = "What became of an item; refused where somebody would vote on what they raised")
    @PutMapping("/api/governance/meetings/{id}/agenda/{item}/resolution")
    public MeetingJson resolve(
            @PathVariable long id, @PathVariable long item, @RequestBody ResolutionBody b, HttpServletRequest request) {
        var meeting = here(id);
        resolutions.resolve(
                meeting,
                item,
                new Resolutions.NewResolution(
                        Body.needed("outcome", b.outcome()),
                        Body.text(b.words()),
                        people(b.against()),
                        people(b.abstained())));
        return show(meeting, request);
    }

    @Operation(summary = "A resolution asks for something to be done: an action with owner and date")
    @PostMapping("/api/governance/meetings/{id}/agenda/{item}/follow-ups")
    public MeetingJson follow(
            @PathVariable long id, @PathVariable long item, @RequestBody FollowUpBody b, HttpServletRequest request) {
        var meeting = here(id);
        followUps.ask(
                meeting,
                item,
                Body.text(b.title()),
                new PersonId(Body.needed("owner", b.owner())),
                Body.needed("due", b.due()));
        return show(meeting, request);
    }

    @Operation(summary = "Who led it left: another member who was there takes the lead and confirms, with the reason")
    @PostMapping("/api/governance/meetings/{id}/lead")
    public MeetingJson handOn(@PathVariable long id, @RequestBody LeadBody b, HttpServletRequest request) {
        var meeting = here(id);
        leading.handOn(
                meeting,
                Body.needed("version", b.version()),
                new PersonId(Body.needed("lead", b.lead())),
                Body.text(b.because()));
        return show(meeting, request);
    }

    @Operation(summary = "Who led it confirms the minutes; they are filed in both languages")
    @PostMapping("/api/governance/meetings/{id}/confirm")
    public MeetingJson confirm(@PathVariable long id, @RequestBody VersionBody b, HttpServletRequest request) {
        var meeting = here(id);
        confirming.confirm(meeting, Body.needed("version", b.version()));
        return show(meeting, request);
    }
}
