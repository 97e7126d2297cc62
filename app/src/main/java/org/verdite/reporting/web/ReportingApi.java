package org.verdite.reporting.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
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
import org.verdite.reporting.Editions;
import org.verdite.ui.Explanation;
import org.verdite.ui.Frames;

/// Targets and progress for programs.
@RestController
@Tag(name = "reporting")
class ReportingApi {

    /// @param statement the sentence that is confirmed; empty for "published as computed"
    /// @param reason why the year is restated; needed from version 2 on
    record NewEdition(
            int year, @Nullable String statement, @Nullable String reason) {}

    record EditionJson(int year, int version, Instant publishedAt, String statement, String reason) {}

    record EditionList(List<EditionJson> items, String next) {}

    private final Frames frames;
    private final YearQueries years;
    private final Explanations explanations;
    private final Editions editions;

    ReportingApi(Frames frames, YearQueries years, Explanations explanations, Editions editions) {
        this.frames = frames;
        this.years = years;
        this.explanations = explanations;
        this.editions = editions;
    }

    @GetMapping("/api/reporting/progress")
    @Operation(summary = "Targets and progress of a year: published where there is an edition, else as computed")
    public ProgressJson progress(
            @RequestParam int year,
            @RequestParam(defaultValue = "") String view,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate known,
            @RequestParam(defaultValue = "") String boundary,
            HttpServletRequest request) {
        return ProgressJson.of(years.shown(Asked.of(year, view, known, boundary)), frames.texts(request));
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
        return explanations.of(
                Asked.of(year, view, known, boundary), key, ProgressController.unit(request), frames.texts(request));
    }

    @GetMapping("/api/reporting/editions")
    @Operation(summary = "Published versions of a year, the first one first")
    public EditionList editions(@RequestParam int year) {
        return new EditionList(
                years.shown(Asked.of(year, "", null, "")).editions().stream()
                        .map(ReportingApi::json)
                        .toList(),
                "");
    }

    @PostMapping("/api/reporting/editions")
    @Operation(summary = "Publish a year, or restate it with a reason")
    public ResponseEntity<EditionJson> publish(@RequestBody NewEdition body) {
        String statement = body.statement();
        String reason = body.reason() == null ? "" : body.reason();
        var edition = statement == null || statement.isBlank()
                ? editions.publish(body.year(), "As computed by the records of that day.", reason)
                : editions.publish(body.year(), statement, reason);
        return ResponseEntity.created(URI.create("/api/reporting/editions?year=" + body.year()))
                .body(json(edition));
    }

    private static EditionJson json(org.verdite.reporting.Edition e) {
        return new EditionJson(e.year(), e.version(), e.at(), e.statement(), e.reason());
    }
}
