package org.verdite.inspections.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.inspections.Cover;
import org.verdite.inspections.Coverage;
import org.verdite.inspections.CoverageRule;
import org.verdite.inspections.InspectionKind;
import org.verdite.inspections.Programmes;
import org.verdite.shared.UnitId;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Body;

/// Programmes and their coverage as JSON.
@RestController
class ProgrammesApi {

    record Listed(List<ProgrammeJson> items) {}

    record ProgrammeJson(int id, int unit, int year, String name, int independenceMonths) {
        static ProgrammeJson of(Programmes.Programme p) {
            return new ProgrammeJson(p.id(), p.unit().value(), p.year(), p.name(), p.independenceMonths());
        }
    }

    record BeginBody(
            @Nullable Integer unit,
            @Nullable Integer year,
            @Nullable String name,
            @Nullable Integer independenceMonths) {}

    /// @param times a year; 1 when absent
    /// @param months 0 or absent for the programme's year, else how far apart two may be
    record RuleBody(
            CoverageRule.@Nullable Per per,
            @Nullable Set<InspectionKind> kinds,
            @Nullable Integer times,
            @Nullable Integer months,
            @Nullable String standard,
            @Nullable String edition) {}

    /// @param by the day until which the next must be, where the rule is not met
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LineJson(
            String key,
            String name,
            Cover.State state,
            int done,
            int planned,
            @Nullable LocalDate last,
            @Nullable LocalDate by) {}

    record RuledJson(
            int id,
            CoverageRule.Per per,
            Set<InspectionKind> kinds,
            int times,
            int months,
            String standard,
            String edition,
            List<LineJson> lines) {}

    record Shown(ProgrammeJson programme, List<RuledJson> rules) {}

    private final Programmes programmes;
    private final Coverage coverage;
    private final InspectionQueries queries;
    private final Frames frames;

    ProgrammesApi(Programmes programmes, Coverage coverage, InspectionQueries queries, Frames frames) {
        this.programmes = programmes;
        this.coverage = coverage;
        this.queries = queries;
        this.frames = frames;
    }

    @Operation(summary = "Programmes, the newest year first")
    @GetMapping("/api/inspections/programmes")
    public Listed list() {
        return new Listed(programmes.all().stream().map(ProgrammeJson::of).toList());
    }

    @Operation(summary = "Begin a year's programme of a unit")
    @PostMapping("/api/inspections/programmes")
    public ResponseEntity<Shown> begin(@RequestBody BeginBody body, HttpServletRequest request) {
        int id = programmes.begin(
                new UnitId(Body.needed("unit", body.unit())),
                Body.needed("year", body.year()),
                Body.text(body.name()),
                Objects.requireNonNullElse(body.independenceMonths(), 24));
        return ResponseEntity.created(URI.create("/api/inspections/programmes/" + id))
                .body(show(id, request));
    }

    @Operation(summary = "What a programme must cover, what it covers, what is planned and what will be missed")
    @GetMapping("/api/inspections/programmes/{id}")
    public Shown show(@PathVariable int id, HttpServletRequest request) {
        Texts t = frames.texts(request);
        return new Shown(
                ProgrammeJson.of(programmes.require(id)),
                coverage.of(id, queries.today(t)).stream()
                        .map(r -> new RuledJson(
                                r.rule().id(),
                                r.rule().per(),
                                r.rule().kinds(),
                                r.rule().times(),
                                r.rule().months(),
                                r.rule().standard(),
                                r.rule().standardEdition(),
                                r.lines().stream()
                                        .map(l -> new LineJson(
                                                l.key(),
                                                t.of(l.name()),
                                                l.cover().state(),
                                                l.cover().done(),
                                                l.cover().planned(),
                                                l.cover().last(),
                                                l.cover().by()))
                                        .toList()))
                        .toList());
    }

    @Operation(summary = "Add a rule: per SUBSIDIARY, SITE or CLAUSE, so often a year or within so many months")
    @PostMapping("/api/inspections/programmes/{id}/rules")
    public Shown ask(@PathVariable int id, @RequestBody RuleBody body, HttpServletRequest request) {
        programmes.require(id);
        programmes.ask(
                id,
                new CoverageRule(
                        0,
                        Body.needed("per", body.per()),
                        Objects.requireNonNullElse(body.kinds(), Set.of()),
                        Objects.requireNonNullElse(body.times(), 1),
                        Objects.requireNonNullElse(body.months(), 0),
                        Body.text(body.standard()),
                        Body.text(body.edition())));
        return show(id, request);
    }

    @Operation(summary = "Ask a rule no more")
    @DeleteMapping("/api/inspections/programmes/{id}/rules/{rule}")
    public Shown drop(@PathVariable int id, @PathVariable int rule, HttpServletRequest request) {
        programmes.drop(id, rule);
        return show(id, request);
    }
}
