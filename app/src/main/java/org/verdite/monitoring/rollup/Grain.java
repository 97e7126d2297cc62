package org.verdite.monitoring.rollup;

import java.time.LocalDate;

/// How long a period is.
public enum Grain {
    DAY,
    MONTH,
    QUARTER,
    YEAR;

    /// The first day of the period that a day belongs to.
    public LocalDate begin(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> day.with(day.getMonth().firstMonthOfQuarter()).withDayOfMonth(1);
            case YEAR -> day.withDayOfYear(1);
        };
    }

    /// The last day of the period that a day belongs to.
    public LocalDate last(LocalDate day) {
        var begin = begin(day);
        return switch (this) {
            case DAY -> begin;
            case MONTH -> begin.plusMonths(1).minusDays(1);
            case QUARTER -> begin.plusMonths(3).minusDays(1);
            case YEAR -> begin.plusYears(1).minusDays(1);
        };
    }
}
