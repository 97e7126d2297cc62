package org.verdite.reporting.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.indicators.RollUps;
import org.verdite.reporting.Editions;
import org.verdite.reporting.Progress;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotPermitted;
import org.verdite.ui.Explanation;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;

/// Targets and progress for programs.
@RestController
@Tag(name = "reporting")
class ReportingApi {

    /// @param statement the sentence that is confirmed, as GET /api/reporting/publication gives it; empty to take it
    ///   as it is
    /// @param reason why the year is restated; needed from version 2 on
    /// @param month 1 to 12; left out, or 0, for the whole year
    record NewEdition(
            int year,
            @Nullable Integer month,
            @Nullable String statement,
            @Nullable String reason) {}

    /// @param month left out of a whole year's
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Publication(int year, @Nullable Integer month, String statement, List<String> gaps) {}

    /// @param items one list a record, in the order of the columns
    record RecordTable(List<String> columns, List<List<@Nullable Object>> items) {}

    /// @param month left out of a whole year's
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EditionJson(
            int year,
            @Nullable Integer month,
            int version,
            OffsetDateTime publishedAt,
            String statement,
            String reason) {}

    record EditionList(List<EditionJson> items, String next) {}

    private final Frames frames;
    private final YearQueries years;
    private final Explanations explanations;
    private final Editions editions;
    private final RollUps rollUps;
    private final PublishedSentence sentences;

    ReportingApi(
            Frames frames,
            YearQueries years,
            Explanations explanations,
            Editions editions,
            RollUps rollUps,
            PublishedSentence sentences) {
        this.frames = frames;
        this.years = years;
        this.explanations = explanations;
        this.editions = editions;
        this.rollUps = rollUps;
        this.sentences = sentences;
    }

    @GetMapping("/api/reporting/progress")
    @Operation(summary = "Targets and progress of a year: published where there is an edition, else as computed")
    public ProgressJson progress(
            @RequestParam int year,
            @RequestParam(defaultValue = "") String view,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate known,
            @RequestParam(defaultValue = "") String boundary,
            HttpServletRequest request) {
        Texts t = frames.texts(request);
        noMonth(request);
        var asked = Asked.of(year, view, known, boundary).within(request, rollUps);
        return rollUps.across(() -> {
            var shown = years.shown(asked);
            return ProgressJson.of(shown, new Basis(shown, years, t), t);
        });
    }

    @GetMapping("/api/reporting/explanations/{key}")
    @Operation(
            summary = "How a figure was made: formula, inputs with links to their records, publication, restatements")
    public Explanation explanation(
            @PathVariable String key,
            @RequestParam int year,
            @RequestParam(defaultValue = "") String view,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate known,
            @RequestParam(defaultValue = "") String boundary,
            HttpServletRequest request) {
        var asked = Asked.of(year, view, known, boundary).inMonth(request).within(request, rollUps);
        return rollUps.across(() -> explanations.of(asked, key, frames.texts(request)));
    }

    @GetMapping("/api/reporting/explanations/{key}/records")
    @Operation(summary = "The records behind a figure, as it was published or as computed")
    public RecordTable records(
            @PathVariable String key,
            @RequestParam int year,
            @RequestParam(defaultValue = "") String view,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate known,
            @RequestParam(defaultValue = "") String boundary,
            HttpServletRequest request) {
        Texts t = frames.texts(request);
        var asked = Asked.of(year, view, known, boundary).inMonth(request).within(request, rollUps);
        var records = rollUps.across(() -> years.records(asked, key));
        return new RecordTable(
                records.heads().stream().map(h -> t.of(h)).toList(),
                records.rows().stream()
                        .map(row -> ProgressController.said(row, t))
                        .toList());
    }

    @GetMapping("/api/reporting/months")
    @Operation(
            summary =
                    "What was measured in a month and held against limits: published where there is an edition, else as"
                            + " computed")
    public MonthJson month(
            @RequestParam int year,
            @RequestParam int month,
            @RequestParam(defaultValue = "") String view,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate known,
            @RequestParam(defaultValue = "") String boundary,
            HttpServletRequest request) {
        Texts t = frames.texts(request);
        var asked = Asked.of(year, view, known, boundary).inMonth(request).within(request, rollUps);
        if (asked.month() == 0) {
            throw new Invalid("month", "ui.form.range", 1, 12);
        }
        return rollUps.across(() -> MonthJson.of(years.shown(asked), t));
    }

    @GetMapping("/api/reporting/editions")
    @Operation(summary = "Published versions of a year, or of its month, the first one first")
    public EditionList editions(@RequestParam int year, HttpServletRequest request) {
        return new EditionList(
                years.shown(Asked.of(year, "", null, "").inMonth(request)).editions().stream()
                        .map(ReportingApi::json)
                        .toList(),
                "");
    }

    @GetMapping("/api/reporting/publication")
    @Operation(
            summary =
                    "The sentence that publishing a year, or its month, would confirm, and what is missing from its figures")
    public Publication publication(@RequestParam int year, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var shown = years.shown(Asked.of(year, "current", null, "").inMonth(request));
        var gaps = shown.current().figures().values().stream()
                .flatMap(f -> f.gaps().stream())
                .map(g -> g.what().in(t))
                .distinct()
                .toList();
        return new Publication(year, month(shown.asked().month()), sentences.of(shown, t), gaps);
    }

    @PostMapping("/api/reporting/editions")
    @Operation(summary = "Publish a year, or one of its months, or restate it with a reason")
    public ResponseEntity<EditionJson> publish(@RequestBody NewEdition body, HttpServletRequest request) {
        Texts t = frames.texts(request);
        if (!years.mayPublish()) {
            throw new NotPermitted("PUBLISH");
        }
        noMonth(request);
        int month = body.month() == null ? 0 : body.month();
        if (month < 0 || month > 12) {
            throw new Invalid("month", "ui.form.range", 1, 12);
        }
        String given = body.statement();
        String statement = given == null || given.isBlank()
                ? sentences.of(body.year(), month, t)
                : sentences.confirmed(body.year(), month, given, t);
        var edition = editions.publish(body.year(), month, statement, body.reason() == null ? "" : body.reason());
        return ResponseEntity.created(URI.create(
                        "/api/reporting/editions?year=" + body.year() + (month == 0 ? "" : "&month=" + month)))
                .body(json(edition));
    }

    private static EditionJson json(org.verdite.reporting.Edition e) {
        return new EditionJson(e.year(), month(e.month()), e.version(), Progress.at(e.at()), e.statement(), e.reason());
    }

    private static @Nullable Integer month(int month) {
        return month == 0 ? null : (Integer) month;
    }

    /// Who names a month where it is not read would get, or publish, the whole year.
    private static void noMonth(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query != null && List.of(query.split("&")).stream().anyMatch(p -> p.startsWith("month="))) {
            throw new Invalid("month", "reporting.invalid.monthElsewhere");
        }
    }
}
