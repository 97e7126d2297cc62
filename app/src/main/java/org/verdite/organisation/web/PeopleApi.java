package org.verdite.organisation.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.organisation.NewPerson;
import org.verdite.organisation.NewPosition;
import org.verdite.organisation.People;
import org.verdite.organisation.Posts;
import org.verdite.shared.LocalText;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;

/// People, posts and appointments.
@RestController
@Tag(name = "organisation")
class PeopleApi {

    record PersonBody(
            @Nullable Integer unit,
            @Nullable Integer version,
            @Nullable String code,
            @Nullable LocalText name,
            @Nullable String email,
            @Nullable String phone) {}

    record PositionBody(
            @Nullable Integer unit,
            @Nullable Integer version,
            @Nullable String code,
            @Nullable String kind,
            @Nullable LocalText title,
            @Nullable String superior) {}

    record AppointmentBody(
            @Nullable Integer person,
            @Nullable String position,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Boolean substitute) {}

    record Ending(@Nullable LocalDate to) {}

    record Transfer(@Nullable Integer unit) {}

    record Made(long id) {}

    private final People people;
    private final Posts posts;
    private final PeopleQueries queries;

    PeopleApi(People people, Posts posts, PeopleQueries queries) {
        this.people = people;
        this.posts = posts;
        this.queries = queries;
    }

    @Narrowed(by = {"q", "kind", "employment"})
    @GetMapping("/api/organisation/people")
    @Operation(summary = "People; filters q, kind (of post), employment")
    ApiList<PeopleQueries.PersonLine> list(HttpServletRequest request) {
        return ApiList.of(queries.list(Filters.of(request)));
    }

    @GetMapping("/api/organisation/people/{id}")
    @Operation(summary = "One person")
    PeopleQueries.Person one(@PathVariable int id) {
        return queries.require(id);
    }

    @PostMapping("/api/organisation/people")
    @Operation(summary = "Add a person")
    ResponseEntity<PeopleQueries.Person> add(@RequestBody PersonBody body) {
        var id = people.add(new NewPerson(
                new UnitId(Need.of("unit", body.unit())),
                Need.of("code", body.code()),
                Need.of("name", body.name()),
                Need.or(body.email(), ""),
                Need.or(body.phone(), "")));
        return ResponseEntity.created(URI.create("/api/organisation/people/" + id))
                .body(queries.require(id.value()));
    }

    @PatchMapping("/api/organisation/people/{id}")
    @Operation(summary = "Change a person; needs the version that was read")
    PeopleQueries.Person change(@PathVariable int id, @RequestBody PersonBody body) {
        var before = queries.require(id);
        LocalText name = body.name();
        people.change(
                new PersonId(id),
                Need.of("version", body.version()),
                name == null ? before.name() : name,
                Need.or(body.email(), before.email()),
                Need.or(body.phone(), before.phone()));
        return queries.require(id);
    }

    @PostMapping("/api/organisation/people/{id}/transfer")
    @Operation(summary = "The person belongs to another unit from now on")
    ResponseEntity<Void> transfer(@PathVariable int id, @RequestBody Transfer body) {
        queries.require(id);
        people.transfer(new PersonId(id), new UnitId(Need.of("unit", body.unit())));
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/api/organisation/people/{id}/erase")
    @Operation(summary = "Erase a person's name and addresses where law asks; what they did stays theirs")
    ResponseEntity<Void> erase(@PathVariable int id) {
        queries.require(id);
        people.erase(new PersonId(id));
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/api/organisation/people/{id}/appointments")
    @Operation(summary = "The posts a person held and holds")
    ApiList<PeopleQueries.Appointment> appointments(@PathVariable int id) {
        queries.require(id);
        return ApiList.all(queries.appointments(id));
    }

    @Narrowed(by = "kind")
    @GetMapping("/api/organisation/positions")
    @Operation(summary = "Posts; filter kind")
    ApiList<PeopleQueries.PositionLine> positions(HttpServletRequest request) {
        return ApiList.of(queries.positions(Filters.of(request)));
    }

    @GetMapping("/api/organisation/positions/{id}")
    @Operation(summary = "One post")
    PeopleQueries.PositionLine position(@PathVariable int id) {
        return queries.requirePosition(id);
    }

    @PostMapping("/api/organisation/positions")
    @Operation(summary = "Establish a post")
    ResponseEntity<PeopleQueries.PositionLine> establish(@RequestBody PositionBody body) {
        int id = posts.establish(new NewPosition(
                Need.of("code", body.code()),
                new UnitId(Need.of("unit", body.unit())),
                Need.of("kind", body.kind()),
                Need.of("title", body.title()),
                body.superior()));
        return ResponseEntity.created(URI.create("/api/organisation/positions/" + id))
                .body(queries.requirePosition(id));
    }

    @PatchMapping("/api/organisation/positions/{id}")
    @Operation(summary = "Change a post's title or kind; needs the version that was read")
    PeopleQueries.PositionLine changePosition(@PathVariable int id, @RequestBody PositionBody body) {
        var before = queries.requirePosition(id);
        LocalText title = body.title();
        posts.change(
                id,
                Need.of("version", body.version()),
                title == null ? before.title() : title,
                Need.or(body.kind(), before.kind()));
        return queries.requirePosition(id);
    }

    @PostMapping("/api/organisation/appointments")
    @Operation(summary = "Appoint a person to a post from a day on")
    ResponseEntity<Made> appoint(@RequestBody AppointmentBody body) {
        long id = posts.appoint(
                new PersonId(Need.of("person", body.person())),
                Need.of("position", body.position()),
                Need.of("from", body.from()),
                body.to(),
                Boolean.TRUE.equals(body.substitute()));
        return ResponseEntity.status(201).body(new Made(id));
    }

    @PostMapping("/api/organisation/appointments/{id}/end")
    @Operation(summary = "End an appointment on a day")
    ResponseEntity<Void> end(@PathVariable long id, @RequestBody Ending body) {
        posts.relieve(id, Need.of("to", body.to()));
        return ResponseEntity.noContent().build();
    }
}
