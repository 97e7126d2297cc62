package org.verdite.monitoring;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// How a series is measured from a day on: a change of method, instrument, depth or interval.
public record NewSegment(
        LocalDate from,
        String method,
        String instrument,
        @Nullable BigDecimal depthM,
        String interval,
        String sourceUnit) {}
