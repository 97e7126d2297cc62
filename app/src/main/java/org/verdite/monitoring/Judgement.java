package org.verdite.monitoring;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.verdite.monitoring.judgement.LimitLine;
import org.verdite.monitoring.judgement.Measured;
import org.verdite.monitoring.judgement.Verdict;

/// A verdict that is kept: one result held against one limit, with the values used.
///
/// @param started identity of the result, with the five that follow
/// @param verdict 2 warning, 3 exceeded, 4 not judgeable
/// @param reason code of {@link org.verdite.monitoring.judgement.Reason}, 0 for none
/// @param value the value used, in the series' unit; NaN when there was none
/// @param inputs what the bound, or a mean, was computed from, by name
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
        String measure,
        Map<String, Double> inputs) {

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
                measure,
                line.inputs());
    }

    /// The same with what its mean was made of.
    Judgement of(Measured.@Nullable Composed composed) {
        if (composed == null) {
            return this;
        }
        var all = new HashMap<>(inputs);
        all.put("results", (double) composed.results());
        put(all, "zero", composed.zero());
        put(all, "half", composed.half());
        put(all, "full", composed.full());
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
                verdict,
                reason,
                value,
                limitValue,
                measure,
                all);
    }

    private static void put(Map<String, Double> all, String name, double value) {
        if (!Double.isNaN(value)) {
            all.put(name, value);
        }
    }
}
