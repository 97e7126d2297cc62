package org.verdite.risks.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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
import org.verdite.risks.Aspect;
import org.verdite.risks.AspectId;
import org.verdite.risks.Aspects;
import org.verdite.risks.Impact;
import org.verdite.risks.NewAspect;
import org.verdite.risks.Significance;
import org.verdite.shared.Invalid;
import org.verdite.shared.UnitId;
import org.verdite.ui.Frames;
import org.verdite.ui.form.Body;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;

/// The register of aspects as JSON.
@RestController
@Tag(name = "risks")
class AspectsApi {

    record Listed(List<Row> items, String next) {}

    /// @param significant left out while nobody has judged it
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(
            long id,
            String number,
            int unit,
            String activity,
            String aspect,
            NewAspect.Stage stage,
            NewAspect.Condition condition,
            NewAspect.Influence influence,
            List<String> receptors,
            @Nullable Boolean significant,
            boolean again,
            @Nullable LocalDate assessedOn,
            String page) {}

    record ImpactBody(
            Impact.@Nullable Receptor receptor,
            Impact.@Nullable Effect effect,
            @Nullable String what) {}

    /// @param impacts of a new one; they are added and removed by themselves afterwards
    record AspectBody(
            @Nullable Integer version,
            @Nullable Integer unit,
            @Nullable String activity,
            @Nullable String aspect,
            NewAspect.@Nullable Stage stage,
            NewAspect.@Nullable Condition condition,
            NewAspect.@Nullable Influence influence,
            @Nullable List<ImpactBody> impacts) {}

    /// @param criteria the version whose factors are rated: the one in force on the day
    /// @param points factor code → 1 to 5
    /// @param seen id of the newest assessment that was read
    record AssessBody(
            @Nullable Integer criteria,
            @Nullable LocalDate on,
            @Nullable Map<String, Integer> points,
            @Nullable String note,
            @Nullable Long seen) {}

    record EndBody(
            @Nullable Integer version,
            @Nullable LocalDate on,
            @Nullable String because) {}

    record AssessmentJson(
            long id,
            LocalDate on,
            String person,
            int criteria,
            BigDecimal score,
            BigDecimal threshold,
            boolean significant,
            Significance.Reason reason,
            String decidedBy,
            Map<String, Integer> points,
            String note,
            Instant recordedAt) {}

    /// @param meanwhile what somebody else gave after the one that was seen
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record GivenJson(AssessmentJson made, @Nullable AssessmentJson meanwhile) {}

    /// @param assessments the one that counts first
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AspectJson(
            long id,
            String number,
            int unit,
            String activity,
            String aspect,
            NewAspect.Stage stage,
            NewAspect.Condition condition,
            NewAspect.Influence influence,
            List<Impact> impacts,
            @Nullable LocalDate endedOn,
            String endedBecause,
            int version,
            List<AssessmentJson> assessments,
            LinksApi.LinksJson linked) {}

    private final Aspects aspects;
    private final Significance significance;
    private final AspectQueries queries;
    private final LinksApi links;
    private final Frames frames;

    AspectsApi(Aspects aspects, Significance significance, AspectQueries queries, LinksApi links, Frames frames) {
        this.aspects = aspects;
        this.significance = significance;
        this.queries = queries;
        this.links = links;
        this.frames = frames;
    }

    @Operation(summary = "Aspects, significant ones first; view all, significant, again, unassessed or ended")
    @Narrowed(by = {"view", "stage", "condition", "influence", "receptor", "clause"})
    @GetMapping("/api/risks/aspects")
    public Listed list(HttpServletRequest request) {
        var page = queries.list(Filters.of(request), frames.texts(request));
        return new Listed(
                page.rows().stream()
                        .map(r -> new Row(
                                r.id(),
                                r.number(),
                                r.unit(),
                                r.activity(),
                                r.aspect(),
                                r.stage(),
                                r.condition(),
                                r.influence(),
                                r.receptors(),
                                r.significant(),
                                r.again(),
                                r.assessedOn(),
                                "/risks/aspects/" + r.id()))
                        .toList(),
                page.next());
    }

    @Operation(summary = "Enter an aspect with its impacts")
    @PostMapping("/api/risks/aspects")
    public ResponseEntity<AspectJson> register(@RequestBody AspectBody b) {
        var id = aspects.register(
                read(b, new UnitId(Body.needed("unit", b.unit()))),
                Body.needed("impacts", b.impacts()).stream()
                        .map(AspectsApi::impact)
                        .toList());
        return ResponseEntity.created(URI.create("/api/risks/aspects/" + id)).body(show(id));
    }

    private static NewAspect read(AspectBody b, UnitId unit) {
        return new NewAspect(
                unit,
                Body.text(b.activity()),
                Body.text(b.aspect()),
                Body.needed("stage", b.stage()),
                Body.needed("condition", b.condition()),
                Body.needed("influence", b.influence()));
    }

    private static Impact impact(@Nullable ImpactBody b) {
        if (b == null) {
            throw new Invalid("impacts", "ui.form.required");
        }
        return new Impact(
                Body.needed("receptor", b.receptor()), Body.needed("effect", b.effect()), Body.text(b.what()));
    }

    @Operation(summary = "One aspect with its impacts, judgements and links")
    @GetMapping("/api/risks/aspects/{id}")
    public AspectJson one(@PathVariable long id) {
        return show(new AspectId(id));
    }

    private AspectJson show(AspectId id) {
        Aspect a = aspects.get(id);
        return new AspectJson(
                a.id().value(),
                a.number(),
                a.unit().value(),
                a.activity(),
                a.aspect(),
                a.stage(),
                a.condition(),
                a.influence(),
                aspects.impacts(id),
                a.endedOn(),
                a.endedBecause(),
                a.version(),
                significance.history(id).stream().map(AspectsApi::json).toList(),
                links.of(org.verdite.risks.Subject.of(id)));
    }

    private static AssessmentJson json(Significance.Assessment s) {
        return new AssessmentJson(
                s.id(),
                s.on(),
                s.person(),
                s.criteria(),
                s.score(),
                s.threshold(),
                s.significant(),
                s.reason(),
                s.decided().in(RisksApi.locale()),
                s.ratings().stream().collect(Collectors.toMap(Significance.Rating::code, Significance.Rating::points)),
                s.note(),
                s.at());
    }

    @Operation(summary = "Describe an aspect better; version as it was read")
    @PutMapping("/api/risks/aspects/{id}")
    public AspectJson change(@PathVariable long id, @RequestBody AspectBody b) {
        var aspect = aspects.get(new AspectId(id));
        aspects.change(aspect.id(), Body.version(b.version()), read(b, aspect.unit()));
        return show(aspect.id());
    }

    @Operation(summary = "Judge an aspect by the criteria in force on a day; judgements are added, never changed")
    @PostMapping("/api/risks/aspects/{id}/assessments")
    public GivenJson assess(@PathVariable long id, @RequestBody AssessBody b) {
        var aspect = aspects.get(new AspectId(id));
        var given = significance.assess(
                aspect.id(),
                Body.needed("criteria", b.criteria()),
                b.on() == null ? queries.today() : b.on(),
                Body.needed("points", b.points()),
                Body.text(b.note()),
                b.seen());
        return new GivenJson(json(given.made()), given.meanwhile() == null ? null : json(given.meanwhile()));
    }

    @Operation(summary = "An aspect is there no longer")
    @PostMapping("/api/risks/aspects/{id}/end")
    public AspectJson end(@PathVariable long id, @RequestBody EndBody b) {
        var aspect = aspects.get(new AspectId(id));
        aspects.end(
                aspect.id(),
                Body.version(b.version()),
                b.on() == null ? queries.today() : b.on(),
                Body.text(b.because()));
        return show(aspect.id());
    }

    @Operation(summary = "Add an impact")
    @PostMapping("/api/risks/aspects/{id}/impacts")
    public AspectJson addImpact(@PathVariable long id, @RequestBody ImpactBody b) {
        var aspect = aspects.get(new AspectId(id));
        aspects.addImpact(aspect.id(), impact(b));
        return show(aspect.id());
    }

    @Operation(summary = "Remove an impact; one stays")
    @DeleteMapping("/api/risks/aspects/{id}/impacts/{impact}")
    public AspectJson removeImpact(@PathVariable long id, @PathVariable long impact) {
        aspects.removeImpact(new AspectId(id), impact);
        return show(new AspectId(id));
    }
}
