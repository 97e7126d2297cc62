package org.verdite.inspections.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.inspections.Inspection;
import org.verdite.inspections.InspectionId;
import org.verdite.inspections.InspectionKind;
import org.verdite.inspections.InspectionState;
import org.verdite.inspections.Inspections;
import org.verdite.inspections.NewInspection;
import org.verdite.inspections.Part;
import org.verdite.inspections.Score;
import org.verdite.inspections.Team;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Frames;
import org.verdite.ui.form.Body;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;

/// Inspections as JSON: the same verbs as the pages'.
@RestController
class VisitsApi {

    record Listed(List<Row> items, String next) {}

    record Row(
            long id,
            String number,
            String title,
            InspectionKind kind,
            InspectionState state,
            String where,
            LocalDate from,
            LocalDate to,
            int findings) {}

    /// @param members ids of people
    record PlanBody(
            @Nullable Integer unit,
            @Nullable InspectionKind kind,
            @Nullable String title,
            @Nullable String scope,
            @Nullable String body,
            @Nullable Integer checklist,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Integer leader,
            @Nullable List<Integer> members,
            @Nullable Integer independenceMonths) {}

    record Member(int person, String name, Part part, boolean declared) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ScoreJson(@Nullable BigDecimal percent, int judged, int asked, int criticalFailed) {
        static ScoreJson of(Score s) {
            return new ScoreJson(s.percent(), s.judged(), s.asked(), s.criticalFailed());
        }
    }

    record GroupJson(String standard, String clause, String name, ScoreJson score) {}

    /// @param criteria in common, on which both scores stand
    record ComparedJson(long visit, String number, String unit, int criteria, ScoreJson ours, ScoreJson theirs) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Visit(
            long id,
            String number,
            int unit,
            InspectionKind kind,
            String title,
            String scope,
            String body,
            int edition,
            LocalDate from,
            LocalDate to,
            InspectionState state,
            @Nullable LocalDate issuedOn,
            List<Member> team,
            ScoreJson score,
            List<GroupJson> groups,
            List<ComparedJson> before,
            List<ComparedJson> peers,
            List<String> unfound,
            int version) {}

    record VersionBody(@Nullable Integer version) {}

    record NoteBody(@Nullable Integer version, @Nullable String note) {}

    record BecauseBody(@Nullable Integer version, @Nullable String because) {}

    record DaysBody(
            @Nullable Integer version,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    record WordsBody(@Nullable String declaration) {}

    record PartBody(@Nullable Part part) {}

    private final InspectionQueries queries;
    private final VisitPages pages;
    private final Inspections inspections;
    private final Team team;
    private final Frames frames;

    VisitsApi(InspectionQueries queries, VisitPages pages, Inspections inspections, Team team, Frames frames) {
        this.queries = queries;
        this.pages = pages;
        this.inspections = inspections;
        this.team = team;
        this.frames = frames;
    }

    @Operation(summary = "Inspections, newest first; filters view (open, mine, issued, all) and kind")
    @Narrowed(by = {"view", "kind"})
    @GetMapping("/api/inspections/visits")
    public Listed list(HttpServletRequest request) {
        var page = queries.list(Filters.of(request), frames.texts(request));
        return new Listed(
                page.rows().stream()
                        .map(r -> new Row(
                                r.id(),
                                r.number(),
                                r.title(),
                                r.kind(),
                                r.state(),
                                r.where(),
                                r.from(),
                                r.to(),
                                r.findings()))
                        .toList(),
                page.next());
    }

    @Operation(summary = "Plan an inspection by the published edition of a checklist; Idempotency-Key for a safe retry")
    @PostMapping("/api/inspections/visits")
    public ResponseEntity<Visit> plan(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody PlanBody body,
            HttpServletRequest request) {
        var members = body.members() == null ? List.<Integer>of() : body.members();
        var id = inspections.plan(
                new NewInspection(
                        new UnitId(Body.needed("unit", body.unit())),
                        Body.needed("kind", body.kind()),
                        Body.text(body.title()),
                        Body.text(body.scope()),
                        Body.text(body.body()),
                        Body.needed("checklist", body.checklist()),
                        Body.needed("from", body.from()),
                        Body.needed("to", body.to()),
                        new PersonId(Body.needed("leader", body.leader())),
                        members.stream().map(PersonId::new).toList(),
                        body.independenceMonths()),
                key);
        return ResponseEntity.created(URI.create("/api/inspections/visits/" + id))
                .body(show(id.value(), request));
    }

    @Operation(
            summary =
                    "An inspection with its team, its score by clause, and compared with the last one and with peers on the criteria in common")
    @GetMapping("/api/inspections/visits/{id}")
    public Visit show(@PathVariable long id, HttpServletRequest request) {
        var t = frames.texts(request);
        var w = pages.whole(new InspectionId(id), t);
        Inspection v = w.visit();
        var compared = w.compared();
        return new Visit(
                v.id().value(),
                v.number(),
                v.unit().value(),
                v.kind(),
                v.title(),
                v.scope(),
                v.body(),
                v.edition(),
                v.from(),
                v.to(),
                v.state(),
                v.issuedOn(),
                w.team().stream()
                        .map(m -> new Member(m.person().value(), m.name(), m.part(), m.declaredAt() != null))
                        .toList(),
                ScoreJson.of(w.score()),
                w.groups().stream()
                        .map(g -> new GroupJson(g.standard(), g.clause(), t.of(g.name()), ScoreJson.of(g.score())))
                        .toList(),
                compared == null
                        ? List.of()
                        : compared.before().stream().map(c -> told(c, t)).toList(),
                compared == null
                        ? List.of()
                        : compared.peers().stream().map(c -> told(c, t)).toList(),
                w.open().unfound(),
                v.version());
    }

    private static ComparedJson told(org.verdite.inspections.Comparison.With c, org.verdite.ui.Texts t) {
        return new ComparedJson(
                c.other().value(),
                c.number(),
                t.of(c.unit()),
                c.criteria(),
                ScoreJson.of(c.ours()),
                ScoreJson.of(c.theirs()));
    }

    @Operation(summary = "Open it after the opening meeting: observations come in from now on")
    @PostMapping("/api/inspections/visits/{id}/open")
    public Visit open(@PathVariable long id, @RequestBody NoteBody body, HttpServletRequest request) {
        inspections.open(new InspectionId(id), Body.version(body.version()), Body.text(body.note()));
        return show(id, request);
    }

    @Operation(summary = "End collecting; refused while two observations of one criterion contradict each other")
    @PostMapping("/api/inspections/visits/{id}/close")
    public Visit close(@PathVariable long id, @RequestBody VersionBody body, HttpServletRequest request) {
        inspections.close(new InspectionId(id), Body.version(body.version()));
        return show(id, request);
    }

    @Operation(summary = "Collect again before it is issued")
    @PostMapping("/api/inspections/visits/{id}/again")
    public Visit again(@PathVariable long id, @RequestBody VersionBody body, HttpServletRequest request) {
        inspections.collectAgain(new InspectionId(id), Body.version(body.version()));
        return show(id, request);
    }

    @Operation(summary = "Cancel it, with the reason; what was seen stays")
    @PostMapping("/api/inspections/visits/{id}/cancel")
    public Visit cancel(@PathVariable long id, @RequestBody BecauseBody body, HttpServletRequest request) {
        inspections.cancel(new InspectionId(id), Body.version(body.version()), Body.text(body.because()));
        return show(id, request);
    }

    @Operation(summary = "Other days, while it is planned")
    @PostMapping("/api/inspections/visits/{id}/postpone")
    public Visit postpone(@PathVariable long id, @RequestBody DaysBody body, HttpServletRequest request) {
        inspections.get(new InspectionId(id));
        inspections.postpone(
                new InspectionId(id),
                Body.version(body.version()),
                Body.needed("from", body.from()),
                Body.needed("to", body.to()));
        return show(id, request);
    }

    @Operation(summary = "Declare one's interests as a member from outside")
    @PostMapping("/api/inspections/visits/{id}/declare")
    public Visit declare(@PathVariable long id, @RequestBody WordsBody body, HttpServletRequest request) {
        team.declare(new InspectionId(id), Body.text(body.declaration()));
        return show(id, request);
    }

    @Operation(summary = "Take somebody into the team, or give them another part; refused for who is not independent")
    @PutMapping("/api/inspections/visits/{id}/team/{person}")
    public Visit join(
            @PathVariable long id, @PathVariable int person, @RequestBody PartBody body, HttpServletRequest request) {
        inspections.get(new InspectionId(id));
        team.join(new InspectionId(id), new PersonId(person), Body.needed("part", body.part()));
        return show(id, request);
    }

    @Operation(summary = "Somebody leaves the team; what they saw stays theirs")
    @DeleteMapping("/api/inspections/visits/{id}/team/{person}")
    public Visit leave(@PathVariable long id, @PathVariable int person, HttpServletRequest request) {
        team.leave(new InspectionId(id), new PersonId(person));
        return show(id, request);
    }
}
