package org.verdite.monitoring.rollup;

import java.util.Arrays;
import java.util.Optional;

/// The statistics of limits that can be put together from values of shorter times.
public enum PeriodMean {
    HOUR_MEAN,
    /// The highest mean of eight hours in a row that ends on a day (HJ 663-2013, for ozone).
    EIGHT_HOUR_MEAN,
    DAY_MEAN,
    /// Of the samples of any thirty days in a row.
    MEAN_30_DAYS,
    MONTH_MEAN,
    QUARTER_MEAN,
    YEAR_MEAN;

    /// Of {@link #MEAN_30_DAYS}.
    public static final int SLIDING_DAYS = 30;

    /// @return empty for a statistic that is no mean over a period
    public static Optional<PeriodMean> of(String statistic) {
        return Arrays.stream(values())
                .filter(mean -> mean.name().equals(statistic))
                .findFirst();
    }

    /// Whether values of a statistic may be its parts: single values always, and means of a shorter time.
    public boolean from(String statistic) {
        return statistic.equals("VALUE")
                || of(statistic)
                        .filter(own -> own != EIGHT_HOUR_MEAN && own != MEAN_30_DAYS)
                        .filter(own -> own.ordinal() < ordinal())
                        .isPresent();
    }

    /// The calendar's stretch whose results decide about all of its periods that a day touches.
    public Grain grain() {
        return switch (this) {
            case HOUR_MEAN, EIGHT_HOUR_MEAN, DAY_MEAN, MEAN_30_DAYS -> Grain.DAY;
            case MONTH_MEAN -> Grain.MONTH;
            case QUARTER_MEAN -> Grain.QUARTER;
            case YEAR_MEAN -> Grain.YEAR;
        };
    }
}
