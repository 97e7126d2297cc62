package org.verdite.targets;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the shares of a goal make up the whole, by the kind of what is measured.
public enum Method {
    /// Quantities: shares add up.
    SUM,
    /// Rates: each share is the whole's value.
    SAME,
    /// Intensities: the mean of the shares by what they are weighed with.
    WEIGHTED,
    /// Kept or not kept; no number.
    OBLIGATION,
    /// The best of the shares reaches the whole.
    BEST;

    static final int DIGITS = 4;

    public boolean numeric() {
        return this != OBLIGATION;
    }

    /// True when the whole is counted from the parts: nobody may stand in two of them.
    public boolean adds() {
        return this == SUM || this == WEIGHTED;
    }

    /// What each would carry of a whole.
    ///
    /// @param weights one for each; null counts as 1
    /// @return one for each in the same order; of a sum they add up to the whole to the last digit
    public List<@Nullable BigDecimal> split(@Nullable BigDecimal whole, List<? extends @Nullable BigDecimal> weights) {
        var parts = new ArrayList<@Nullable BigDecimal>();
        if (whole == null || this != SUM) {
            weights.forEach(_ -> parts.add(whole));
            return parts;
        }
        var all = weights.stream().map(Method::weight).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal before = BigDecimal.ZERO;
        BigDecimal given = BigDecimal.ZERO;
        for (var weight : weights) {
            // what is rounded off one goes to the next, so that nothing is lost on the way
            before = before.add(weight(weight));
            var until =
                    whole.multiply(before).divide(all, MathContext.DECIMAL128).setScale(DIGITS, RoundingMode.HALF_UP);
            parts.add(until.subtract(given));
            given = until;
        }
        return parts;
    }

    private static BigDecimal weight(@Nullable BigDecimal weight) {
        return weight == null ? BigDecimal.ONE : weight;
    }
}
