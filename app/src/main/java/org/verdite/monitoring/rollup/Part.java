package org.verdite.monitoring.rollup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.verdite.shared.NonDetects;

/// One of the values that are put in the order of their size. zero, half, full: with what is not detected counted as
/// nothing, half its level, all of it; NaN where that is not known.
///
/// @param at when it began; a date as that date's 00:00 UTC
/// @param last the legal day on which it was over
/// @param least what it is at least, where it is not known
public record Part(
        Instant at,
        boolean dateOnly,
        LocalDate last,
        double zero,
        double half,
        double full,
        double least,
        boolean notDetected) {

    public static Part measured(Instant at, boolean dateOnly, LocalDate day, double value) {
        return new Part(at, dateOnly, day, value, value, value, value, false);
    }

    /// @param level NaN when nobody said at which
    public static Part below(Instant at, boolean dateOnly, LocalDate day, double level) {
        return new Part(at, dateOnly, day, 0, level / 2, level, 0, true);
    }

    /// Past the end of the range, or too much to count.
    ///
    /// @param level NaN when nobody knows where it ends
    public static Part above(Instant at, boolean dateOnly, LocalDate day, double level) {
        return new Part(at, dateOnly, day, level, Double.NaN, Double.NaN, Double.isNaN(level) ? 0 : level, false);
    }

    /// A mean that was put together.
    static Part of(Periods.Period mean, Aggregation kind) {
        var hour = mean.hour();
        return new Part(
                hour != null ? hour : mean.begin().atStartOfDay().toInstant(ZoneOffset.UTC),
                hour == null,
                mean.last(),
                mean.sums().value(kind, NonDetects.ZERO).orElse(Double.NaN),
                mean.sums().value(kind, NonDetects.HALF).orElse(Double.NaN),
                mean.sums().value(kind, NonDetects.FULL).orElse(Double.NaN),
                0,
                mean.notDetected() > 0);
    }

    double by(NonDetects rule) {
        return switch (rule) {
            case ZERO -> zero;
            case HALF -> half;
            case FULL -> full;
        };
    }

    /// By what it is shown and put in order where only one value can be.
    public double shown() {
        return Double.isNaN(half) ? least : half;
    }
}
