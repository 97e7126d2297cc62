package org.verdite.inspections.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.verdite.inspections.ClauseKey;
import org.verdite.inspections.Finding;
import org.verdite.inspections.FindingId;
import org.verdite.inspections.FindingState;
import org.verdite.inspections.Findings;
import org.verdite.inspections.Grade;
import org.verdite.inspections.Inspection;
import org.verdite.inspections.InspectionId;
import org.verdite.inspections.InspectionKind;
import org.verdite.inspections.InspectionState;
import org.verdite.inspections.Inspections;
import org.verdite.inspections.NewFinding;
import org.verdite.inspections.NewInspection;
import org.verdite.inspections.NewPhoto;
import org.verdite.inspections.Observation;
import org.verdite.inspections.Observations;
import org.verdite.inspections.Part;
import org.verdite.inspections.Photo;
import org.verdite.inspections.Photos;
import org.verdite.inspections.Said;
import org.verdite.inspections.Score;
import org.verdite.inspections.Signatures;
import org.verdite.inspections.Stance;
import org.verdite.inspections.Standing;
import org.verdite.inspections.Team;
import org.verdite.inspections.Told;
import org.verdite.rectification.Severity;
import org.verdite.shared.Invalid;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Frames;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;

/// Inspections as JSON: the same verbs as the pages', and the commands of the field, each with an id its sender made.
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

    /// @param subject code of the criterion; for what is seen beside the list, the id of its first observation
    /// @param answer what it says; of a criterion with a number it follows from `measured`
    /// @param title with severity and medium: of what is seen beside the list
    /// @param replaces ids of observations the writer had before their eyes
    /// @param toldAt by the device's clock
    /// @param sentAt by the same clock, now
    record ObservationBody(
            @Nullable String subject,
            @Nullable Said answer,
            @Nullable BigDecimal measured,
            @Nullable String note,
            @Nullable String place,
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude,
            @Nullable BigDecimal accuracy,
            @Nullable String title,
            @Nullable Severity severity,
            @Nullable String medium,
            @Nullable Set<UUID> replaces,
            @Nullable Instant toldAt,
            @Nullable Instant sentAt) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ObservationJson(
            UUID id,
            Said answer,
            @Nullable BigDecimal measured,
            String note,
            String place,
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude,
            @Nullable String title,
            @Nullable Severity severity,
            @Nullable String medium,
            Instant toldAt,
            int clockAhead,
            @Nullable Integer person,
            String who) {
        static ObservationJson of(Observation o) {
            var beside = o.beside();
            return new ObservationJson(
                    o.id(),
                    o.said(),
                    o.measured(),
                    o.note(),
                    o.where().place(),
                    o.where().latitude(),
                    o.where().longitude(),
                    beside == null ? null : beside.title(),
                    beside == null ? null : beside.severity(),
                    beside == null ? null : beside.medium(),
                    o.toldAt(),
                    o.ahead(),
                    o.by() == null ? null : o.by().value(),
                    o.who());
        }
    }

    /// What stands of a subject. Two that differ are a conflict until somebody replaces both.
    record StandingJson(String subject, boolean conflict, List<ObservationJson> standing, List<PhotoJson> photos) {
        static StandingJson of(Standing s, List<Photo> photos) {
            return new StandingJson(
                    s.subject(),
                    s.conflict(),
                    s.observations().stream().map(ObservationJson::of).toList(),
                    photos.stream()
                            .filter(p -> p.subject().equals(s.subject()))
                            .map(PhotoJson::of)
                            .toList());
        }
    }

    record Observed(InspectionState state, List<StandingJson> items) {}

    /// @param derived a smaller copy of the original whose hash this is
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PhotoJson(
            UUID id,
            String subject,
            long evidence,
            String originalSha256,
            boolean hashedOnDevice,
            boolean derived,
            String caption,
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude,
            @Nullable Instant takenAt,
            Instant toldAt,
            int clockAhead,
            boolean shown) {
        static PhotoJson of(Photo p) {
            return new PhotoJson(
                    p.id(),
                    p.subject(),
                    p.evidence().value(),
                    p.originalHash(),
                    p.hashedOnDevice(),
                    p.derived(),
                    p.caption(),
                    p.latitude(),
                    p.longitude(),
                    p.takenAt(),
                    p.toldAt(),
                    p.ahead(),
                    p.shown());
        }
    }

    record FindingBody(
            @Nullable Integer version,
            @Nullable Grade grade,
            @Nullable Severity severity,
            @Nullable String medium,
            @Nullable String title,
            @Nullable String description,
            @Nullable ClauseKey clause,
            @Nullable String place,
            @Nullable Set<String> subjects) {}

    record RemarkBody(@Nullable Stance stance, @Nullable String text) {}

    record IssueBody(@Nullable Integer version, @Nullable String closingNote) {}

    record RemarkJson(Stance stance, String text, Instant at, String who) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FindingJson(
            long id,
            int number,
            FindingState state,
            Grade grade,
            Severity severity,
            String medium,
            String title,
            String description,
            ClauseKey clause,
            String place,
            Set<String> subjects,
            @Nullable Long item,
            List<RemarkJson> remarks,
            int version) {
        static FindingJson of(Finding f) {
            var item = f.item();
            return new FindingJson(
                    f.id().value(),
                    f.number(),
                    f.state(),
                    f.says().grade(),
                    f.says().severity(),
                    f.says().medium(),
                    f.says().title(),
                    f.says().description(),
                    f.says().clause(),
                    f.says().place(),
                    f.says().subjects(),
                    item == null ? null : item.value(),
                    f.remarks().stream()
                            .map(r -> new RemarkJson(r.stance(), r.text(), r.at(), r.who()))
                            .toList(),
                    f.version());
        }
    }

    /// @param standing false when findings were changed after it
    record SignatureJson(String name, boolean team, Instant at, String fingerprint, boolean standing) {}

    record FindingsJson(List<FindingJson> items, List<String> unfound, Map<String, String> waived) {}

    private final InspectionQueries queries;
    private final VisitPages pages;
    private final Inspections inspections;
    private final Team team;
    private final Observations observations;
    private final Photos photos;
    private final Findings findings;
    private final Signatures signatures;
    private final Frames frames;

    VisitsApi(
            InspectionQueries queries,
            VisitPages pages,
            Inspections inspections,
            Team team,
            Observations observations,
            Photos photos,
            Findings findings,
            Signatures signatures,
            Frames frames) {
        this.queries = queries;
        this.pages = pages;
        this.inspections = inspections;
        this.team = team;
        this.observations = observations;
        this.photos = photos;
        this.findings = findings;
        this.signatures = signatures;
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
                        new UnitId(needed("unit", body.unit())),
                        needed("kind", body.kind()),
                        said(body.title()),
                        said(body.scope()),
                        said(body.body()),
                        needed("checklist", body.checklist()),
                        needed("from", body.from()),
                        needed("to", body.to()),
                        new PersonId(needed("leader", body.leader())),
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
        inspections.open(new InspectionId(id), version(body.version()), said(body.note()));
        return show(id, request);
    }

    @Operation(summary = "End collecting; refused while two observations of one criterion contradict each other")
    @PostMapping("/api/inspections/visits/{id}/close")
    public Visit close(@PathVariable long id, @RequestBody VersionBody body, HttpServletRequest request) {
        inspections.close(new InspectionId(id), version(body.version()));
        return show(id, request);
    }

    @Operation(summary = "Collect again before it is issued")
    @PostMapping("/api/inspections/visits/{id}/again")
    public Visit again(@PathVariable long id, @RequestBody VersionBody body, HttpServletRequest request) {
        inspections.collectAgain(new InspectionId(id), version(body.version()));
        return show(id, request);
    }

    @Operation(summary = "Cancel it, with the reason; what was seen stays")
    @PostMapping("/api/inspections/visits/{id}/cancel")
    public Visit cancel(@PathVariable long id, @RequestBody BecauseBody body, HttpServletRequest request) {
        inspections.cancel(new InspectionId(id), version(body.version()), said(body.because()));
        return show(id, request);
    }

    @Operation(summary = "Other days, while it is planned")
    @PostMapping("/api/inspections/visits/{id}/postpone")
    public Visit postpone(@PathVariable long id, @RequestBody DaysBody body, HttpServletRequest request) {
        inspections.get(new InspectionId(id));
        inspections.postpone(
                new InspectionId(id), version(body.version()), needed("from", body.from()), needed("to", body.to()));
        return show(id, request);
    }

    @Operation(summary = "Declare one's interests as a member from outside")
    @PostMapping("/api/inspections/visits/{id}/declare")
    public Visit declare(@PathVariable long id, @RequestBody WordsBody body, HttpServletRequest request) {
        team.declare(new InspectionId(id), said(body.declaration()));
        return show(id, request);
    }

    @Operation(summary = "Take somebody into the team, or give them another part; refused for who is not independent")
    @PutMapping("/api/inspections/visits/{id}/team/{person}")
    public Visit join(
            @PathVariable long id, @PathVariable int person, @RequestBody PartBody body, HttpServletRequest request) {
        inspections.get(new InspectionId(id));
        team.join(new InspectionId(id), new PersonId(person), needed("part", body.part()));
        return show(id, request);
    }

    @Operation(summary = "Somebody leaves the team; what they saw stays theirs")
    @DeleteMapping("/api/inspections/visits/{id}/team/{person}")
    public Visit leave(@PathVariable long id, @PathVariable int person, HttpServletRequest request) {
        team.leave(new InspectionId(id), new PersonId(person));
        return show(id, request);
    }

    @Operation(summary = "What stands of every subject that somebody told of")
    @GetMapping("/api/inspections/visits/{id}/observations")
    public Observed observations(@PathVariable long id) {
        var visit = inspections.get(new InspectionId(id));
        var pictures = photos.of(visit.id());
        var standing = observations.standing(visit.id());
        var subjects = new LinkedHashSet<>(standing.keySet());
        pictures.forEach(p -> subjects.add(p.subject()));
        return new Observed(
                visit.state(),
                subjects.stream()
                        .map(s -> StandingJson.of(standing.getOrDefault(s, new Standing(s, List.of())), pictures))
                        .toList());
    }

    @Operation(
            summary =
                    "Tell an observation under an id of one's own; sent again it changes nothing. Answers what then stands of its subject")
    @PutMapping("/api/inspections/visits/{id}/observations/{key}")
    public StandingJson tell(@PathVariable long id, @PathVariable UUID key, @RequestBody ObservationBody body) {
        var visit = inspections.get(new InspectionId(id)).id();
        boolean beside = body.title() != null || body.severity() != null || body.medium() != null;
        var standing = observations.tell(
                visit,
                new Told(
                        key,
                        body.subject() == null ? "" : body.subject(),
                        body.answer(),
                        body.measured(),
                        said(body.note()),
                        new Told.Where(said(body.place()), body.latitude(), body.longitude(), body.accuracy()),
                        beside
                                ? new Told.Beside(
                                        said(body.title()), needed("severity", body.severity()), said(body.medium()))
                                : null,
                        body.replaces() == null ? Set.of() : body.replaces(),
                        needed("toldAt", body.toldAt()),
                        body.sentAt()));
        return StandingJson.of(standing, photos.of(visit, standing.subject()));
    }

    @Operation(
            summary =
                    "Keep a picture under an id of one's own; sent again it changes nothing. sha256 is the original's, derived says that a copy is sent, head is then the original's beginning")
    @PostMapping(path = "/api/inspections/visits/{id}/photos/{key}", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    public PhotoJson photo(
            @PathVariable long id,
            @PathVariable UUID key,
            @RequestParam MultipartFile file,
            @RequestParam(required = false) @Nullable MultipartFile head,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String sha256,
            @RequestParam(defaultValue = "false") boolean derived,
            @RequestParam(defaultValue = "") String caption,
            @RequestParam(required = false) @Nullable BigDecimal latitude,
            @RequestParam(required = false) @Nullable BigDecimal longitude,
            @RequestParam(required = false) @Nullable BigDecimal accuracy,
            @RequestParam(required = false) @Nullable Instant toldAt,
            @RequestParam(required = false) @Nullable Instant sentAt)
            throws IOException {
        var visit = inspections.get(new InspectionId(id)).id();
        try (var in = file.getInputStream();
                var beginning = head == null ? null : head.getInputStream()) {
            return PhotoJson.of(photos.keep(
                    visit,
                    new NewPhoto(
                            key,
                            subject,
                            Objects.requireNonNullElse(file.getOriginalFilename(), ""),
                            sha256,
                            derived,
                            caption,
                            new Told.Where("", latitude, longitude, accuracy),
                            needed("toldAt", toldAt),
                            sentAt),
                    in,
                    beginning));
        }
    }

    @Operation(summary = "The findings, what does not conform and came to none, and what was set aside with why")
    @GetMapping("/api/inspections/visits/{id}/findings")
    public FindingsJson findings(@PathVariable long id) {
        var visit = inspections.get(new InspectionId(id)).id();
        return new FindingsJson(
                findings.of(visit).stream().map(FindingJson::of).toList(),
                findings.open(visit).unfound(),
                findings.waived(visit));
    }

    @Operation(summary = "Put observations together to a finding")
    @PostMapping("/api/inspections/visits/{id}/findings")
    public ResponseEntity<FindingJson> draft(@PathVariable long id, @RequestBody FindingBody body) {
        var visit = inspections.get(new InspectionId(id)).id();
        var finding = findings.draft(visit, command(body));
        return ResponseEntity.created(URI.create("/api/inspections/findings/" + finding))
                .body(finding(finding.value()));
    }

    @Operation(summary = "One finding with what was said of it")
    @GetMapping("/api/inspections/findings/{id}")
    public FindingJson finding(@PathVariable long id) {
        return FindingJson.of(findings.require(new FindingId(id)));
    }

    @Operation(summary = "Rewrite a finding that is not issued; what was agreed must be agreed again")
    @PutMapping("/api/inspections/findings/{id}")
    public FindingJson rewrite(@PathVariable long id, @RequestBody FindingBody body) {
        findings.require(new FindingId(id));
        findings.rewrite(new FindingId(id), version(body.version()), command(body));
        return finding(id);
    }

    @Operation(summary = "Agree with a finding, dispute it, or say a word; kept for ever")
    @PostMapping("/api/inspections/findings/{id}/remarks")
    public FindingJson remark(@PathVariable long id, @RequestBody RemarkBody body) {
        findings.require(new FindingId(id));
        findings.remark(new FindingId(id), needed("stance", body.stance()), said(body.text()));
        return finding(id);
    }

    @Operation(summary = "It is none after all, with the reason")
    @PostMapping("/api/inspections/findings/{id}/drop")
    public FindingJson drop(@PathVariable long id, @RequestBody BecauseBody body) {
        findings.drop(new FindingId(id), version(body.version()), said(body.because()));
        return finding(id);
    }

    @Operation(summary = "Say why what does not conform comes to no finding")
    @PutMapping("/api/inspections/visits/{id}/waivers/{subject}")
    public FindingsJson waive(@PathVariable long id, @PathVariable String subject, @RequestBody BecauseBody body) {
        findings.waive(new InspectionId(id), subject, said(body.because()));
        return findings(id);
    }

    @Operation(summary = "Sign the findings as they stand at the closing; a later change shows that they were others")
    @PostMapping("/api/inspections/visits/{id}/sign")
    public List<SignatureJson> sign(@PathVariable long id) {
        signatures.sign(new InspectionId(id));
        return signatures.of(new InspectionId(id)).stream()
                .map(s -> new SignatureJson(s.name(), s.team(), s.at(), s.fingerprint(), s.standing()))
                .toList();
    }

    @Operation(summary = "Issue what was found: nonconformities and risks become items whose clocks start")
    @PostMapping("/api/inspections/visits/{id}/issue")
    public FindingsJson issue(@PathVariable long id, @RequestBody IssueBody body) {
        findings.issue(new InspectionId(id), version(body.version()), said(body.closingNote()));
        return findings(id);
    }

    private static NewFinding command(FindingBody body) {
        return new NewFinding(
                needed("grade", body.grade()),
                needed("severity", body.severity()),
                said(body.medium()),
                said(body.title()),
                said(body.description()),
                body.clause() == null ? new ClauseKey("", "", "") : body.clause(),
                said(body.place()),
                body.subjects() == null ? Set.of() : body.subjects());
    }

    private static String said(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static int version(@Nullable Integer version) {
        return version == null ? -1 : version;
    }

    private static <T> T needed(String field, @Nullable T value) {
        if (value == null) {
            throw new Invalid(field, "ui.form.required");
        }
        return value;
    }
}
