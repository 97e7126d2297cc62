package org.verdite.monitoring.screening;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Results of a series, from one start to another, both included, that should not count.
///
/// @param only which of them, where several began at one time
/// @param doubt that gave rise to it
public record NewSuppression(
        int series,
        Instant from,
        Instant to,
        Only only,
        Cause cause,
        String reason,
        @Nullable Integer doubt) {

    /// Of the results of a stretch those of one sample, replicate and run; null for any.
    ///
    /// @param sample empty for results without a sample number
    public record Only(
            @Nullable String sample,
            @Nullable Integer replicate,
            @Nullable Integer run) {

        public static final Only ALL = new Only(null, null, null);
    }
}
