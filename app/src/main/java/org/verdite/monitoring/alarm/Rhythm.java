package org.verdite.monitoring.alarm;

import java.util.Set;

/// How often a series brings data. HOUR and DAY are intervals: a silence longer than that is a gap. The others are
/// calendar periods of the point's own days, each with a number of results.
public enum Rhythm {
    HOUR,
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR;

    private static final Set<Rhythm> INTERVALS = Set.of(HOUR, DAY);

    public boolean interval() {
        return INTERVALS.contains(this);
    }
}
