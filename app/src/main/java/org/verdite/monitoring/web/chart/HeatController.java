package org.verdite.monitoring.web.chart;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.verdite.monitoring.web.ExceedanceQueries;
import org.verdite.monitoring.web.SeriesQueries;
import org.verdite.monitoring.web.SeriesQueries.SeriesHead;
import org.verdite.monitoring.web.chart.HeatCalendar.Month;
import org.verdite.monitoring.web.chart.HeatQueries.Day;
import org.verdite.monitoring.web.chart.HeatQueries.Exceeded;
import org.verdite.shared.Invalid;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// The calendar of a year with what was exceeded each day, and the list behind each day.
@Controller
class HeatController {

    static final int EARLIEST = 1900;

    /// @param series null unless only one is shown
    record HeatPage(
            int year,
            int thisYear,
            HeatCalendar calendar,
            Map<String, String> sites,
            @Nullable SeriesHead series,
            Filters filters) {}

    record ExceededPage(
            LocalDate from,
            LocalDate to,
            Page<Exceeded> list,
            Map<String, String> sites,
            @Nullable SeriesHead series,
            Filters filters) {}

    record Answer(int year, List<Day> items) {}

    private final HeatQueries queries;
    private final ExceedanceQueries exceedances;
    private final SeriesQueries series;
    private final Frames frames;

    HeatController(HeatQueries queries, ExceedanceQueries exceedances, SeriesQueries series, Frames frames) {
        this.queries = queries;
        this.exceedances = exceedances;
        this.series = series;
        this.frames = frames;
    }

    @GetMapping("/monitoring/calendar")
    public ModelAndView calendar(@RequestParam(required = false) @Nullable Integer year, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        var head = head(filters);
        var today = exceedances.today();
        int shown = year(year, today);
        return new ModelAndView(
                "monitoring/web/chart/calendar",
                "page",
                new HeatPage(
                        shown,
                        today.getYear(),
                        HeatCalendar.of(shown, today, days(filters, shown), filters, t),
                        exceedances.sites(t),
                        head,
                        filters));
    }

    @GetMapping("/monitoring/calendar/export")
    public void export(
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(defaultValue = "csv") String format,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        head(filters);
        int shown = year(year, exceedances.today());
        var rows = every(shown, days(filters, shown)).stream()
                .map(d -> Sheet.row(
                        d.day(), d.results() == 0 && d.exceeded() == 0 ? null : d.exceeded(), d.results(), d.judged()));
        new Sheet(
                        "exceeded-" + shown,
                        Sheet.heads(t, "monitoring.heat.col.", "day", "exceeded", "results", "judged"),
                        rows)
                .write(format, response);
    }

    @Narrowed(
            by = {"site", "series", "kind", "medium"},
            turned = false)
    @GetMapping(path = "/api/monitoring/calendar", produces = "application/json")
    @ResponseBody
    @Operation(
            summary = "What was exceeded on each day of a year",
            description =
                    "exceeded counts the verdicts that stand: a result that exceeds two limits counts twice. A day without results has"
                            + " results 0, which is not the same as a day on which nothing was exceeded.")
    public Answer answer(@RequestParam(required = false) @Nullable Integer year, HttpServletRequest request) {
        var filters = Filters.of(request);
        head(filters);
        int shown = year(year, exceedances.today());
        return new Answer(shown, every(shown, days(filters, shown)));
    }

    @GetMapping("/monitoring/calendar/exceeded")
    public ModelAndView list(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            HttpServletRequest request) {
        var filters = Filters.of(request);
        var head = head(filters);
        var until = to == null ? exceedances.today() : to;
        var since = from == null ? until.withDayOfYear(1) : from;
        return new ModelAndView(
                "monitoring/web/chart/exceeded",
                "page",
                new ExceededPage(
                        since,
                        until,
                        queries.exceeded(filters, since, until),
                        exceedances.sites(frames.texts(request)),
                        head,
                        filters));
    }

    @GetMapping("/monitoring/calendar/exceeded/export")
    public void exportList(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(defaultValue = "csv") String format,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        head(filters);
        var until = to == null ? exceedances.today() : to;
        var since = from == null ? until.withDayOfYear(1) : from;
        var rows = Page.all(filters, f -> queries.exceeded(f, since, until))
                .map(x -> Sheet.row(
                        x.day(),
                        t.of(x.parameter()),
                        x.pointCode() + " " + t.of(x.pointName()),
                        t.of(x.siteName()),
                        t.of("monitoring.kind." + x.kind()),
                        x.value(),
                        x.limitValue(),
                        x.unit(),
                        x.set(),
                        x.number()));
        new Sheet(
                        "exceeded",
                        Sheet.heads(
                                t,
                                "monitoring.heat.col.",
                                "day",
                                "what",
                                "point",
                                "site",
                                "kind",
                                "value",
                                "limit",
                                "unit",
                                "set",
                                "number"),
                        rows)
                .write(format, response);
    }

    /// A series that is not seen is not there.
    private @Nullable SeriesHead head(Filters filters) {
        return filters.get("series").matches("\\d{1,9}")
                ? series.require(Integer.parseInt(filters.get("series")))
                : null;
    }

    private static int year(@Nullable Integer wanted, LocalDate today) {
        int year = wanted == null ? today.getYear() : wanted;
        if (year < EARLIEST || year > today.getYear() + 1) {
            throw new Invalid("year", "ui.form.range", String.valueOf(EARLIEST), String.valueOf(today.getYear()));
        }
        return year;
    }

    private Map<LocalDate, Day> days(Filters filters, int year) {
        return queries.days(filters, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
    }

    private static List<Day> every(int year, Map<LocalDate, Day> days) {
        var all = new ArrayList<Day>();
        for (var day = LocalDate.of(year, 1, 1); day.getYear() == year; day = day.plusDays(1)) {
            all.add(days.getOrDefault(day, Day.empty(day)));
        }
        return all;
    }

    /// For the template's table.
    static String words(Month month, Texts t) {
        return t.of("monitoring.heat.told.month", t.month(month.month()), month.exceeded());
    }
}
