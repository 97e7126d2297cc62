package org.verdite.monitoring.web.chart;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.verdite.monitoring.web.ChartPeriod;
import org.verdite.monitoring.web.ChartQueries;
import org.verdite.monitoring.web.ChartQueries.Chart;
import org.verdite.monitoring.web.PointQueries;
import org.verdite.monitoring.web.SeriesChoice;
import org.verdite.monitoring.web.SeriesChoice.Panel;
import org.verdite.monitoring.web.SeriesQueries;
import org.verdite.monitoring.web.SeriesQueries.SeriesHead;
import org.verdite.monitoring.web.chart.CompareQueries.Summary;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Sheet;

/// Several series over the same time: those of one unit of measurement in one chart, a second unit in a
/// chart below, since two scales in one chart show what is not there.
@Controller
class CompareController {

    /// @param addable series of the same site that can be laid beside, by id
    record ComparePage(
            List<SeriesHead> series,
            List<Panel> panels,
            ChartPeriod period,
            List<Summary> summaries,
            Map<String, String> addable,
            Filters filters) {

        String ids() {
            return SeriesChoice.joined(series);
        }

        String without(SeriesHead one) {
            return SeriesChoice.joined(series.stream().filter(s -> s != one).toList());
        }

        /// None of its series has a result in this time.
        boolean empty(Panel panel) {
            return summaries.stream()
                    .filter(s -> panel.series().contains(s.series()))
                    .allMatch(s -> s.results() == 0);
        }

        boolean full() {
            return series.size() >= SeriesChoice.MOST_SERIES;
        }
    }

    private final CompareQueries queries;
    private final SeriesChoice choice;
    private final SeriesQueries series;
    private final PointQueries points;
    private final ChartQueries charts;
    private final Frames frames;

    CompareController(
            CompareQueries queries,
            SeriesChoice choice,
            SeriesQueries series,
            PointQueries points,
            ChartQueries charts,
            Frames frames) {
        this.queries = queries;
        this.choice = choice;
        this.series = series;
        this.points = points;
        this.charts = charts;
        this.frames = frames;
    }

    @GetMapping("/monitoring/compare")
    public ModelAndView compare(
            @RequestParam(name = "series", defaultValue = "") String ids,
            @RequestParam(defaultValue = "") String add,
            @RequestParam(defaultValue = "") String days,
            HttpServletRequest request) {
        Texts t = frames.texts(request);
        var heads = choice.of(add.isEmpty() ? ids : ids + "," + add);
        return new ModelAndView("monitoring/web/chart/compare", "page", page(heads, days, request, t));
    }

    private ComparePage page(List<SeriesHead> heads, String days, HttpServletRequest request, Texts t) {
        var filters = Filters.of(request);
        if (heads.isEmpty()) {
            return new ComparePage(
                    heads,
                    List.of(),
                    ChartPeriod.of("", LocalDate.MIN, LocalDate.EPOCH, 365),
                    List.of(),
                    queries.all(t),
                    filters);
        }
        var first = heads.getFirst();
        var today = points.today(first.zone());
        var last = heads.stream()
                .map(h -> series.last(h.id(), LocalDate.EPOCH))
                .max(LocalDate::compareTo)
                .orElse(today);
        var to = last.isBefore(today.minusDays(400)) && !last.equals(LocalDate.EPOCH) ? last : today;
        var begin = heads.stream()
                .map(h -> series.first(h.id(), to.minusDays(60)))
                .min(LocalDate::compareTo)
                .orElse(to);
        var period = ChartPeriod.of(days, begin, to, 365);
        return new ComparePage(
                heads,
                SeriesChoice.panels(heads),
                period,
                queries.summaries(heads, period.from(), period.to()),
                heads.size() < SeriesChoice.MOST_SERIES ? queries.beside(heads, t) : Map.of(),
                filters);
    }

    @GetMapping(path = "/monitoring/compare/chart.json", produces = "application/json")
    @ResponseBody
    public String data(
            @RequestParam(name = "series") String ids,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            HttpServletRequest request) {
        return charts.json(charts.chart(choice.oneUnit(ids), from, to, null, frames.texts(request)));
    }

    @GetMapping(path = "/api/monitoring/compare", produces = "application/json")
    @ResponseBody
    @Operation(
            summary = "What the chart of several series of one unit of measurement draws",
            description =
                    "series: up to four ids, separated by commas; at most 2,000 points, in the step that the answer names.")
    public Chart answer(
            @RequestParam(name = "series") String ids,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            HttpServletRequest request) {
        return charts.chart(choice.oneUnit(ids), from, to, null, frames.texts(request));
    }

    @GetMapping("/monitoring/compare/export")
    public void export(
            @RequestParam(name = "series") String ids,
            @RequestParam(defaultValue = "") String days,
            @RequestParam(defaultValue = "csv") String format,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var page = page(choice.needed(ids), days, request, t);
        Stream<List<@Nullable Object>> rows = page.panels().stream().flatMap(panel -> {
            var chart = charts.chart(
                    panel.series(), page.period().from(), page.period().to(), null, t);
            var cells = new ArrayList<List<@Nullable Object>>();
            for (int i = 0; i < chart.series().size(); i++) {
                var head = panel.series().get(i);
                String word = t.of("monitoring.chart.step." + chart.step());
                chart.series()
                        .get(i)
                        .points()
                        .forEach(p -> cells.add(Sheet.row(
                                p.t(),
                                head.pointCode(),
                                t.of(head.parameter()),
                                p.v(),
                                p.lo(),
                                p.hi(),
                                panel.unit(),
                                word,
                                p.text(),
                                p.note())));
            }
            return cells.stream();
        });
        new Sheet(
                        "compare",
                        Sheet.heads(
                                t,
                                "monitoring.compare.col.",
                                "when",
                                "point",
                                "parameter",
                                "value",
                                "low",
                                "high",
                                "unit",
                                "step",
                                "text",
                                "note"),
                        rows)
                .write(format, response);
    }
}
