package org.verdite.monitoring.web.chart;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
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
import org.verdite.monitoring.chart.Quantile;
import org.verdite.monitoring.web.PointQueries;
import org.verdite.monitoring.web.SeriesQueries;
import org.verdite.monitoring.web.SeriesQueries.SeriesHead;
import org.verdite.monitoring.web.Show;
import org.verdite.monitoring.web.chart.BoxQueries.By;
import org.verdite.monitoring.web.chart.BoxQueries.Column;
import org.verdite.shared.Invalid;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Sheet;

/// Box plots of a series by month, and of its parameter at each point of its site.
@Controller
class BoxController {

    static final List<Integer> MONTHS = List.of(12, 36, 120);

    private static final MathContext DIGITS = new MathContext(10);

    record BoxPage(
            SeriesHead series,
            By by,
            int months,
            LocalDate from,
            LocalDate to,
            @Nullable LocalDate known,
            boolean log,
            List<Column> columns,
            BoxDrawing drawing,
            Filters filters) {

        String here() {
            return "/monitoring/series/" + series.id() + "/boxes";
        }

        boolean censored() {
            return columns.stream().anyMatch(c -> c.box().below() > 0);
        }
    }

    /// @param low the lowest that it can be, high the highest; null where there is no bound
    /// @param exact whether it is claimed as one value
    record Line(double low, @Nullable Double high, boolean exact) {}

    /// @param key the month, or the point's code
    /// @param quantiles lowest, lower quartile, median, upper quartile, highest; empty where there are too
    /// few
    record Answered(
            String key,
            int series,
            int results,
            int notDetected,
            int leftOut,
            int exceeded,
            @Nullable Double highestDetectionLimit,
            List<Line> quantiles,
            List<Double> values) {}

    record Answer(By by, String unit, LocalDate from, LocalDate to, List<Answered> items) {}

    private final SeriesQueries series;
    private final PointQueries points;
    private final BoxQueries queries;
    private final Frames frames;

    BoxController(SeriesQueries series, PointQueries points, BoxQueries queries, Frames frames) {
        this.series = series;
        this.points = points;
        this.queries = queries;
        this.frames = frames;
    }

    @GetMapping("/monitoring/series/{id}/boxes")
    public ModelAndView boxes(
            @PathVariable int id,
            @RequestParam(defaultValue = "MONTH") By by,
            @RequestParam(defaultValue = "36") int months,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate known,
            HttpServletRequest request) {
        return new ModelAndView("monitoring/web/chart/boxes", "page", page(id, by, months, known, request));
    }

    private BoxPage page(int id, By by, int wanted, @Nullable LocalDate known, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var head = series.require(id);
        int months = MONTHS.contains(wanted) ? wanted : 36;
        var window = queries.window(head, months, points.today(head.zone()));
        var columns = queries.columns(head, by, window[0], window[1], known);
        var filters = Filters.of(request);
        boolean log = filters.get("scale").equals("log");
        return new BoxPage(
                head, by, months, window[0], window[1], known, log, columns, BoxDrawing.of(columns, log, t), filters);
    }

    @GetMapping("/monitoring/series/{id}/boxes/export")
    public void export(
            @PathVariable int id,
            @RequestParam(defaultValue = "MONTH") By by,
            @RequestParam(defaultValue = "36") int months,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate known,
            @RequestParam(defaultValue = "csv") String format,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        known(months);
        var page = page(id, by, months, known, request);
        var heads = Stream.of(
                        by == By.POINT ? "point" : "month",
                        "n",
                        "below",
                        "left",
                        "exceeded",
                        "highest",
                        "q0",
                        "q1",
                        "q2",
                        "q3",
                        "q4",
                        "unit")
                .map(h -> t.of("monitoring.box." + h))
                .toList();
        var rows = page.columns().stream().map(c -> {
            var cells = new ArrayList<@Nullable Object>();
            cells.add(key(c));
            cells.addAll(List.of(
                    c.box().n(), c.box().below(), c.box().left(), c.box().exceeded()));
            cells.add(Double.isNaN(c.box().highest()) ? null : c.box().highest());
            for (int i = 0; i < 5; i++) {
                cells.add(c.box().drawn() ? cell(t, c.box().quantiles().get(i)) : null);
            }
            cells.add(page.series().unit());
            return (List<@Nullable Object>) cells;
        });
        new Sheet("series-" + id + "-boxes", heads, rows).write(format, response);
    }

    /// The page shows how many it took; who gets no page is told.
    private static void known(int months) {
        if (!MONTHS.contains(months)) {
            throw new Invalid("months", "monitoring.box.invalid.months", months);
        }
    }

    /// A number only where one is claimed, without the dust of interpolating.
    private static Object cell(Texts t, Quantile q) {
        return q.exact() ? (Object) new BigDecimal(q.high()).round(DIGITS).stripTrailingZeros() : Show.quantile(t, q);
    }

    private static String key(Column c) {
        return c.month() != null ? c.month().toString() : c.season() > 0 ? "%02d".formatted(c.season()) : c.point();
    }

    @GetMapping(path = "/api/monitoring/series/{id}/boxes", produces = "application/json")
    @ResponseBody
    @Operation(
            summary =
                    "Quartiles of a series by month or month of the year, or of its parameter at each point of its site",
            description =
                    "by: MONTH, SEASON (the same month of all years) or POINT; months: 12, 36 or 120 up to the newest result; known: as known at the end of that day."
                            + " A quantile below the highest detection limit is given as a range (exact: false).")
    public Answer answer(
            @PathVariable int id,
            @RequestParam(defaultValue = "MONTH") By by,
            @RequestParam(defaultValue = "36") int months,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate known,
            HttpServletRequest request) {
        known(months);
        var page = page(id, by, months, known, request);
        return new Answer(
                by,
                page.series().unit(),
                page.from(),
                page.to(),
                page.columns().stream().map(BoxController::answered).toList());
    }

    private static Answered answered(Column c) {
        var box = c.box();
        return new Answered(
                key(c),
                c.series(),
                box.n(),
                box.below(),
                box.left(),
                box.exceeded(),
                Double.isNaN(box.highest()) ? null : box.highest(),
                box.quantiles().stream()
                        .map(q -> new Line(q.low(), q.bounded() ? q.high() : null, q.exact()))
                        .toList(),
                c.dots().stream().map(d -> d.value()).toList());
    }
}
