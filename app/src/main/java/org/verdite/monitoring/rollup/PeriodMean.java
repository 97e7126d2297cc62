package org.verdite.monitoring.rollup;

import java.util.Arrays;
import java.util.Optional;
import org.verdite.obligations.Ranked;

/// The statistics of limits that can be put together from values of shorter times: means, and of the values of a period
/// the one that has a rank among them by size.
public enum PeriodMean {
    HOUR_MEAN,
    /// The highest mean of eight hours in a row that ends on a day (HJ 663-2013, for ozone).
    EIGHT_HOUR_MEAN,
    DAY_MEAN,
    /// Of the samples of any thirty days in a row.
    MEAN_30_DAYS,
    MONTH_MEAN,
    QUARTER_MEAN,
    YEAR_MEAN,
    MONTH_PERCENTILE,
    QUARTER_PERCENTILE,
    YEAR_PERCENTILE,
    /// Of so many values in a row.
    AT_MOST_OF,
    /// Of the values of any thirty days in a row.
    AT_MOST_30_DAYS,
    AT_MOST_MONTH,
    AT_MOST_QUARTER,
    AT_MOST_YEAR;

    /// Of {@link #MEAN_30_DAYS} and {@link #AT_MOST_30_DAYS}.
    public static final int SLIDING_DAYS = 30;

    /// @return empty for a statistic that is no mean over a period
    public static Optional<PeriodMean> of(String statistic) {
        return Arrays.stream(values())
                .filter(mean -> mean.name().equals(statistic))
                .findFirst();
    }

    /// Whether it is one of the values of a period, by its rank.
    public boolean ranked() {
        return Ranked.asked(name());
    }

    /// Whether its periods follow each other day by day, as wide as the limit that asks for them says. No calendar has
    /// them.
    public boolean sliding() {
        return this == MEAN_30_DAYS || this == AT_MOST_30_DAYS;
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
            case HOUR_MEAN, EIGHT_HOUR_MEAN, DAY_MEAN, MEAN_30_DAYS, AT_MOST_OF, AT_MOST_30_DAYS -> Grain.DAY;
            case MONTH_MEAN, MONTH_PERCENTILE, AT_MOST_MONTH -> Grain.MONTH;
            case QUARTER_MEAN, QUARTER_PERCENTILE, AT_MOST_QUARTER -> Grain.QUARTER;
            case YEAR_MEAN, YEAR_PERCENTILE, AT_MOST_YEAR -> Grain.YEAR;
        };
    }
}
