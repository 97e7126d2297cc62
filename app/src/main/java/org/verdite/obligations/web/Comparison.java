package org.verdite.obligations.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.verdite.obligations.LimitRegister;
import org.verdite.obligations.Ranked;
import org.verdite.obligations.web.SetQueries.LimitRow;
import org.verdite.obligations.web.SetQueries.SetRow;
import org.verdite.shared.LocalText;
import org.verdite.shared.units.UnitTable;
import org.verdite.ui.Texts;

/// Sets of limits side by side: one line for what can be compared, which is the same parameter, fraction, basis,
/// statistic, rank and operator at the same sort of place, in one unit. The strictest is marked within a line only.
record Comparison(List<Column> columns, List<Line> lines) {

    /// @param asOf the day whose limits are shown: the one asked for, or the nearest on which the set was in force
    /// @param inForce false when the set was not in force on the day asked for
    record Column(SetRow set, LocalDate asOf, boolean inForce) {}

    /// @param fraction empty for the parameter's own, which is the total wherever a total is limited
    /// @param place OUTFALL for what leaves the site, else the kind of point; lakes are a sort of their own
    /// @param ranked which of many values it is, see {@link Ranked}; empty for a value or a mean
    /// @param unit of every value in the line
    record Key(
            String parameter,
            String fraction,
            String basis,
            String statistic,
            String ranked,
            String operator,
            String place,
            String unit) {

        String statistic(Texts t) {
            var which = Ranked.read(ranked);
            String words = t.of("obligations.statistic." + statistic);
            return which == null ? words : t.of("obligations.ranked.which", words, which.said(t));
        }
    }

    /// @param cells as many as there are columns
    record Line(Key key, LocalText name, List<Cell> cells) {
        boolean same(@Nullable Line other) {
            return other != null && key.parameter().equals(other.key.parameter());
        }
    }

    record Cell(List<Value> values) {}

    /// @param lower and upper, in the unit of the line
    /// @param limit as the set says it
    record Value(@Nullable BigDecimal lower, @Nullable BigDecimal upper, LimitRow limit, boolean strictest) {

        boolean byFormula() {
            return !limit.window().formula().isEmpty();
        }

        String shown(Texts t) {
            if (byFormula()) {
                return t.of("obligations.limit.byFormula");
            }
            if (lower != null && upper != null) {
                return number(t, lower) + "–" + number(t, upper);
            }
            return lower != null ? "≥\u202f" + number(t, lower) : number(t, Objects.requireNonNull(upper));
        }

        private static String number(Texts t, BigDecimal number) {
            return t.number(number, Math.max(0, number.scale()));
        }
    }

    private record Found(
            int column,
            LimitRow limit,
            @Nullable BigDecimal lower,
            @Nullable BigDecimal upper) {
        boolean bound() {
            return lower != null || upper != null;
        }
    }

    private static final Comparator<Key> ORDER = Comparator.comparing(Key::parameter)
            .thenComparing(Key::fraction)
            .thenComparing(Key::basis)
            .thenComparing(Key::place)
            .thenComparing(key -> LimitRegister.STATISTICS.indexOf(key.statistic()))
            .thenComparing(Key::ranked)
            .thenComparing(Key::operator)
            .thenComparing(Key::unit);

    /// @param limits of each set, all its days
    static Comparison of(List<SetRow> sets, Map<Long, List<LimitRow>> limits, LocalDate day) {
        var columns = sets.stream().map(set -> column(set, day)).toList();
        var found = new TreeMap<Key, List<Found>>(ORDER);
        var units = new LinkedHashMap<String, List<String>>();
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            for (LimitRow limit : limits.getOrDefault(column.set().id(), List.of())) {
                if (!column.asOf().isBefore(limit.from())
                        && (limit.to() == null || column.asOf().isBefore(limit.to()))) {
                    put(found, units, i, limit);
                }
            }
        }
        var lines = new ArrayList<Line>();
        found.forEach((key, all) -> lines.add(line(key, all, columns.size())));
        return new Comparison(columns, lines);
    }

    private static Column column(SetRow set, LocalDate day) {
        if (set.holdsOn(day)) {
            return new Column(set, day, true);
        }
        var to = set.to();
        return new Column(set, to == null || day.isBefore(set.from()) ? set.from() : to.minusDays(1), false);
    }

    /// The first unit in which a parameter appears is that of its lines; what does not convert gets a line of its own.
    private static void put(Map<Key, List<Found>> found, Map<String, List<String>> units, int column, LimitRow limit) {
        var known = units.computeIfAbsent(limit.parameter(), _ -> new ArrayList<>());
        String unit = known.stream()
                .filter(u -> UnitTable.standard().factor(limit.unit(), u).isPresent())
                .findFirst()
                .orElseGet(() -> {
                    known.add(limit.unit());
                    return limit.unit();
                });
        var factor = UnitTable.standard().factor(limit.unit(), unit).orElse(BigDecimal.ONE);
        var key = new Key(
                limit.parameter(),
                limit.fraction().equals("TOTAL") ? "" : limit.fraction(),
                limit.basis(),
                limit.statistic(),
                Ranked.text(limit.window().ranked()),
                limit.operator(),
                place(limit.pointClass()),
                unit);
        found.computeIfAbsent(key, _ -> new ArrayList<>())
                .add(new Found(column, limit, times(limit.lower(), factor), times(limit.upper(), factor)));
    }

    /// Decimals stay as they were written where nothing is converted.
    private static @Nullable BigDecimal times(@Nullable BigDecimal number, BigDecimal factor) {
        if (number == null || factor.compareTo(BigDecimal.ONE) == 0) {
            return number;
        }
        var converted = number.multiply(factor).stripTrailingZeros();
        return converted.scale() < 0 ? converted.setScale(0) : converted;
    }

    private static String place(String pointClass) {
        int colon = pointClass.indexOf(':');
        String kind = colon < 0 ? pointClass : pointClass.substring(0, colon);
        return kind.equals("WORKSHOP_OUTLET") ? "OUTFALL" : pointClass.endsWith("-LAKE") ? kind + "-LAKE" : kind;
    }

    private static Line line(Key key, List<Found> all, int columns) {
        var strictest = strictest(key.operator(), all);
        var cells = IntStream.range(0, columns)
                .mapToObj(i -> new Cell(all.stream()
                        .filter(f -> f.column() == i)
                        .map(f -> new Value(f.lower(), f.upper(), f.limit(), strictest.test(f)))
                        .toList()))
                .toList();
        return new Line(key, all.getFirst().limit().parameterName(), cells);
    }

    /// Nothing is marked where only one set speaks, or all say the same; a range is stricter only where it lies within
    /// all others.
    private static Predicate<Found> strictest(String operator, List<Found> all) {
        var bounds = all.stream().filter(Found::bound).toList();
        if (bounds.stream().map(Found::column).distinct().count() < 2
                || bounds.stream().allMatch(f -> within(operator, bounds, f))) {
            return _ -> false;
        }
        return f -> f.bound() && within(operator, bounds, f);
    }

    private static boolean within(String operator, List<Found> bounds, Found f) {
        return bounds.stream()
                .allMatch(o -> (operator.equals("MAX") || atLeast(f.lower(), o.lower()))
                        && (operator.equals("MIN") || atLeast(o.upper(), f.upper())));
    }

    private static boolean atLeast(@Nullable BigDecimal a, @Nullable BigDecimal b) {
        return a != null && b != null && a.compareTo(b) >= 0;
    }
}
