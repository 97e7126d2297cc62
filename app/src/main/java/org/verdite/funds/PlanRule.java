package org.verdite.funds;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.Money;

/// How plans are judged and decided from a day on.
///
/// @param overPercent spending beyond what was due by more than this is flagged
/// @param underPercent and below it by more than this
/// @param threshold a line above it is approved one level up only
/// @param supersededAt null while it is what was said last for its day
public record PlanRule(
        long id,
        LocalDate validFrom,
        BigDecimal overPercent,
        BigDecimal underPercent,
        Money threshold,
        Instant recordedAt,
        @Nullable Instant supersededAt) {

    /// What is said of spending against what was due; null where nothing was due to compare with.
    public @Nullable Deviation judge(BigDecimal due, BigDecimal spent) {
        if (due.signum() <= 0) {
            return spent.signum() > 0 ? Deviation.OVER : null;
        }
        BigDecimal percent = percent(due, spent);
        return percent.compareTo(overPercent) > 0
                ? Deviation.OVER
                : percent.negate().compareTo(underPercent) > 0 ? Deviation.UNDER : Deviation.WITHIN;
    }

    /// (spent − due) ÷ due, in percent; what is more than nothing must have been due.
    public static BigDecimal percent(BigDecimal due, BigDecimal spent) {
        return spent.subtract(due).scaleByPowerOfTen(2).divide(due, 4, java.math.RoundingMode.HALF_UP);
    }
}
