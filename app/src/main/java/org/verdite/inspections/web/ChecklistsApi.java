package org.verdite.inspections.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
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
import org.verdite.inspections.Against;
import org.verdite.inspections.ChecklistFile;
import org.verdite.inspections.ChecklistFiles;
import org.verdite.inspections.Checklists;
import org.verdite.inspections.ClauseKey;
import org.verdite.inspections.Criteria;
import org.verdite.inspections.Criterion;
import org.verdite.inspections.EditionState;
import org.verdite.inspections.NewChecklist;
import org.verdite.inspections.NewCriterion;
import org.verdite.inspections.NumberLimit;
import org.verdite.inspections.Samples;
import org.verdite.inspections.web.ChecklistQueries.ListRow;
import org.verdite.rectification.Severity;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;

/// Checklists as JSON.
@RestController
class ChecklistsApi {

    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    record Listed(List<Checklist> items) {}

    /// @param unit id of whose list it is
    /// @param published number of the edition that is asked by; 0 for none
    /// @param drafted number of the edition that is written; 0 for none
    record Checklist(
            int id,
            int unit,
            String code,
            String name,
            @Nullable Integer standsOn,
            int published,
            int drafted,
            int asks,
            int version) {}

    /// @param id for the addresses of its criteria and steps
    /// @param behind the list above has a newer edition than this stands on
    record Edition(
            int id,
            int number,
            EditionState state,
            @Nullable Integer standsOn,
            boolean behind,
            String note,
            String withdrawnBecause,
            int version) {}

    record Detail(Checklist checklist, List<Edition> editions) {}

    /// @param question and guidance by language
    /// @param own written in this edition, not in the one it stands on
    /// @param against what it is to the list below
    record Asked(
            String code,
            ClauseKey clause,
            List<ClauseKey> also,
            Map<String, String> question,
            @Nullable Map<String, String> guidance,
            int weight,
            @Nullable NumberLimit limit,
            boolean photo,
            boolean critical,
            Severity severity,
            String medium,
            Set<String> sites,
            boolean own,
            Against against,
            String because,
            int version) {}

    /// @param leftOut of the list it stands on: code → why
    record Questions(List<Asked> criteria, Map<String, String> leftOut) {}

    record Sample(String code, String name, int asks) {}

    /// @param sample code of a sample to take over; then code and name are its own
    record BeginBody(
            int unit,
            @Nullable String sample,
            @Nullable String code,
            @Nullable String nameEn,
            @Nullable String nameZh,
            @Nullable Integer standsOn) {}

    /// @param version that was read; 0 for a new one
    record CriterionBody(
            ClauseKey clause,
            @Nullable List<ClauseKey> also,
            Map<String, String> question,
            @Nullable Map<String, String> guidance,
            @Nullable Integer weight,
            @Nullable NumberLimit limit,
            boolean photo,
            boolean critical,
            @Nullable Severity severity,
            @Nullable String medium,
            @Nullable Set<String> sites,
            @Nullable String because,
            int version) {}

    record PublishBody(int version, @Nullable String note) {}

    record WithdrawBody(int version, @Nullable String because) {}

    record LeaveOutBody(@Nullable String code, @Nullable String because) {}

    record MoveBody(@Nullable String before) {}

    record RenameBody(
            int version, @Nullable String nameEn, @Nullable String nameZh) {}

    private final ChecklistQueries queries;
    private final Checklists checklists;
    private final Criteria criteria;
    private final Samples samples;
    private final ChecklistFiles files;
    private final Frames frames;

    ChecklistsApi(
            ChecklistQueries queries,
            Checklists checklists,
            Criteria criteria,
            Samples samples,
            ChecklistFiles files,
            Frames frames) {
        this.queries = queries;
        this.checklists = checklists;
        this.criteria = criteria;
        this.samples = samples;
        this.files = files;
        this.frames = frames;
    }

    @Operation(summary = "Checklists of one's units and of the units above them")
    @GetMapping("/api/inspections/checklists")
    public Listed list(HttpServletRequest request) {
        var t = frames.texts(request);
        return new Listed(queries.lists().stream().map(l -> told(l, t)).toList());
    }

    private static Checklist told(ListRow l, Texts t) {
        return new Checklist(
                l.id(),
                l.unit().value(),
                l.code(),
                t.of(l.name()),
                l.standsOn(),
                l.published(),
                l.drafted(),
                l.asks(),
                l.version());
    }

    @Operation(summary = "A checklist with its editions, newest first")
    @GetMapping("/api/inspections/checklists/{id}")
    public Detail show(@PathVariable int id, HttpServletRequest request) {
        return new Detail(
                told(queries.list(id), frames.texts(request)),
                queries.editions(id).stream()
                        .map(e -> new Edition(
                                e.id(),
                                e.number(),
                                e.state(),
                                e.standsOn(),
                                e.behind(),
                                e.note(),
                                e.withdrawnBecause(),
                                e.version()))
                        .toList());
    }

    @Operation(summary = "What an edition asks, in its order, with what it leaves out of the list it stands on")
    @GetMapping("/api/inspections/editions/{id}/criteria")
    public Questions asked(@PathVariable int id) {
        queries.listOf(id);
        return new Questions(
                criteria.asked(id).stream().map(ChecklistsApi::told).toList(), new TreeMap<>(criteria.leftOut(id)));
    }

    private static Asked told(Criterion c) {
        var a = c.asks();
        var guidance = a.guidance();
        return new Asked(
                a.code(),
                a.clause(),
                a.also(),
                a.question().texts(),
                guidance == null ? null : guidance.texts(),
                a.weight(),
                a.limit(),
                a.photo(),
                a.critical(),
                a.severity(),
                a.medium(),
                a.sites(),
                c.own(),
                c.against(),
                a.because(),
                c.version());
    }

    @Operation(summary = "The sample checklists that come with Verdite")
    @GetMapping("/api/inspections/samples")
    public List<Sample> samples(HttpServletRequest request) {
        var t = frames.texts(request);
        return samples.all().stream()
                .map(f -> new Sample(
                        f.checklist().code(), t.of(f.name()), f.criteria().size()))
                .toList();
    }

    @Operation(summary = "Begin a checklist with an empty draft, or with what a sample asks")
    @PostMapping("/api/inspections/checklists")
    public ResponseEntity<Detail> begin(@RequestBody BeginBody body, HttpServletRequest request) {
        var unit = new UnitId(body.unit());
        int edition = body.sample() != null
                ? samples.takeOver(body.sample(), unit)
                : checklists.begin(new NewChecklist(
                        unit,
                        Objects.requireNonNullElse(body.code(), ""),
                        name(body.nameEn(), body.nameZh()),
                        body.standsOn(),
                        false));
        int list = queries.listOf(edition);
        return ResponseEntity.created(URI.create("/api/inspections/checklists/" + list))
                .body(show(list, request));
    }

    private static LocalText name(@Nullable String en, @Nullable String zh) {
        String english = Objects.requireNonNullElse(en, "");
        String chinese = Objects.requireNonNullElse(zh, "");
        if (english.isBlank() && chinese.isBlank()) {
            throw new Invalid("nameEn", "ui.form.required");
        }
        return LocalText.of(english, chinese, "en");
    }

    @Operation(summary = "Give a checklist another name")
    @PutMapping("/api/inspections/checklists/{id}/name")
    public Detail rename(@PathVariable int id, @RequestBody RenameBody body, HttpServletRequest request) {
        queries.list(id);
        checklists.rename(id, body.version(), name(body.nameEn(), body.nameZh()));
        return show(id, request);
    }

    @Operation(summary = "Draft the next edition from the last")
    @PostMapping("/api/inspections/checklists/{id}/draft")
    public Detail draft(@PathVariable int id, HttpServletRequest request) {
        checklists.draft(id);
        return show(id, request);
    }

    @Operation(summary = "Publish a draft: it is asked by from now on")
    @PostMapping("/api/inspections/editions/{id}/publish")
    public Detail publish(@PathVariable int id, @RequestBody PublishBody body, HttpServletRequest request) {
        checklists.publish(id, body.version(), Objects.requireNonNullElse(body.note(), ""));
        return show(queries.listOf(id), request);
    }

    @Operation(summary = "Withdraw an edition; inspections that began with it go on with it")
    @PostMapping("/api/inspections/editions/{id}/withdraw")
    public Detail withdraw(@PathVariable int id, @RequestBody WithdrawBody body, HttpServletRequest request) {
        checklists.withdraw(id, body.version(), Objects.requireNonNullElse(body.because(), ""));
        return show(queries.listOf(id), request);
    }

    @Operation(summary = "Write a criterion of a draft, new or in the stead of what was there")
    @PutMapping("/api/inspections/editions/{id}/criteria/{code}")
    public Questions put(@PathVariable int id, @PathVariable String code, @RequestBody CriterionBody body) {
        if (body.clause() == null) {
            throw new Invalid("clause", "ui.form.required");
        }
        var asks = NewCriterion.of(code, body.clause(), text("question", body.question()))
                .also(body.also())
                .guidance(body.guidance() == null ? null : text("guidance", body.guidance()))
                .weight(body.weight())
                .limit(body.limit())
                .photo(body.photo())
                .critical(body.critical())
                .severity(body.severity())
                .medium(body.medium())
                .sites(body.sites())
                .because(body.because())
                .done();
        criteria.put(id, asks, body.version());
        return asked(id);
    }

    private static LocalText text(String field, @Nullable Map<String, String> texts) {
        String en = texts == null ? "" : texts.getOrDefault("en", "");
        String zh = texts == null ? "" : texts.getOrDefault("zh", "");
        if (en.isBlank() && zh.isBlank()) {
            throw new Invalid(field, "ui.form.required");
        }
        return LocalText.of(en, zh, "en");
    }

    @Operation(summary = "Take a criterion out of a draft")
    @DeleteMapping("/api/inspections/editions/{id}/criteria/{code}")
    public Questions remove(
            @PathVariable int id, @PathVariable String code, @RequestParam(defaultValue = "0") int version) {
        criteria.remove(id, code, version);
        return asked(id);
    }

    @Operation(summary = "Set a criterion of a draft before another one, or last")
    @PostMapping("/api/inspections/editions/{id}/criteria/{code}/move")
    public Questions move(@PathVariable int id, @PathVariable String code, @RequestBody MoveBody body) {
        criteria.move(id, code, Objects.requireNonNullElse(body.before(), ""));
        return asked(id);
    }

    @Operation(summary = "Leave a criterion of the list it stands on out of a draft, with why")
    @PostMapping("/api/inspections/editions/{id}/leave-out")
    public Questions leaveOut(@PathVariable int id, @RequestBody LeaveOutBody body) {
        criteria.leaveOut(
                id, Objects.requireNonNullElse(body.code(), ""), Objects.requireNonNullElse(body.because(), ""));
        return asked(id);
    }

    record AskAgainBody(@Nullable String code) {}

    @Operation(summary = "Ask a criterion again that a draft leaves out")
    @PostMapping("/api/inspections/editions/{id}/ask-again")
    public Questions askAgain(@PathVariable int id, @RequestBody AskAgainBody body) {
        criteria.askAgain(id, Objects.requireNonNullElse(body.code(), ""));
        return asked(id);
    }

    @Operation(summary = "Everything a draft writes, anew, of a YAML file or a workbook")
    @PostMapping("/api/inspections/editions/{id}/file")
    public Questions file(@PathVariable int id, @RequestParam MultipartFile file) throws IOException {
        queries.listOf(id);
        try (var in = file.getInputStream()) {
            files.take(id, Objects.requireNonNullElse(file.getOriginalFilename(), ""), in);
        }
        return asked(id);
    }

    /// @param format `yaml` or `xlsx`
    @Operation(summary = "What an edition asks as a file that can be read again")
    @GetMapping("/api/inspections/editions/{id}/file")
    public ResponseEntity<byte[]> file(
            @PathVariable int id, @RequestParam(defaultValue = "yaml") String format, HttpServletRequest request) {
        var list = queries.list(queries.listOf(id));
        return switch (format) {
            case "yaml" ->
                ResponseEntity.ok()
                        .contentType(MediaType.valueOf("application/yaml"))
                        .body(ChecklistFile.write(list.code(), list.name(), criteria.asked(id)));
            case "xlsx" ->
                ResponseEntity.ok()
                        .contentType(MediaType.valueOf(XLSX))
                        .body(files.workbook(id, frames.texts(request)));
            default -> throw new Invalid("format", "ui.form.choice");
        };
    }
}
