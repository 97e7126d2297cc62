package org.verdite.governance.web.committee;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.governance.committee.Agenda;
import org.verdite.governance.committee.CommitteeId;
import org.verdite.governance.committee.CommitteeKind;
import org.verdite.governance.committee.Committees;
import org.verdite.governance.committee.Matter;
import org.verdite.governance.committee.MeetingState;
import org.verdite.governance.committee.NewCommittee;
import org.verdite.governance.committee.SeatRole;
import org.verdite.governance.committee.Seats;
import org.verdite.shared.LocalText;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Body;
import org.verdite.ui.list.Filters;

/// Committees as JSON; their meetings are in {@link MeetingsApi}.
@RestController
@Tag(name = "governance")
class CommitteesApi {

    record Listed(List<Row> items, String next) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(
            long id,
            CommitteeKind kind,
            String name,
            String where,
            int seats,
            @Nullable LocalDate lastMeeting,
            @Nullable LocalDate nextMeeting,
            int openActions,
            LocalDate opened,
            @Nullable LocalDate closed) {}

    /// @param quorum of a hundred seats, how many must be taken; 50 when left out
    /// @param passes `GOAL`, `FUNDING`, `YEAR`, `REVIEW`
    /// @param bindingFrom from when on what passes through it has to; left out: from its first day
    /// @param advisory true when nothing has to
    record SetUpBody(
            @Nullable Integer unit,
            @Nullable CommitteeKind kind,
            @Nullable LocalText name,
            @Nullable String remit,
            @Nullable Integer quorum,
            @Nullable Set<Matter> passes,
            @Nullable LocalDate opened,
            @Nullable LocalDate bindingFrom,
            @Nullable Boolean advisory) {}

    /// @param bindingFrom left out: as it was
    /// @param advisory true when nothing has to pass through it any more
    record ChangeBody(
            @Nullable Integer version,
            @Nullable LocalText name,
            @Nullable String remit,
            @Nullable Integer quorum,
            @Nullable Set<Matter> passes,
            @Nullable LocalDate bindingFrom,
            @Nullable Boolean advisory) {}

    record EndBody(@Nullable Integer version, @Nullable LocalDate on) {}

    /// @param person or `post`: whoever holds it
    record SeatBody(
            @Nullable SeatRole role,
            @Nullable Integer person,
            @Nullable Integer post,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    record SeatEndBody(@Nullable LocalDate to) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SeatJson(
            long id,
            SeatRole role,
            @Nullable Integer person,
            String name,
            String post,
            boolean byPost,
            boolean standsIn,
            LocalDate from,
            @Nullable LocalDate to) {}

    record MeetingRow(long id, String number, LocalDate on, MeetingState state, int items, int resolved) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CommitteeJson(
            long id,
            int unit,
            CommitteeKind kind,
            LocalText name,
            String remit,
            int quorum,
            Set<Matter> passes,
            @Nullable LocalDate bindingFrom,
            LocalDate opened,
            @Nullable LocalDate closed,
            List<SeatJson> seats,
            List<MeetingRow> meetings,
            List<Agenda.Waiting> waiting,
            int version) {}

    private final CommitteeQueries queries;
    private final Committees committees;
    private final Seats seats;
    private final Agenda agenda;
    private final Frames frames;

    CommitteesApi(CommitteeQueries queries, Committees committees, Seats seats, Agenda agenda, Frames frames) {
        this.queries = queries;
        this.committees = committees;
        this.seats = seats;
        this.agenda = agenda;
        this.frames = frames;
    }

    @Operation(summary = "Committees, newest first; view=standing, ended or all, kind filters")
    @GetMapping("/api/governance/committees")
    public Listed list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var page = queries.list(Filters.of(request), t);
        return new Listed(
                page.rows().stream()
                        .map(r -> new Row(
                                r.id(),
                                r.kind(),
                                r.name(),
                                r.where(),
                                r.seats(),
                                r.last(),
                                r.next(),
                                r.actions(),
                                r.opened(),
                                r.closed()))
                        .toList(),
                page.next());
    }

    @Operation(summary = "Set up a committee at a unit")
    @PostMapping("/api/governance/committees")
    public ResponseEntity<CommitteeJson> setUp(@RequestBody SetUpBody b, HttpServletRequest request) {
        var opened = Body.needed("opened", b.opened());
        var id = committees.setUp(new NewCommittee(
                new UnitId(Body.needed("unit", b.unit())),
                Body.needed("kind", b.kind()),
                Body.needed("name", b.name()),
                Body.text(b.remit()),
                quorum(b.quorum()),
                passes(b.passes()),
                opened,
                binding(b.bindingFrom(), b.advisory(), opened)));
        return ResponseEntity.created(URI.create("/api/governance/committees/" + id))
                .body(show(id, request));
    }

    private static @Nullable LocalDate binding(
            @Nullable LocalDate from, @Nullable Boolean advisory, @Nullable LocalDate otherwise) {
        return Boolean.TRUE.equals(advisory) ? null : from == null ? otherwise : from;
    }

    private static int quorum(@Nullable Integer quorum) {
        return quorum == null ? 50 : quorum;
    }

    private static Set<Matter> passes(@Nullable Set<Matter> passes) {
        return passes == null ? EnumSet.noneOf(Matter.class) : passes;
    }

    @Operation(summary = "A committee: its seats of today, its meetings, and what waits to pass through it")
    @GetMapping("/api/governance/committees/{id}")
    public CommitteeJson show(@PathVariable long id, HttpServletRequest request) {
        return show(new CommitteeId(id), request);
    }

    private CommitteeJson show(CommitteeId id, HttpServletRequest request) {
        var c = committees.get(id);
        return new CommitteeJson(
                id.value(),
                c.unit().value(),
                c.kind(),
                c.name(),
                c.remit(),
                c.quorum(),
                c.passes(),
                c.bindingFrom(),
                c.opened(),
                c.closed(),
                seats.on(id, committees.today(c.unit())).stream()
                        .map(CommitteesApi::seat)
                        .toList(),
                queries.meetings(id, frames.texts(request)).stream()
                        .map(m -> new MeetingRow(m.id(), m.number(), m.on(), m.state(), m.items(), m.resolved()))
                        .toList(),
                agenda.waiting(c),
                c.version());
    }

    private static SeatJson seat(Seats.Seat s) {
        var person = s.person();
        return new SeatJson(
                s.id(),
                s.role(),
                person == null ? null : person.value(),
                s.name(),
                s.post(),
                s.byPost(),
                s.standsIn(),
                s.from(),
                s.to());
    }

    private CommitteeId here(long id) {
        return committees.get(new CommitteeId(id)).id();
    }

    @Operation(summary = "Another name, remit, quorum, or other matters that pass through it")
    @PostMapping("/api/governance/committees/{id}/change")
    public CommitteeJson change(@PathVariable long id, @RequestBody ChangeBody b, HttpServletRequest request) {
        var committee = committees.get(new CommitteeId(id));
        committees.change(
                committee.id(),
                Body.needed("version", b.version()),
                Body.needed("name", b.name()),
                Body.text(b.remit()),
                quorum(b.quorum()),
                passes(b.passes()),
                binding(b.bindingFrom(), b.advisory(), committee.bindingFrom()));
        return show(committee.id(), request);
    }

    @Operation(summary = "End it; refused while a meeting of it is not over")
    @PostMapping("/api/governance/committees/{id}/end")
    public CommitteeJson end(@PathVariable long id, @RequestBody EndBody b, HttpServletRequest request) {
        var committee = here(id);
        committees.end(committee, Body.needed("version", b.version()), Body.needed("on", b.on()));
        return show(committee, request);
    }

    @Operation(summary = "Give a seat to a person, or to whoever holds a post")
    @PostMapping("/api/governance/committees/{id}/seats")
    public CommitteeJson seat(@PathVariable long id, @RequestBody SeatBody b, HttpServletRequest request) {
        var committee = here(id);
        Integer person = b.person();
        seats.give(
                committee,
                new Seats.NewSeat(
                        Body.needed("role", b.role()),
                        person == null ? null : new PersonId(person),
                        b.post(),
                        Body.needed("from", b.from()),
                        b.to()));
        return show(committee, request);
    }

    @Operation(summary = "From that day on the seat is empty")
    @PostMapping("/api/governance/committees/{id}/seats/{seat}/end")
    public CommitteeJson leave(
            @PathVariable long id, @PathVariable long seat, @RequestBody SeatEndBody b, HttpServletRequest request) {
        var committee = here(id);
        CommitteeController.here(seats, id, seat);
        seats.end(seat, Body.needed("to", b.to()));
        return show(committee, request);
    }
}
