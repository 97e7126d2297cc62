package org.verdite.risks.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.risks.Controls;
import org.verdite.risks.Level;
import org.verdite.risks.NewRisk;
import org.verdite.risks.Risk;
import org.verdite.risks.RiskId;
import org.verdite.risks.RiskLevels;
import org.verdite.risks.Risks;
import org.verdite.risks.Step;
import org.verdite.risks.Subject;
import org.verdite.risks.Treatments;
import org.verdite.shared.Invalid;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Frames;
import org.verdite.ui.form.Body;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;

/// Risks and opportunities as JSON; their controls are in {@link ControlsApi}.
@RestController
@Tag(name = "risks")
class RisksApi {

    record Listed(List<Row> items, String next) {}

    /// @param shown the level today; levels are left out while nobody has judged it
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(
            long id,
            String number,
            int unit,
            NewRisk.Kind kind,
            String title,
            String owner,
            NewRisk.Treatment treatment,
            @Nullable Level inherent,
            @Nullable Level residual,
            @Nullable Level shown,
            boolean raised,
            int controls,
            int overdue,
            String page) {}

    record Cell(int likelihood, int consequence, int risks) {}

    record MapJson(String which, List<Cell> cells, int unassessed, int raised) {}

    /// @param kind of a new one; it stays
    record RiskBody(
            @Nullable Integer version,
            @Nullable Integer unit,
            NewRisk.@Nullable Kind kind,
            @Nullable String title,
            @Nullable String cause,
            @Nullable String consequence,
            @Nullable Integer owner,
            NewRisk.@Nullable Treatment treatment,
            @Nullable String treatmentNote) {}

    /// @param matrix the version by which it is judged: the one in force on the day
    /// @param seen id of the newest assessment that was read
    record AssessBody(
            @Nullable Integer matrix,
            @Nullable LocalDate on,
            @Nullable Step inherent,
            @Nullable Step residual,
            @Nullable String note,
            @Nullable Long seen) {}

    record EndBody(
            @Nullable Integer version,
            @Nullable LocalDate on,
            @Nullable String because) {}

    record ActionBody(
            @Nullable String title,
            @Nullable Integer owner,
            @Nullable LocalDate due) {}

    record AssessmentJson(
            long id,
            LocalDate on,
            String person,
            int matrix,
            Step inherent,
            Level inherentLevel,
            Step residual,
            Level residualLevel,
            String note,
            Instant recordedAt) {}

    /// @param meanwhile what somebody else gave after the one that was seen
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record GivenJson(AssessmentJson made, @Nullable AssessmentJson meanwhile) {}

    record ActionJson(long id, String title, int owner, LocalDate due, String state) {}

    /// @param standing as it stands today; left out while nobody has judged it
    /// @param assessments the one that counts first
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RiskJson(
            long id,
            String number,
            int unit,
            NewRisk.Kind kind,
            String title,
            String cause,
            String consequence,
            int owner,
            NewRisk.Treatment treatment,
            String treatmentNote,
            @Nullable LocalDate endedOn,
            String endedBecause,
            int version,
            RiskLevels.@Nullable Standing standing,
            List<AssessmentJson> assessments,
            List<ControlsApi.ControlJson> controls,
            List<ActionJson> actions,
            LinksApi.LinksJson linked) {}

    private final Risks risks;
    private final RiskLevels levels;
    private final Controls controls;
    private final Treatments treatments;
    private final RiskQueries queries;
    private final LinksApi links;
    private final Frames frames;

    RisksApi(
            Risks risks,
            RiskLevels levels,
            Controls controls,
            Treatments treatments,
            RiskQueries queries,
            LinksApi links,
            Frames frames) {
        this.risks = risks;
        this.levels = levels;
        this.controls = controls;
        this.treatments = treatments;
        this.queries = queries;
        this.links = links;
        this.frames = frames;
    }

    static Locale locale() {
        return LocaleContextHolder.getLocale();
    }

    @Operation(summary = "Risks, worst today first; view open, raised, unassessed, mine or ended")
    @Narrowed(by = {"view", "kind", "level", "cell", "clause"})
    @GetMapping("/api/risks")
    public Listed list(HttpServletRequest request) {
        var page = queries.list(Filters.of(request), frames.texts(request));
        return new Listed(
                page.rows().stream()
                        .map(r -> new Row(
                                r.id(),
                                r.number(),
                                r.unit(),
                                r.kind(),
                                r.title(),
                                r.owner(),
                                r.treatment(),
                                r.inherent(),
                                r.residual(),
                                r.shown(),
                                r.raised(),
                                r.controls(),
                                r.overdue(),
                                "/risks/" + r.id()))
                        .toList(),
                page.next());
    }

    @Operation(summary = "How many risks stand where: which is inherent, residual or shown")
    @GetMapping("/api/risks/map")
    public MapJson map(@RequestParam(defaultValue = "shown") String which) {
        if (!List.of("inherent", "residual", "shown").contains(which)) {
            throw new Invalid("which", "ui.form.choice");
        }
        return new MapJson(
                which,
                queries.map(which).stream()
                        .map(c -> new Cell(c.likelihood(), c.consequence(), c.count()))
                        .toList(),
                queries.unassessed(),
                queries.raised());
    }

    @Operation(summary = "Enter a risk or an opportunity")
    @PostMapping("/api/risks")
    public ResponseEntity<RiskJson> register(@RequestBody RiskBody b) {
        var id = risks.register(read(b, new UnitId(Body.needed("unit", b.unit())), Body.needed("kind", b.kind())));
        return ResponseEntity.created(URI.create("/api/risks/" + id)).body(show(id));
    }

    private static NewRisk read(RiskBody b, UnitId unit, NewRisk.Kind kind) {
        return new NewRisk(
                unit,
                kind,
                Body.text(b.title()),
                Body.text(b.cause()),
                Body.text(b.consequence()),
                new PersonId(Body.needed("owner", b.owner())),
                Body.needed("treatment", b.treatment()),
                Body.text(b.treatmentNote()));
    }

    @Operation(summary = "One risk with its judgements, controls, actions and links")
    @GetMapping("/api/risks/{id:\\d{1,18}}")
    public RiskJson one(@PathVariable long id) {
        return show(new RiskId(id));
    }

    private RiskJson show(RiskId id) {
        Risk r = risks.get(id);
        return new RiskJson(
                r.id().value(),
                r.number(),
                r.unit().value(),
                r.kind(),
                r.title(),
                r.cause(),
                r.consequence(),
                r.owner().value(),
                r.treatment(),
                r.treatmentNote(),
                r.endedOn(),
                r.endedBecause(),
                r.version(),
                levels.standing(id).orElse(null),
                levels.history(id).stream().map(RisksApi::json).toList(),
                controls.of(r).stream().map(ControlsApi::json).toList(),
                treatments.of(r).stream()
                        .map(a -> new ActionJson(
                                a.id().value(),
                                a.title(),
                                a.owner().value(),
                                a.due(),
                                a.state().name()))
                        .toList(),
                links.of(Subject.of(id)));
    }

    private static AssessmentJson json(RiskLevels.Assessment s) {
        return new AssessmentJson(
                s.id(),
                s.on(),
                s.person(),
                s.matrix(),
                s.inherent(),
                s.inherentLevel(),
                s.residual(),
                s.residualLevel(),
                s.note(),
                s.at());
    }

    @Operation(summary = "Describe a risk better, or give it to somebody else; version as it was read")
    @PutMapping("/api/risks/{id:\\d{1,18}}")
    public RiskJson change(@PathVariable long id, @RequestBody RiskBody b) {
        var risk = risks.get(new RiskId(id));
        risks.change(
                risk.id(), Body.version(b.version()), read(b, risk.unit(), b.kind() == null ? risk.kind() : b.kind()));
        return show(risk.id());
    }

    @Operation(summary = "Judge a risk by the matrix in force on a day; judgements are added, never changed")
    @PostMapping("/api/risks/{id:\\d{1,18}}/assessments")
    public GivenJson assess(@PathVariable long id, @RequestBody AssessBody b) {
        var risk = risks.get(new RiskId(id));
        var given = levels.assess(
                risk.id(),
                Body.needed("matrix", b.matrix()),
                b.on() == null ? queries.today() : b.on(),
                Body.needed("inherent", b.inherent()),
                Body.needed("residual", b.residual()),
                Body.text(b.note()),
                b.seen());
        return new GivenJson(json(given.made()), given.meanwhile() == null ? null : json(given.meanwhile()));
    }

    @Operation(summary = "A risk is there no longer")
    @PostMapping("/api/risks/{id:\\d{1,18}}/end")
    public RiskJson end(@PathVariable long id, @RequestBody EndBody b) {
        var risk = risks.get(new RiskId(id));
        risks.end(
                risk.id(),
                Body.version(b.version()),
                b.on() == null ? queries.today() : b.on(),
                Body.text(b.because()));
        return show(risk.id());
    }

    @Operation(summary = "Plan an action that treats a risk")
    @PostMapping("/api/risks/{id:\\d{1,18}}/actions")
    public RiskJson plan(@PathVariable long id, @RequestBody ActionBody b) {
        var risk = risks.get(new RiskId(id));
        treatments.plan(
                risk.id(),
                Body.text(b.title()),
                new PersonId(Body.needed("owner", b.owner())),
                Body.needed("due", b.due()));
        return show(risk.id());
    }
}
