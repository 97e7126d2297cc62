package org.verdite.monitoring;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.verdite.monitoring.judgement.LimitLine;
import org.verdite.monitoring.judgement.Verdict;

/// A verdict that is kept: one result held against one limit, with the values used.
///
/// @param started identity of the result, with the five that follow
/// @param verdict 2 warning, 3 exceeded, 4 not judgeable
/// @param reason code of {@link org.verdite.monitoring.judgement.Reason}, 0 for none
/// @param value the value used, in the series' unit; NaN when there was none
/// @param limitValue the bound used, in the series' unit; null where a formula gave none
public record Judgement(
        int series,
        int unit,
        Instant started,
        Instant ended,
        String sample,
        int replicate,
        int run,
        int revision,
        LimitLine line,
        int verdict,
        int reason,
        double value,
        @Nullable BigDecimal limitValue,
        String measure) {

    /// @param unit unit id of the series
    /// @param measure the series' unit of measurement
    public static Judgement of(
            int series,
            int unit,
            Instant started,
            Instant ended,
            String sample,
            int replicate,
            int run,
            int revision,
            LimitLine line,
            Verdict verdict,
            double value,
            String measure) {
        return new Judgement(
                series,
                unit,
                started,
                ended,
                sample,
                replicate,
                run,
                revision,
                line,
                verdict.code(),
                verdict.reasonCode(),
                value,
                line.boundFor(value),
                measure);
    }
}
