package org.verdite.monitoring.chart;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/// What one point of a chart stands for: one result, or all of an hour, a day, a week or a month.
public enum Step {
    RAW(0),
    HOUR(1 / 24.0),
    DAY(1),
    WEEK(7),
    MONTH(30);

    private final double days;

    Step(double days) {
        this.days = days;
    }

    /// The finest with which a stretch has no more points than a screen can show.
    ///
    /// @param few whether the results themselves are no more than that
    public static Step of(boolean few, LocalDate from, LocalDate to, int most) {
        if (few) {
            return RAW;
        }
        long span = ChronoUnit.DAYS.between(from, to) + 1;
        for (Step step : new Step[] {HOUR, DAY, WEEK}) {
            if (span / step.days + 1 <= most) {
                return step;
            }
        }
        return MONTH;
    }
}
