package org.verdite.monitoring.load;

import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/// The mass that left an outlet in a month.
///
/// @param kilograms not a number where no hour or day has both a concentration and a flow
/// @param cubicMetres the volume that the mass left with, of the same hours or days
/// @param present hours or days in which both were measured
/// @param filled those in which the rule for gaps stands for one or both
/// @param needed hours or days of the month
/// @param results concentrations of the month that counted; notDetected of them were not detected
/// @param leftOut values of concentration or flow that are suspect, or that say no number by the rule
public record MassLoad(
        double kilograms,
        double cubicMetres,
        int present,
        int filled,
        int needed,
        int results,
        int notDetected,
        int leftOut,
        LoadRule rule) {

    /// A last valid hour is no older than a week, a sample stands no longer than the longest quarter.
    static final int HOURS_BACK = 7 * 24;

    public static final int DAYS_APART = 92;

    /// The load of a legal month.
    ///
    /// @param concentrations in kg/m³, also of the days around the month
    /// @param flows in m³/s
    public static MassLoad of(
            YearMonth month, ZoneId zone, LoadRule rule, List<Reading> concentrations, List<Reading> flows) {
        var slots = Slots.of(month, zone, rule.method());
        var sorted = concentrations.stream().sorted(Reading.ORDER).toList();
        var flowing = flows.stream().sorted(Reading.ORDER).toList();
        double[] c = concentrations(slots, rule, sorted);
        double[] q = slots.means(flowing, rule.nonDetect());
        double[] cFilled = filled(slots, rule.gap(), c);
        double[] qFilled = filled(slots, rule.gap(), q);
        double mass = 0;
        double volume = 0;
        int present = 0;
        int filled = 0;
        for (int i = slots.first; i < slots.end; i++) {
            double cubicMetres = qFilled[i] * slots.seconds(i);
            if (Double.isNaN(cFilled[i]) || Double.isNaN(cubicMetres)) {
                continue;
            }
            mass += cFilled[i] * cubicMetres;
            volume += cubicMetres;
            if (Double.isNaN(c[i]) || Double.isNaN(q[i])) {
                filled++;
            } else {
                present++;
            }
        }
        boolean any = present + filled > 0;
        var own = sorted.stream().filter(slots::within).toList();
        int counted = (int) own.stream().filter(r -> counts(r, rule)).count();
        return new MassLoad(
                any ? mass : Double.NaN,
                any ? volume : Double.NaN,
                present,
                filled,
                slots.end - slots.first,
                counted,
                (int) own.stream()
                        .filter(r -> counts(r, rule) && r.notDetected())
                        .count(),
                own.size()
                        - counted
                        + (int) flowing.stream()
                                .filter(slots::within)
                                .filter(r -> !counts(r, rule))
                                .count(),
                rule);
    }

    private static boolean counts(Reading reading, LoadRule rule) {
        return !Double.isNaN(reading.counted(rule.nonDetect()));
    }

    private static double[] concentrations(Slots slots, LoadRule rule, List<Reading> readings) {
        return switch (rule.method()) {
            case HOURS, DAYS -> slots.means(readings, rule.nonDetect());
            case STANDS -> standing(slots.samples(readings, rule.nonDetect()));
            case NEAREST -> nearest(slots.samples(readings, rule.nonDetect()));
            case MEAN -> {
                double[] all = new double[slots.count()];
                Arrays.fill(
                        all,
                        readings.stream()
                                .filter(r -> slots.at(r.from()) >= slots.first && slots.at(r.from()) < slots.end)
                                .mapToDouble(r -> r.counted(rule.nonDetect()))
                                .filter(v -> !Double.isNaN(v))
                                .average()
                                .orElse(Double.NaN));
                yield all;
            }
        };
    }

    private static double[] standing(double[] samples) {
        double[] standing = new double[samples.length];
        int last = -1;
        for (int i = 0; i < samples.length; i++) {
            last = Double.isNaN(samples[i]) ? last : i;
            standing[i] = last < 0 || i - last > DAYS_APART ? Double.NaN : samples[last];
        }
        return standing;
    }

    /// Of two as near, the earlier.
    private static double[] nearest(double[] samples) {
        double[] nearest = new double[samples.length];
        Arrays.fill(nearest, Double.NaN);
        for (int i = 0; i < samples.length; i++) {
            for (int apart = 0; apart <= DAYS_APART && Double.isNaN(nearest[i]); apart++) {
                nearest[i] = i - apart >= 0 ? samples[i - apart] : Double.NaN;
                if (Double.isNaN(nearest[i]) && i + apart < samples.length) {
                    nearest[i] = samples[i + apart];
                }
            }
        }
        return nearest;
    }

    private static double[] filled(Slots slots, LoadRule.Gap rule, double[] values) {
        double[] filled = values.clone();
        double mean = Arrays.stream(values, slots.first, slots.end)
                .filter(v -> !Double.isNaN(v))
                .average()
                .orElse(Double.NaN);
        double last = Double.NaN;
        for (int i = 0; i < slots.end; i++) {
            last = Double.isNaN(values[i]) ? last : values[i];
            if (Double.isNaN(values[i])) {
                filled[i] = switch (rule) {
                    case NONE -> Double.NaN;
                    case LAST -> last;
                    case MEAN -> mean;
                };
            }
        }
        return filled;
    }

    public boolean known() {
        return !Double.isNaN(kilograms);
    }

    /// Nothing of the month is missing, or the rule stands for what is.
    public boolean complete() {
        return present + filled == needed;
    }
}
