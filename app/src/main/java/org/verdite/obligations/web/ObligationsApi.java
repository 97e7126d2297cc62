package org.verdite.obligations.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.obligations.LimitKind;
import org.verdite.obligations.LimitPlaces;
import org.verdite.obligations.LimitRegister;
import org.verdite.obligations.LimitRehearsal;
import org.verdite.obligations.LimitRehearsal.Difference;
import org.verdite.obligations.LimitWindow;
import org.verdite.obligations.NewLimit;
import org.verdite.obligations.NewLimitSet;
import org.verdite.obligations.NonDetectRule;
import org.verdite.obligations.Operator;
import org.verdite.obligations.RoundingBasis;
import org.verdite.obligations.web.SetQueries.LimitRow;
import org.verdite.obligations.web.SetQueries.SetRow;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;

/// Standards, permits and limits as JSON.
@RestController
class ObligationsApi {

    record Listed(List<LimitSet> items, String next) {}

    record LimitSet(
            long id,
            String side,
            String code,
            String edition,
            String table,
            String name,
            String authority,
            @Nullable Integer unitId,
            LocalDate from,
            @Nullable LocalDate to,
            String source,
            String licence,
            boolean verified,
            int limits,
            int version,
            String note) {}

    /// @param bindsNoPoint a permit's limit names no point there is: it judges nothing until there is one
    record Limit(
            long id,
            long revision,
            String kind,
            String parameter,
            String name,
            String fraction,
            String statistic,
            String operator,
            @Nullable BigDecimal lower,
            @Nullable BigDecimal upper,
            String unit,
            @Nullable BigDecimal warningShare,
            String rounding,
            String pointClass,
            String pointCode,
            String clause,
            LocalDate from,
            @Nullable LocalDate to,
            boolean verified,
            LimitWindow window,
            Instant recordedAt,
            String note,
            boolean bindsNoPoint) {}

    record Detail(LimitSet set, List<Limit> limits) {}

    record PermitBody(
            int site,
            String code,
            String nameEn,
            @Nullable String nameZh,
            @Nullable String authority,
            LocalDate from,
            @Nullable LocalDate to,
            @Nullable String source) {}

    record LimitBody(
            LimitKind kind,
            String parameter,
            String name,
            @Nullable String fraction,
            String statistic,
            Operator operator,
            @Nullable BigDecimal lower,
            @Nullable BigDecimal upper,
            String unit,
            @Nullable BigDecimal warningShare,
            @Nullable RoundingBasis rounding,
            @Nullable Integer minimumNumber,
            @Nullable String pointClass,
            @Nullable String pointCode,
            @Nullable String clause,
            LocalDate from,
            @Nullable LocalDate to,
            @Nullable LimitWindow window) {}

    /// @param how CHANGE from a day on, CORRECT what was entered wrongly, or CLOSE from a day on
    record ChangeBody(
            String how,
            @Nullable LocalDate from,
            @Nullable BigDecimal lower,
            @Nullable BigDecimal upper,
            @Nullable String formula,
            @Nullable String clause) {}

    record Made(long id) {}

    private final SetQueries queries;
    private final LimitRegister register;
    private final ObjectProvider<LimitRehearsal> rehearsals;
    private final ObjectProvider<LimitPlaces> places;
    private final Frames frames;

    ObligationsApi(
            SetQueries queries,
            LimitRegister register,
            ObjectProvider<LimitRehearsal> rehearsals,
            ObjectProvider<LimitPlaces> places,
            Frames frames) {
        this.queries = queries;
        this.register = register;
        this.rehearsals = rehearsals;
        this.places = places;
        this.frames = frames;
    }

    @Narrowed(by = {"medium", "authority", "on", "verified", "state", "parameter"})
    @GetMapping("/api/obligations/standards")
    @Operation(
            summary = "The library of standards",
            description =
                    "Filters: medium (WATER, AIR, NOISE, SOIL), authority, on (in force that day), verified, state, parameter; after turns the page.")
    public Listed standards(HttpServletRequest request) {
        return list(request, "STANDARD");
    }

    @Narrowed(by = {"verified", "state", "parameter"})
    @GetMapping("/api/obligations/permits")
    @Operation(summary = "Permits", description = "Filters: verified, state, parameter; after turns the page.")
    public Listed permits(HttpServletRequest request) {
        return list(request, "PERMIT");
    }

    private Listed list(HttpServletRequest request, String side) {
        Texts t = frames.texts(request);
        var page = queries.page(Filters.of(request), side);
        return new Listed(page.rows().stream().map(s -> set(s, t)).toList(), page.next());
    }

    @GetMapping("/api/obligations/sets/{id}")
    @Operation(
            summary = "A standard or permit with its limits",
            description = "known: as the register knew it on that day")
    public Detail show(
            @PathVariable long id, @RequestParam(required = false) @Nullable String known, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var at = SetQueries.known(known);
        var set = queries.require(id, at);
        var where = places.getIfAvailable();
        var nowhere = where == null || at != null || !set.ofPlace() ? Set.<Long>of() : where.nowhere(id);
        return new Detail(
                set(set, t),
                queries.limits(id, at).stream()
                        .map(l -> limit(l, nowhere.contains(l.revision()), t))
                        .toList());
    }

    @PostMapping("/api/obligations/permits")
    @Operation(summary = "Enter a permit")
    public ResponseEntity<Made> permit(@RequestBody PermitBody body) {
        needed("code", body.code());
        needed("nameEn", body.nameEn());
        needed("from", body.from());
        long id = register.addSet(new NewLimitSet(
                new UnitId(queries.unitOfSite(body.site())),
                body.code(),
                "",
                "",
                LocalText.of(body.nameEn(), text(body.nameZh()), "en"),
                text(body.authority()),
                new SiteId(body.site()),
                null,
                body.from(),
                body.to(),
                null,
                text(body.source()),
                "",
                ""));
        return ResponseEntity.created(URI.create("/api/obligations/sets/" + id)).body(new Made(id));
    }

    @PostMapping("/api/obligations/sets/{id}/limits")
    @Operation(summary = "Enter a limit")
    public ResponseEntity<Made> limit(@PathVariable long id, @RequestBody LimitBody body) {
        long made = register.addLimit(limitOf(id, body));
        return ResponseEntity.created(URI.create("/api/obligations/sets/" + id)).body(new Made(made));
    }

    @PostMapping("/api/obligations/sets/{id}/limits/difference")
    @Operation(summary = "What judging would say otherwise if this limit were entered; nothing is kept")
    public Difference limitDifference(@PathVariable long id, @RequestBody LimitBody body) {
        return rehearsals.getObject().rehearse(() -> register.addLimit(limitOf(id, body)));
    }

    private static NewLimit limitOf(long id, LimitBody body) {
        needed("kind", body.kind());
        needed("parameter", body.parameter());
        needed("name", body.name());
        needed("statistic", body.statistic());
        needed("operator", body.operator());
        needed("from", body.from());
        return new NewLimit(
                id,
                body.kind(),
                body.parameter(),
                LocalText.of("en", body.name()),
                text(body.fraction()),
                "",
                body.statistic(),
                body.operator(),
                body.lower(),
                body.upper(),
                text(body.unit()),
                body.warningShare(),
                body.rounding() == null ? RoundingBasis.NONE : body.rounding(),
                NonDetectRule.LEVEL_DECIDES,
                body.minimumNumber() == null ? 1 : minimum(body.minimumNumber(), body.window()),
                null,
                text(body.pointClass()),
                text(body.pointCode()),
                text(body.clause()),
                body.from(),
                body.to(),
                "",
                false,
                body.window() == null ? LimitWindow.NONE : body.window());
    }

    private static int minimum(int number, @Nullable LimitWindow window) {
        if (number < 1 || number > 1000) {
            throw new Invalid("minimumNumber", "ui.form.range", 1, 1000);
        }
        var ranked = window == null ? null : window.ranked();
        if (ranked != null && ranked.outOf() != null && number > ranked.outOf()) {
            throw new Invalid("minimumNumber", "obligations.invalid.minimumOf", ranked.outOf());
        }
        return number;
    }

    @PostMapping("/api/obligations/limits/{revision}")
    @Operation(summary = "Change, correct or close a limit; the revision named must still hold")
    public Detail change(@PathVariable long revision, @RequestBody ChangeBody body, HttpServletRequest request) {
        var limit = queries.limit(revision);
        make(revision, body);
        return show(limit.setId(), null, request);
    }

    @PostMapping("/api/obligations/limits/{revision}/difference")
    @Operation(summary = "What judging would say otherwise after such a change; nothing is kept")
    public Difference changeDifference(@PathVariable long revision, @RequestBody ChangeBody body) {
        queries.limit(revision);
        return rehearsals.getObject().rehearse(() -> make(revision, body));
    }

    private void make(long revision, ChangeBody body) {
        needed("how", body.how());
        switch (body.how()) {
            case "CHANGE" ->
                register.change(
                        revision, day(body), body.lower(), body.upper(), text(body.formula()), text(body.clause()));
            case "CORRECT" ->
                register.correct(revision, body.lower(), body.upper(), text(body.formula()), text(body.clause()));
            case "CLOSE" -> register.close(revision, day(body));
            default -> throw new Invalid("how", "ui.form.choice");
        }
    }

    private static LocalDate day(ChangeBody body) {
        if (body.from() == null) {
            throw new Invalid("from", "ui.form.required");
        }
        return body.from();
    }

    private static void needed(String field, @Nullable Object value) {
        if (value == null || value.toString().isBlank()) {
            throw new Invalid(field, "ui.form.required");
        }
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static LimitSet set(SetRow s, Texts t) {
        return new LimitSet(
                s.id(),
                s.side(),
                s.code(),
                s.edition(),
                s.table(),
                t.of(s.name()),
                s.authority(),
                s.unitId(),
                s.from(),
                s.to(),
                s.source(),
                s.licence(),
                s.verified(),
                s.limits(),
                s.version(),
                t.of(s.note()));
    }

    private static Limit limit(LimitRow l, boolean bindsNoPoint, Texts t) {
        return new Limit(
                l.id(),
                l.revision(),
                l.kind(),
                l.parameter(),
                t.of(l.parameterName()),
                l.fraction(),
                l.statistic(),
                l.operator(),
                l.lower(),
                l.upper(),
                l.unit(),
                l.warningShare(),
                l.rounding(),
                l.pointClass(),
                l.pointCode(),
                l.clause(),
                l.from(),
                l.to(),
                l.verified(),
                l.window(),
                l.recordedAt(),
                t.of(l.note()),
                bindsNoPoint);
    }
}
