package org.verdite.monitoring.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.monitoring.LimitBook;
import org.verdite.monitoring.NewPoint;
import org.verdite.monitoring.Points;
import org.verdite.monitoring.judgement.LimitLine;
import org.verdite.obligations.Ranked;
import org.verdite.shared.FacilityId;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;

/// Points, series and values as JSON.
@RestController
class PointApi {

    record Listed<T>(List<T> items, String next) {}

    record Point(
            int id,
            String code,
            String name,
            String kind,
            int site,
            int unitId,
            String timeZone,
            @Nullable Instant lastResult,
            String verdict,
            int series,
            boolean simulated,
            String source,
            String licence,
            int version) {}

    record PointDetail(Point point, List<Series> series) {}

    record Series(
            int id,
            int point,
            String parameter,
            String name,
            String fraction,
            String statistic,
            String part,
            String mode,
            String unit,
            @Nullable Instant latest,
            String value,
            String verdict) {}

    record BoundLimit(
            long limit,
            String set,
            String kind,
            String statistic,
            @Nullable Ranked ranked,
            @Nullable BigDecimal lower,
            @Nullable BigDecimal upper,
            String formula,
            LocalDate from,
            @Nullable LocalDate to) {}

    record SeriesDetail(
            int id,
            int point,
            String parameter,
            String name,
            String statistic,
            String part,
            String mode,
            String unit,
            boolean simulated,
            String source,
            String licence,
            List<BoundLimit> limits) {}

    /// @param simulated true when the values are made for demonstration
    record Values(List<Value> items, @Nullable String next, boolean simulated, String source, String licence) {}

    /// @param ended not part of the result's span: of a day the next midnight
    /// @param made of a mean what it was made of, of one of many values how it was found; else empty
    record Value(
            Instant started,
            Instant ended,
            boolean dateOnly,
            @Nullable Double value,
            String shown,
            String original,
            String originalUnit,
            String qualifier,
            String flag,
            boolean suppressed,
            String sample,
            int revision,
            String verdict,
            String made,
            List<ValueMarks.Mark> marks) {}

    record PointBody(
            int facility,
            String code,
            String nameEn,
            @Nullable String nameZh,
            String kind,
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude,
            @Nullable String receivingBody,
            @Nullable String receivingClass) {}

    record SeriesBody(
            String parameter,
            @Nullable String fraction,
            @Nullable String basis,
            String statistic,
            String mode,
            @Nullable String unit) {}

    /// @param to the first day on which nothing is measured there any more
    record ChangeBody(
            @Nullable String nameEn,
            @Nullable String nameZh,
            @Nullable String receivingBody,
            @Nullable String receivingClass,
            @Nullable LocalDate to,
            @Nullable Integer version) {}

    record Made(int id) {}

    private final PointQueries queries;
    private final SeriesQueries series;
    private final ChartQueries charts;
    private final Points points;
    private final LimitBook book;
    private final ValueMarks marks;
    private final Frames frames;
    private final Clock clock;

    PointApi(
            PointQueries queries,
            SeriesQueries series,
            ChartQueries charts,
            Points points,
            LimitBook book,
            ValueMarks marks,
            Frames frames,
            Clock clock) {
        this.queries = queries;
        this.series = series;
        this.charts = charts;
        this.points = points;
        this.book = book;
        this.marks = marks;
        this.frames = frames;
        this.clock = clock;
    }

    @Narrowed(by = {"kind", "siteKind", "site", "medium", "state", "q"})
    @GetMapping("/api/monitoring/points")
    @Operation(
            summary = "Points with how they stand",
            description = "Filters: state, kind, medium, siteKind, site, q; after turns the page.")
    public Listed<Point> list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var page = queries.page(Filters.of(request));
        return new Listed<>(page.rows().stream().map(p -> point(p, t)).toList(), page.next());
    }

    @PostMapping("/api/monitoring/points")
    @Operation(summary = "Add a point to a facility")
    public ResponseEntity<Made> add(@RequestBody PointBody body) {
        needed("code", body.code());
        needed("nameEn", body.nameEn());
        needed("kind", body.kind());
        int id = points.add(new NewPoint(
                new FacilityId(body.facility()),
                body.code(),
                LocalText.of(body.nameEn(), body.nameZh() == null ? "" : body.nameZh(), "en"),
                body.kind(),
                body.latitude(),
                body.longitude(),
                "",
                body.receivingBody() == null ? "" : body.receivingBody(),
                body.receivingClass() == null ? "" : body.receivingClass(),
                "",
                "",
                false,
                null));
        return ResponseEntity.created(URI.create("/api/monitoring/points/" + id))
                .body(new Made(id));
    }

    @PutMapping("/api/monitoring/points/{id}")
    @Operation(summary = "Change a point's name and surroundings, or close it; version as it was read")
    public PointDetail change(@PathVariable int id, @RequestBody ChangeBody body, HttpServletRequest request) {
        needed("nameEn", body.nameEn());
        points.change(
                id,
                body.version() == null ? -1 : body.version(),
                LocalText.of(String.valueOf(body.nameEn()), body.nameZh() == null ? "" : body.nameZh(), "en"),
                body.receivingBody() == null ? "" : body.receivingBody(),
                body.receivingClass() == null ? "" : body.receivingClass(),
                body.to());
        return show(id, request);
    }

    @GetMapping("/api/monitoring/points/{id}")
    @Operation(summary = "One point with its series and their latest values")
    public PointDetail show(@PathVariable int id, HttpServletRequest request) {
        Texts t = frames.texts(request);
        return new PointDetail(
                point(queries.require(id), t),
                queries.series(id).stream()
                        .map(s -> new Series(
                                s.id(),
                                id,
                                s.parameterCode(),
                                t.of(s.parameter()),
                                s.fraction(),
                                s.statistic(),
                                s.part(),
                                s.mode(),
                                s.unit(),
                                s.started(),
                                s.shown(t),
                                Show.VERDICTS.get(s.verdict())))
                        .toList());
    }

    @PostMapping("/api/monitoring/points/{id}/series")
    @Operation(summary = "The series of a point for one kind of value, made when it is not there")
    public ResponseEntity<Made> series(@PathVariable int id, @RequestBody SeriesBody body) {
        needed("parameter", body.parameter());
        needed("statistic", body.statistic());
        needed("mode", body.mode());
        int made = points.series(
                id,
                body.parameter(),
                body.fraction() == null ? "" : body.fraction(),
                body.basis() == null ? "" : body.basis(),
                body.statistic(),
                body.mode(),
                body.unit() == null ? "" : body.unit());
        return ResponseEntity.created(URI.create("/api/monitoring/series/" + made))
                .body(new Made(made));
    }

    private static String formula(LimitLine line) {
        var dependence = line.terms().dependence();
        return dependence == null ? "" : dependence.formula().text();
    }

    @GetMapping("/api/monitoring/series/{id}")
    @Operation(summary = "One series with the limits that bind to it")
    public SeriesDetail seriesDetail(@PathVariable int id, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var s = series.require(id);
        var limits = book.bind(List.of(id)).of(id).stream()
                .map(h -> new BoundLimit(
                        h.line().limit(),
                        h.name(),
                        h.line().kind().name(),
                        h.line().terms().statistic(),
                        h.line().terms().ranked(),
                        h.line().low(),
                        h.line().high(),
                        formula(h.line()),
                        h.from(),
                        h.to()))
                .toList();
        return new SeriesDetail(
                id,
                s.point(),
                s.code(),
                t.of(s.parameter()),
                s.statistic(),
                s.part(),
                s.mode(),
                s.unit(),
                s.simulated(),
                s.source(),
                s.licence(),
                limits);
    }

    @Narrowed(by = "verdict")
    @GetMapping("/api/monitoring/series/{id}/values")
    @Operation(
            summary = "The values of a series, newest first",
            description =
                    "from, to: legal days; known: as known at the end of that day; verdict: 0 to 4; after turns the page.")
    public Values values(
            @PathVariable int id,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate known,
            HttpServletRequest request) {
        Texts t = frames.texts(request);
        var head = series.require(id);
        var page = series.values(
                id,
                from == null ? LocalDate.of(1900, 1, 2) : from,
                to == null ? queries.today(head.zone()) : to,
                KnownOn.of(known, head.zone(), clock),
                Filters.of(request));
        var said = marks.of(head, page.rows(), t);
        return new Values(
                page.rows().stream().map(v -> value(v, said.of(v), t)).toList(),
                page.next(),
                head.simulated(),
                head.source(),
                head.licence());
    }

    @GetMapping("/api/monitoring/series/{id}/chart")
    @Operation(summary = "What the chart of a series draws", description = "known: as known at the end of that day")
    public ChartQueries.Chart chart(
            @PathVariable int id,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate known,
            HttpServletRequest request) {
        return charts.chart(id, from, to, known, frames.texts(request));
    }

    private static void needed(String field, @Nullable Object value) {
        if (value == null || value.toString().isBlank() || value.toString().length() > 200) {
            throw new Invalid(field, "ui.form.required");
        }
    }

    private static Point point(PointQueries.PointRow p, Texts t) {
        return new Point(
                p.id(),
                p.code(),
                t.of(p.name()),
                p.kind(),
                p.site(),
                p.unitId(),
                p.zone(),
                p.lastResult(),
                Show.VERDICTS.get(p.verdict()),
                p.series(),
                p.simulated(),
                p.source(),
                p.licence(),
                p.version());
    }

    private static Value value(SeriesQueries.Value v, List<ValueMarks.Mark> marks, Texts t) {
        return new Value(
                v.started(),
                v.over(),
                v.dateOnly(),
                Double.isNaN(v.value()) ? null : v.value(),
                v.shown(t),
                v.original(),
                v.originalUnit(),
                v.qualifier(),
                v.flag(),
                v.suppressed(),
                v.sample(),
                v.revision(),
                Show.VERDICTS.get(v.verdict()),
                v.made(t),
                marks);
    }
}
