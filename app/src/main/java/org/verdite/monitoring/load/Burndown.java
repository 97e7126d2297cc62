package org.verdite.monitoring.load;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// How a quota is used up over its period, and when nothing would be left of it.
///
/// The run rate is that of the last three ended months with a load, mass by day, also where they lie before the period;
/// it knows no seasons. From the last day that loads tell of, what is left lasts as long as it gives.
///
/// @param share used of the amount
/// @param asOf the first day that loads tell nothing of
/// @param perDay the run rate; null where no ended month has a load
/// @param usedUp month in which the amount was reached; null while something is left
/// @param projected the day on which it would be; null where it was, or no rate is known, or nothing is discharged
/// @param missing months of the period up to `asOf` without a load: what is used may be more
public record Burndown(
        LocalDate begin,
        LocalDate end,
        BigDecimal amount,
        BigDecimal used,
        BigDecimal left,
        BigDecimal share,
        LocalDate asOf,
        @Nullable BigDecimal perDay,
        @Nullable YearMonth usedUp,
        @Nullable LocalDate projected,
        Standing standing,
        List<YearMonth> missing,
        List<Step> steps) {

    private static final int RATE_MONTHS = 3;
    /// Further away than a projection says anything about.
    private static final long FAR = 366L * 50;

    public enum Standing {
        /// No load tells how much was used.
        UNKNOWN,
        WITHIN,
        /// More is used than the warning level.
        WARNING,
        /// At the run rate nothing is left before the period ends.
        SHORT,
        /// More is used than was allowed.
        OVER
    }

    /// What left an outlet in a month.
    public record Used(BigDecimal kilograms, boolean complete) {}

    /// @param left after the month
    public record Step(YearMonth month, BigDecimal used, BigDecimal left, boolean complete) {}

    /// @param end the first day after the period
    /// @param warning share of the amount at which it is warned
    /// @param months loads by month, also those before the period
    public static Burndown of(
            LocalDate begin,
            LocalDate end,
            BigDecimal amount,
            BigDecimal warning,
            SortedMap<YearMonth, Used> months,
            LocalDate today) {
        var steps = new ArrayList<Step>();
        var missing = new ArrayList<YearMonth>();
        BigDecimal left = amount;
        YearMonth usedUp = null;
        var within = months.subMap(
                YearMonth.from(begin), YearMonth.from(end.minusDays(1)).plusMonths(1));
        LocalDate asOf = begin;
        if (!within.isEmpty()) {
            var last = within.lastKey();
            asOf = earliest(last.plusMonths(1).atDay(1), today.plusDays(1), end);
            for (var month = YearMonth.from(begin); !month.isAfter(last); month = month.plusMonths(1)) {
                var load = within.get(month);
                if (load == null) {
                    missing.add(month);
                    continue;
                }
                left = left.subtract(load.kilograms());
                usedUp = usedUp == null && left.signum() < 0 ? month : usedUp;
                steps.add(new Step(month, load.kilograms(), left, load.complete()));
            }
        }
        var used = amount.subtract(left);
        var rate = rate(months, today);
        var projected = usedUp != null || within.isEmpty() ? null : projected(asOf, left, rate);
        var share = used.divide(amount, MathContext.DECIMAL64);
        return new Burndown(
                begin,
                end,
                amount,
                used,
                left,
                share,
                asOf,
                rate,
                usedUp,
                projected,
                standing(within.isEmpty(), usedUp, share.compareTo(warning) >= 0, projected, end),
                List.copyOf(missing),
                List.copyOf(steps));
    }

    private static Standing standing(
            boolean none, @Nullable YearMonth usedUp, boolean warned, @Nullable LocalDate projected, LocalDate end) {
        if (none) {
            return Standing.UNKNOWN;
        }
        if (usedUp != null) {
            return Standing.OVER;
        }
        if (projected != null && projected.isBefore(end)) {
            return Standing.SHORT;
        }
        return warned ? Standing.WARNING : Standing.WITHIN;
    }

    private static LocalDate earliest(LocalDate a, LocalDate b, LocalDate c) {
        LocalDate first = a.isBefore(b) ? a : b;
        return first.isBefore(c) ? first : c;
    }

    private static @Nullable BigDecimal rate(SortedMap<YearMonth, Used> months, LocalDate today) {
        var ended = new ArrayList<>(months.headMap(YearMonth.from(today)).entrySet());
        if (ended.isEmpty()) {
            return null;
        }
        var last = ended.subList(Math.max(0, ended.size() - RATE_MONTHS), ended.size());
        BigDecimal mass = last.stream().map(e -> e.getValue().kilograms()).reduce(BigDecimal.ZERO, BigDecimal::add);
        long days = last.stream().mapToLong(e -> e.getKey().lengthOfMonth()).sum();
        return mass.divide(BigDecimal.valueOf(days), MathContext.DECIMAL64);
    }

    private static @Nullable LocalDate projected(LocalDate asOf, BigDecimal left, @Nullable BigDecimal rate) {
        if (rate == null || rate.signum() <= 0) {
            return null;
        }
        var days = left.divide(rate, 0, RoundingMode.FLOOR);
        return days.compareTo(BigDecimal.valueOf(FAR)) > 0 ? null : asOf.plusDays(days.longValueExact());
    }

    /// What would be used when the period ends, at the run rate; null where none is known.
    public @Nullable BigDecimal atEnd() {
        return perDay == null
                ? null
                : used.add(perDay.multiply(BigDecimal.valueOf(Math.max(0, ChronoUnit.DAYS.between(asOf, end)))));
    }
}
