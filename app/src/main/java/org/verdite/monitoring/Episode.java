package org.verdite.monitoring;

import java.math.BigDecimal;
import java.time.Instant;

/// Consecutive results that exceeded one limit, as judging shows them now.
///
/// @param ended when the last of them began
/// @param peak the value farthest from the limit
/// @param year of the first result at its point: it goes into the number
/// @param ongoing true while no later result was judged within
record Episode(
        int unit,
        int series,
        long limit,
        String kind,
        Instant started,
        Instant ended,
        boolean dateOnly,
        int results,
        double peak,
        Instant peakAt,
        BigDecimal limitValue,
        boolean above,
        String measure,
        int year,
        boolean ongoing) {

    /// An episode as it is stored.
    ///
    /// @param withdrawn true when no value showed it any more; it stands again when values do
    record Known(int id, int series, long limit, Instant started, Instant ended, boolean withdrawn) {

        boolean touches(Episode episode) {
            return !episode.ended().isBefore(started) && !episode.started().isAfter(ended);
        }
    }
}
