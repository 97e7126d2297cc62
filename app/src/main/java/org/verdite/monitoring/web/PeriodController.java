package org.verdite.monitoring.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.verdite.monitoring.rollup.Aggregation;
import org.verdite.monitoring.rollup.Grain;
import org.verdite.monitoring.web.PeriodQueries.Line;
import org.verdite.monitoring.web.SeriesQueries.SeriesHead;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Sheet;

/// Days, months and years of a series, as page, as file and for programs.
@Controller
class PeriodController {

    record PeriodPage(
            SeriesHead series,
            Grain grain,
            Aggregation aggregation,
            LocalDate from,
            LocalDate to,
            List<Line> lines,
            Filters filters) {}

    /// @param aggregation how the parameter's values are put together
    record Answer(
            int series,
            Grain grain,
            Aggregation aggregation,
            String unit,
            LocalDate from,
            LocalDate to,
            List<Line> items) {}

    private final SeriesQueries series;
    private final PointQueries points;
    private final PeriodQueries queries;
    private final Frames frames;

    PeriodController(SeriesQueries series, PointQueries points, PeriodQueries queries, Frames frames) {
        this.series = series;
        this.points = points;
        this.queries = queries;
        this.frames = frames;
    }

    @GetMapping("/monitoring/series/{id}/periods")
    public ModelAndView periods(
            @PathVariable int id,
            @RequestParam(defaultValue = "MONTH") Grain grain,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            HttpServletRequest request) {
        var asked = asked(id, grain, from, to);
        return new ModelAndView(
                "monitoring/web/periods",
                "page",
                new PeriodPage(
                        series.require(id),
                        grain,
                        asked.aggregation(),
                        asked.from(),
                        asked.to(),
                        asked.items().reversed(),
                        Filters.of(request)));
    }

    @GetMapping("/monitoring/series/{id}/periods/export")
    public void export(
            @PathVariable int id,
            @RequestParam(defaultValue = "MONTH") Grain grain,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(defaultValue = "csv") String format,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var asked = asked(id, grain, from, to);
        new Sheet(
                        "series-" + id + "-" + grain.name().toLowerCase(java.util.Locale.ROOT),
                        Stream.of(
                                        "begin",
                                        "zero",
                                        "half",
                                        "full",
                                        "unit",
                                        "present",
                                        "needed",
                                        "results",
                                        "notDetected")
                                .map(h -> t.of("monitoring.periods." + h))
                                .toList(),
                        asked.items().stream()
                                .map(l -> Arrays.<@Nullable Object>asList(
                                        l.begin().toString(),
                                        l.zero(),
                                        l.half(),
                                        l.full(),
                                        asked.unit(),
                                        l.present(),
                                        l.needed(),
                                        l.results(),
                                        l.notDetected())))
                .write(format, response);
    }

    @GetMapping(path = "/api/monitoring/series/{id}/periods", produces = "application/json")
    @ResponseBody
    @Operation(
            summary = "Days, months or years of a series, by its parameter's kind of aggregation",
            description =
                    "grain: DAY, MONTH or YEAR; from and to are days at the point. zero, half and full count what is not"
                            + " detected as nothing, half its level or all of it; stands is false where too little of the"
                            + " period is there.")
    public Answer answer(
            @PathVariable int id,
            @RequestParam(defaultValue = "MONTH") Grain grain,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to) {
        return asked(id, grain, from, to);
    }

    /// Without days: as many as a page holds, up to the last result.
    private Answer asked(int id, Grain grain, @Nullable LocalDate from, @Nullable LocalDate to) {
        var head = series.require(id);
        var today = points.today(head.zone());
        var until = to != null ? to : series.last(id, today);
        var since = from != null
                ? from
                : switch (grain) {
                    case DAY -> until.minusDays(60);
                    case MONTH -> grain.begin(until.minusMonths(35));
                    case QUARTER -> grain.begin(until.minusMonths(57));
                    case YEAR -> series.first(id, until);
                };
        return new Answer(
                id,
                grain,
                queries.aggregation(head),
                head.unit(),
                since,
                until,
                queries.lines(head, grain, since, until));
    }
}
