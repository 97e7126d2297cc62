package org.verdite.monitoring.rollup;

import java.time.LocalDate;

/// How long a period is.
public enum Grain {
    DAY,
    MONTH,
    YEAR;

    /// The first day of the period that a day belongs to.
    public LocalDate begin(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case MONTH -> day.withDayOfMonth(1);
            case YEAR -> day.withDayOfYear(1);
        };
    }
}
