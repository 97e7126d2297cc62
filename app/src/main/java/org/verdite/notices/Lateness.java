package org.verdite.notices;

import java.time.Duration;
import java.time.Instant;

/// How many whole days after something happened it became known.
public final class Lateness {

    private Lateness() {}

    /// @param dateOnly then the day itself doesn't count
    public static long days(Instant happened, boolean dateOnly, Instant known) {
        var end = dateOnly ? happened.plus(Duration.ofDays(1)) : happened;
        return Math.max(0, Duration.between(end, known).toDays());
    }
}
