package org.verdite.monitoring.web.chart;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.verdite.monitoring.chart.Axis;
import org.verdite.monitoring.chart.Box;
import org.verdite.monitoring.chart.Quantile;
import org.verdite.monitoring.web.Show;
import org.verdite.monitoring.web.chart.BoxQueries.Column;
import org.verdite.ui.Texts;

/// A box plot in pixels, ready to be written down as SVG.
///
/// @param left where the scale ends and the columns begin
record BoxDrawing(int width, int height, int left, Axis axis, List<Tick> ticks, List<Place> places) {

    static final int TOP = 14;
    static final int PLOT = 300;
    private static final int FOOT = 58;
    private static final int NARROW = 34;
    private static final int WIDE = 84;
    private static final int RIGHT = 16;
    private static final double DIGIT = 7.4;

    record Tick(double y, String text) {}

    /// @param x the column's middle
    /// @param half half of the box's width
    /// @param mark the word below it, `under` a second one
    /// @param limit where the highest detection limit is drawn; NaN without one
    record Place(Column column, double x, double half, String mark, String under, String told, double limit) {

        Box box() {
            return column.box();
        }
    }

    /// @param log on a logarithmic scale, where what can be nothing ends at its foot
    static BoxDrawing of(List<Column> columns, boolean log, Texts t) {
        double low = 0;
        double high = 0;
        double positive = Double.POSITIVE_INFINITY;
        for (Column c : columns) {
            for (Quantile q : c.box().quantiles()) {
                low = Math.min(low, q.drawn());
                high = Math.max(high, q.drawn());
                positive = q.drawn() > 0 ? Math.min(positive, q.drawn()) : positive;
            }
            for (var dot : c.dots()) {
                low = Math.min(low, dot.value());
                high = Math.max(high, dot.value());
                positive = dot.value() > 0 ? Math.min(positive, dot.value()) : positive;
            }
            high = Double.isNaN(c.box().highest())
                    ? high
                    : Math.max(high, c.box().highest());
        }
        var axis = log && Double.isFinite(positive) ? Axis.log(positive, high) : Axis.of(low, high);
        var ticks = axis.ticks().stream()
                .map(v -> new Tick(axis.y(v, TOP, PLOT), t.number(java.math.BigDecimal.valueOf(v), axis.digits(v))))
                .toList();
        int left = (int)
                Math.ceil(ticks.stream().mapToInt(x -> x.text().length()).max().orElse(1) * DIGIT + 14);
        boolean months = columns.isEmpty()
                || columns.getFirst().month() != null
                || columns.getFirst().season() > 0;
        double wide = months ? NARROW : WIDE;
        // few columns share the width of a page
        wide = Math.clamp(columns.isEmpty() ? wide : 860.0 / columns.size(), wide, 110);
        var places = new ArrayList<Place>();
        for (int i = 0; i < columns.size(); i++) {
            var c = columns.get(i);
            places.add(new Place(
                    c,
                    tenth(left + wide * (i + 0.5)),
                    tenth(Math.min(18, wide * 0.3)),
                    mark(c, t),
                    under(columns, i),
                    told(c, t),
                    Double.isNaN(c.box().highest())
                            ? Double.NaN
                            : axis.y(c.box().highest(), TOP, PLOT)));
        }
        int width = (int) Math.ceil(left + wide * columns.size() + RIGHT);
        return new BoxDrawing(width, TOP + PLOT + FOOT, left, axis, ticks, places);
    }

    double y(double value) {
        return axis.y(value, TOP, PLOT);
    }

    int floor() {
        return TOP + PLOT;
    }

    private static double tenth(double v) {
        return Math.round(v * 10) / 10.0;
    }

    private static String mark(Column c, Texts t) {
        if (c.month() != null) {
            return t.monthName(c.month());
        }
        if (c.season() > 0) {
            return monthOfYear(c.season(), t);
        }
        return c.point().length() > 10 ? c.point().substring(0, 9) + "…" : c.point();
    }

    static String monthOfYear(int month, Texts t) {
        return t.monthName(YearMonth.of(2000, month));
    }

    /// The year, at the first month and at each January.
    private static String under(List<Column> columns, int i) {
        var month = columns.get(i).month();
        return month == null || i > 0 && month.getMonthValue() > 1 ? "" : String.valueOf(month.getYear());
    }

    /// The box in words, for the pointer.
    private static String told(Column c, Texts t) {
        var box = c.box();
        String what = c.month() != null
                ? t.month(c.month())
                : c.season() > 0 ? monthOfYear(c.season(), t) : c.point() + " " + t.of(c.name());
        String n = t.of("monitoring.box.told", what, box.n(), box.below());
        return box.drawn()
                ? t.of(
                        "monitoring.box.toldFive",
                        n,
                        Show.quantile(t, box.lowest()),
                        Show.quantile(t, box.lower()),
                        Show.quantile(t, box.median()),
                        Show.quantile(t, box.upper()),
                        Show.quantile(t, box.highestValue()))
                : n;
    }
}
