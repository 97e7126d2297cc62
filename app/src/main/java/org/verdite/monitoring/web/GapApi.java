package org.verdite.monitoring.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.monitoring.alarm.Expectations;
import org.verdite.monitoring.alarm.Expectations.Expected;
import org.verdite.monitoring.alarm.Gap;
import org.verdite.monitoring.alarm.Gaps;
import org.verdite.monitoring.alarm.Rhythm;
import org.verdite.shared.Invalid;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;

/// Missing data and what is expected, as JSON.
@RestController
class GapApi {

    /// @param ended end of the period; absent while a silence lasts
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record GapJson(
            int id,
            int unit,
            int series,
            int point,
            String title,
            Rhythm rhythm,
            Instant started,
            @Nullable Instant ended,
            Instant due,
            int expected,
            int found,
            Instant noticed,
            String state,
            @Nullable Instant over,
            String reason,
            String page) {
        static GapJson of(Gap g, Texts t) {
            return new GapJson(
                    g.id(),
                    g.unit(),
                    g.series(),
                    g.point(),
                    g.title(t),
                    g.rhythm(),
                    g.started(),
                    g.ended(),
                    g.dueAt(),
                    g.expected(),
                    g.found(),
                    g.noticedAt(),
                    g.state(),
                    g.overAt(),
                    g.reason(),
                    g.path());
        }
    }

    record GapsJson(List<GapJson> items, String next) {}

    record Close(@Nullable String reason) {}

    record Expect(
            @Nullable Rhythm rhythm,
            @Nullable Integer times,
            @Nullable Integer graceHours,
            @Nullable LocalDate from) {}

    record ExpectedJson(List<Expected> items) {}

    private final GapQueries queries;
    private final SeriesQueries series;
    private final PointQueries points;
    private final Gaps gaps;
    private final Expectations expectations;
    private final Frames frames;

    GapApi(
            GapQueries queries,
            SeriesQueries series,
            PointQueries points,
            Gaps gaps,
            Expectations expectations,
            Frames frames) {
        this.queries = queries;
        this.series = series;
        this.points = points;
        this.gaps = gaps;
        this.expectations = expectations;
        this.frames = frames;
    }

    @Operation(summary = "Missing data, newest first; view is open (default), over, all; filters series, point, rhythm")
    @Narrowed(by = {"view", "series", "point", "rhythm"})
    @GetMapping("/api/monitoring/gaps")
    public GapsJson list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var page = queries.page(Filters.of(request));
        return new GapsJson(page.rows().stream().map(g -> GapJson.of(g, t)).toList(), page.next());
    }

    @Operation(summary = "One stretch without data")
    @GetMapping("/api/monitoring/gaps/{id}")
    public GapJson one(@PathVariable int id, HttpServletRequest request) {
        return GapJson.of(queries.require(id), frames.texts(request));
    }

    @Operation(summary = "Say why no data will come")
    @PostMapping("/api/monitoring/gaps/{id}/close")
    public GapJson close(@PathVariable int id, @RequestBody Close close, HttpServletRequest request) {
        gaps.close(id, close.reason() == null ? "" : close.reason());
        return one(id, request);
    }

    @Operation(summary = "When a series is and was expected to bring data, newest first")
    @GetMapping("/api/monitoring/series/{id}/expectation")
    public ExpectedJson expected(@PathVariable int id) {
        series.require(id);
        return new ExpectedJson(expectations.of(id));
    }

    @Operation(
            summary =
                    "Expect data by interval (HOUR, DAY) or so many results a WEEK, MONTH, QUARTER, YEAR, from a day on")
    @PutMapping("/api/monitoring/series/{id}/expectation")
    public ExpectedJson expect(@PathVariable int id, @RequestBody Expect expect) {
        var head = series.require(id);
        if (expect.rhythm() == null) {
            throw new Invalid("rhythm", "ui.form.required");
        }
        expectations.expect(
                id,
                expect.rhythm(),
                expect.times() == null ? 1 : expect.times(),
                expect.graceHours() == null ? 0 : expect.graceHours(),
                expect.from() == null ? points.today(head.zone()) : expect.from());
        return expected(id);
    }

    @Operation(summary = "Expect nothing any more from a day on, today when absent")
    @DeleteMapping("/api/monitoring/series/{id}/expectation")
    public ExpectedJson end(@PathVariable int id, @RequestParam(required = false) @Nullable LocalDate from) {
        var head = series.require(id);
        expectations.end(id, from == null ? points.today(head.zone()) : from);
        return expected(id);
    }
}
