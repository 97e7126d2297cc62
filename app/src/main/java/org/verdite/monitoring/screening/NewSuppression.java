package org.verdite.monitoring.screening;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Results of a series, from one start to another, both included, that should not count.
///
/// @param doubt that gave rise to it
public record NewSuppression(
        int series,
        Instant from,
        Instant to,
        Cause cause,
        String reason,
        @Nullable Integer doubt) {}
