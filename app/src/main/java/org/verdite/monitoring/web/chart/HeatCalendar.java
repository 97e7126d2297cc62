package org.verdite.monitoring.web.chart;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.verdite.monitoring.web.chart.HeatQueries.Day;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;

/// A year as twelve rows of days, in pixels. What a day is, is said by shape and number; colour only says
/// it again.
///
/// @param exceeded of the whole year
record HeatCalendar(List<Month> months, int exceeded, int empty) {

    static final int LEFT = 48;
    static final int TOP = 24;
    static final int CELL = 26;
    static final int STEP = 28;
    static final int MANY = 5;
    static final int WIDTH = LEFT + 31 * STEP + 56;
    static final int HEIGHT = TOP + 12 * STEP + 4;

    enum Kind {
        /// Fewer than {@link #MANY} verdicts.
        SOME,
        MANY,
        /// Judged, nothing exceeded.
        NONE,
        /// Results, none of them judged.
        UNJUDGED,
        /// No result.
        EMPTY,
        /// Still to come.
        AHEAD
    }

    record Cell(Day day, Kind kind, int x, int y, String told, String link) {}

    /// @param over days that are over or have begun
    record Month(
            YearMonth month,
            List<Cell> cells,
            int exceeded,
            int daysExceeded,
            int judged,
            int unjudged,
            int empty,
            int y) {

        String range() {
            return "from=" + month.atDay(1) + "&to=" + month.atEndOfMonth();
        }
    }

    static HeatCalendar of(int year, LocalDate today, Map<LocalDate, Day> days, Filters filters, Texts t) {
        var months = new ArrayList<Month>();
        for (int m = 1; m <= 12; m++) {
            months.add(month(YearMonth.of(year, m), today, days, filters, t));
        }
        return new HeatCalendar(
                months,
                months.stream().mapToInt(Month::exceeded).sum(),
                months.stream().mapToInt(Month::empty).sum());
    }

    private static Month month(YearMonth month, LocalDate today, Map<LocalDate, Day> days, Filters filters, Texts t) {
        var cells = new ArrayList<Cell>();
        int y = TOP + (month.getMonthValue() - 1) * STEP;
        for (int d = 1; d <= month.lengthOfMonth(); d++) {
            var date = month.atDay(d);
            var day = days.getOrDefault(date, Day.empty(date));
            var kind = kind(day, today);
            cells.add(new Cell(day, kind, LEFT + (d - 1) * STEP, y, told(day, kind, t), link(day, filters)));
        }
        return new Month(
                month,
                cells,
                cells.stream().mapToInt(c -> c.day().exceeded()).sum(),
                count(cells, Kind.SOME) + count(cells, Kind.MANY),
                count(cells, Kind.NONE) + count(cells, Kind.SOME) + count(cells, Kind.MANY),
                count(cells, Kind.UNJUDGED),
                count(cells, Kind.EMPTY),
                y);
    }

    private static int count(List<Cell> cells, Kind kind) {
        return (int) cells.stream().filter(c -> c.kind() == kind).count();
    }

    private static Kind kind(Day day, LocalDate today) {
        if (day.exceeded() > 0) {
            return day.exceeded() < MANY ? Kind.SOME : Kind.MANY;
        }
        if (day.judged() > 0) {
            return Kind.NONE;
        }
        if (day.results() > 0) {
            return Kind.UNJUDGED;
        }
        return day.day().isAfter(today) ? Kind.AHEAD : Kind.EMPTY;
    }

    private static String told(Day day, Kind kind, Texts t) {
        return t.of("monitoring.heat.told." + kind, t.date(day.day()), day.exceeded(), day.results(), day.judged());
    }

    /// The list of exactly this day's verdicts, narrowed as the calendar is.
    private static String link(Day day, Filters filters) {
        return new Filters("", filters.values())
                .on(
                        "/monitoring/calendar/exceeded",
                        "from",
                        day.day().toString(),
                        "to",
                        day.day().toString());
    }
}
