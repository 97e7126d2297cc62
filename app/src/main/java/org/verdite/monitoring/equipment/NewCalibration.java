package org.verdite.monitoring.equipment;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A calibration as it was found.
///
/// @param until the last day on which it holds; null of one that failed
/// @param zeroDrift of the range, in per cent
public record NewCalibration(
        LocalDate on,
        String by,
        Result result,
        @Nullable LocalDate until,
        @Nullable BigDecimal zeroDrift,
        @Nullable BigDecimal spanDrift,
        String certificate,
        String note) {

    /// ADJUSTED: out of tolerance when it was found, within it when it was left.
    public enum Result {
        PASSED,
        ADJUSTED,
        FAILED
    }
}
