package org.verdite.inspections.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.verdite.documents.ContentAnswer;
import org.verdite.documents.EvidenceId;
import org.verdite.inspections.EngagementId;
import org.verdite.inspections.Engagements;
import org.verdite.inspections.EvidenceRoom;
import org.verdite.inspections.InspectionId;
import org.verdite.inspections.NewEngagement;
import org.verdite.inspections.RequestState;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Frames;
import org.verdite.ui.form.Body;
import org.verdite.ui.list.Filters;

/// Engagements of people from outside and their evidence room as JSON, for both sides.
@RestController
class EngagementsApi {

    record Listed(List<Line> items, String next) {}

    record Line(
            long id,
            String title,
            String body,
            String where,
            LocalDate from,
            LocalDate to,
            boolean over,
            int waiting) {}

    record BeginBody(
            @Nullable Integer unit,
            @Nullable String title,
            @Nullable String body,
            @Nullable String purpose,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    record MoveBody(
            @Nullable Integer version,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    record WhyBody(@Nullable Integer version, @Nullable String because) {}

    record PersonBody(@Nullable Integer person) {}

    record VisitBody(@Nullable Long inspection) {}

    record AskBody(@Nullable String text, @Nullable LocalDate due) {}

    /// @param record number or page address of a record, of which a paper of today is filed
    /// @param evidence id of a file that is kept already
    record ReleaseBody(
            @Nullable String record,
            @Nullable Long evidence,
            @Nullable String note) {}

    record GuestJson(int person, String name) {}

    record VisitJson(long id, String number, String title, String state) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReleasedJson(
            long id,
            String title,
            String fileName,
            long size,
            String sha256,
            Instant releasedAt,
            String releasedBy,
            boolean withdrawn,
            int opened) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RequestJson(
            long id,
            int number,
            int version,
            String text,
            @Nullable LocalDate due,
            String asker,
            Instant askedAt,
            RequestState state,
            String answer,
            List<ReleasedJson> releases) {
        static RequestJson of(EvidenceRequest r) {
            return new RequestJson(
                    r.id(),
                    r.number(),
                    r.version(),
                    r.text(),
                    r.due(),
                    r.asker(),
                    r.askedAt(),
                    r.state(),
                    r.answer(),
                    r.releases().stream()
                            .map(c -> new ReleasedJson(
                                    c.id(),
                                    c.title(),
                                    c.fileName(),
                                    c.size(),
                                    c.sha256(),
                                    c.at(),
                                    c.releaser(),
                                    c.withdrawn(),
                                    c.readings()))
                            .toList());
        }
    }

    record Shown(
            long id,
            int version,
            int unit,
            String title,
            String body,
            String purpose,
            LocalDate from,
            LocalDate to,
            boolean open,
            List<GuestJson> guests,
            List<VisitJson> inspections,
            List<RequestJson> requests) {}

    private final Engagements engagements;
    private final EvidenceRoom room;
    private final EngagementQueries queries;
    private final Frames frames;

    EngagementsApi(Engagements engagements, EvidenceRoom room, EngagementQueries queries, Frames frames) {
        this.engagements = engagements;
        this.room = room;
        this.queries = queries;
        this.frames = frames;
    }

    @Operation(summary = "Engagements of people from outside, the last to end first")
    @GetMapping("/api/inspections/engagements")
    public Listed list(HttpServletRequest request) {
        var page = queries.list(Filters.of(request), frames.texts(request));
        return new Listed(
                page.rows().stream()
                        .map(r -> new Line(
                                r.id(), r.title(), r.body(), r.where(), r.from(), r.to(), r.over(), r.waiting()))
                        .toList(),
                page.next());
    }

    @Operation(summary = "Begin an engagement of people from outside at a unit")
    @PostMapping("/api/inspections/engagements")
    public ResponseEntity<Shown> begin(@RequestBody BeginBody body, HttpServletRequest request) {
        var id = engagements.begin(new NewEngagement(
                new UnitId(Body.needed("unit", body.unit())),
                Body.text(body.title()),
                Body.text(body.body()),
                Body.text(body.purpose()),
                Body.needed("from", body.from()),
                Body.needed("to", body.to())));
        return ResponseEntity.created(URI.create("/api/inspections/engagements/" + id))
                .body(shown(id, request));
    }

    @Operation(summary = "An engagement with its people, inspections, requests and what was released")
    @GetMapping("/api/inspections/engagements/{id}")
    public Shown show(@PathVariable long id, HttpServletRequest request) {
        return shown(new EngagementId(id), request);
    }

    private Shown shown(EngagementId id, HttpServletRequest request) {
        var e = engagements.require(id);
        var t = frames.texts(request);
        return new Shown(
                id.value(),
                e.version(),
                e.unit().value(),
                e.title(),
                e.body(),
                e.purpose(),
                e.from(),
                e.to(),
                e.open(engagements.today(e)),
                queries.guests(id, t).stream()
                        .map(g -> new GuestJson(g.person().value(), g.name()))
                        .toList(),
                queries.visits(id).stream()
                        .map(v -> new VisitJson(
                                v.id(), v.number(), v.title(), v.state().name()))
                        .toList(),
                queries.requests(id, t).stream().map(RequestJson::of).toList());
    }

    @Operation(summary = "Other days of an engagement")
    @PutMapping("/api/inspections/engagements/{id}/days")
    public Shown move(@PathVariable long id, @RequestBody MoveBody body, HttpServletRequest request) {
        var e = here(id);
        engagements.move(
                e,
                Body.needed("version", body.version()),
                Body.needed("from", body.from()),
                Body.needed("to", body.to()));
        return shown(e, request);
    }

    @Operation(summary = "End an engagement before its last day: its people see nothing of it from now on")
    @PostMapping("/api/inspections/engagements/{id}/end")
    public Shown end(@PathVariable long id, @RequestBody WhyBody body, HttpServletRequest request) {
        var e = here(id);
        engagements.end(e, Body.needed("version", body.version()), Body.text(body.because()));
        return shown(e, request);
    }

    @Operation(summary = "Let a person see an engagement")
    @PostMapping("/api/inspections/engagements/{id}/guests")
    public Shown invite(@PathVariable long id, @RequestBody PersonBody body, HttpServletRequest request) {
        var e = here(id);
        engagements.invite(e, new PersonId(Body.needed("person", body.person())));
        return shown(e, request);
    }

    @Operation(summary = "A person sees nothing of an engagement any more")
    @DeleteMapping("/api/inspections/engagements/{id}/guests/{person}")
    public Shown dismiss(@PathVariable long id, @PathVariable int person, HttpServletRequest request) {
        var e = here(id);
        engagements.dismiss(e, new PersonId(person));
        return shown(e, request);
    }

    @Operation(summary = "Make an inspection part of an engagement")
    @PostMapping("/api/inspections/engagements/{id}/inspections")
    public Shown include(@PathVariable long id, @RequestBody VisitBody body, HttpServletRequest request) {
        var e = here(id);
        engagements.include(e, new InspectionId(Body.needed("inspection", body.inspection())));
        return shown(e, request);
    }

    @Operation(summary = "Ask to see something")
    @PostMapping("/api/inspections/engagements/{id}/requests")
    @org.springframework.web.bind.annotation.ResponseStatus(HttpStatus.CREATED)
    public RequestJson ask(@PathVariable long id, @RequestBody AskBody body, HttpServletRequest request) {
        var e = here(id);
        return one(room.ask(e, Body.text(body.text()), body.due()), request);
    }

    @Operation(summary = "Who asked needs it no more")
    @PostMapping("/api/inspections/requests/{request}/withdraw")
    public RequestJson withdraw(@PathVariable("request") long id, HttpServletRequest request) {
        room.engagementOf(id);
        room.withdraw(id);
        return one(id, request);
    }

    @Operation(summary = "It will not be shown, and why")
    @PostMapping("/api/inspections/requests/{request}/decline")
    public RequestJson decline(
            @PathVariable("request") long id, @RequestBody WhyBody body, HttpServletRequest request) {
        room.engagementOf(id);
        room.decline(id, Body.needed("version", body.version()), Body.text(body.because()));
        return one(id, request);
    }

    @Operation(summary = "Release a copy of a record as it stands, or a file that is kept already")
    @PostMapping("/api/inspections/requests/{request}/releases")
    @org.springframework.web.bind.annotation.ResponseStatus(HttpStatus.CREATED)
    public RequestJson release(
            @PathVariable("request") long id, @RequestBody ReleaseBody body, HttpServletRequest request) {
        room.engagementOf(id);
        String note = Body.text(body.note());
        var evidence = body.evidence();
        if (evidence != null) {
            room.releaseKept(id, new EvidenceId(evidence), note);
        } else {
            room.releaseRecord(id, Body.needed("record", body.record()), note, frames.texts(request));
        }
        return one(id, request);
    }

    @Operation(summary = "Release a file that comes along")
    @PostMapping(path = "/api/inspections/requests/{request}/files", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @org.springframework.web.bind.annotation.ResponseStatus(HttpStatus.CREATED)
    public RequestJson file(
            @PathVariable("request") long id,
            @RequestParam MultipartFile file,
            @RequestParam(defaultValue = "") String note,
            HttpServletRequest request) {
        room.engagementOf(id);
        try (var in = file.getInputStream()) {
            room.releaseFile(id, in, Objects.requireNonNullElse(file.getOriginalFilename(), "file"), note);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return one(id, request);
    }

    @Operation(summary = "Take a copy back: its people see it no more, who opened it stays on record")
    @PostMapping("/api/inspections/releases/{release}/take-back")
    public Shown takeBack(@PathVariable long release, @RequestBody WhyBody body, HttpServletRequest request) {
        var e = room.engagementOfRelease(release);
        room.takeBack(release, Body.text(body.because()));
        return shown(e, request);
    }

    @Operation(summary = "A released copy. That it was opened is noted; a token that may only read can't")
    @GetMapping("/api/inspections/releases/{release}/content")
    public ResponseEntity<Resource> content(@PathVariable long release) {
        return ContentAnswer.of(room.open(release), false);
    }

    private RequestJson one(long id, HttpServletRequest request) {
        return queries.requests(room.engagementOf(id), frames.texts(request)).stream()
                .filter(r -> r.id() == id)
                .map(RequestJson::of)
                .findFirst()
                .orElseThrow();
    }

    private EngagementId here(long id) {
        return engagements.require(new EngagementId(id)).id();
    }
}
