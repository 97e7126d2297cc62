package org.verdite.targets;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/// How much of what was asked was reached.
///
/// @param degree in per cent, to one decimal: above a hundred where more was reached than asked, never
/// below nothing
/// @param score the degree, no more than a hundred
public record Attainment(BigDecimal degree, BigDecimal score) {

    private static final BigDecimal HUNDRED = new BigDecimal("100");
    private static final BigDecimal MOST = new BigDecimal("1000");

    /// Of at least so much: what was reached over what was asked. Of at most so much: a hundred, less what
    /// is above it in per cent of what was asked, and more by what is below. Of nothing, or of less than
    /// nothing, there is no per cent: it was kept or not.
    static Attainment of(NewTarget.Direction direction, BigDecimal asked, BigDecimal reached) {
        boolean atLeast = direction == NewTarget.Direction.AT_LEAST;
        if (asked.signum() <= 0) {
            boolean kept = atLeast ? reached.compareTo(asked) >= 0 : reached.compareTo(asked) <= 0;
            return made(kept ? HUNDRED : BigDecimal.ZERO);
        }
        var part = reached.multiply(HUNDRED).divide(asked, MathContext.DECIMAL128);
        return made(atLeast ? part : HUNDRED.add(HUNDRED).subtract(part));
    }

    /// Missed by a hair is not reached: the degree is rounded down.
    private static Attainment made(BigDecimal exact) {
        var degree = exact.max(BigDecimal.ZERO).min(MOST).setScale(1, RoundingMode.DOWN);
        return new Attainment(degree, degree.min(HUNDRED));
    }

    /// The mean of scores by their weights, to one decimal.
    ///
    /// @param scores at least one
    static BigDecimal mean(List<BigDecimal> scores, List<BigDecimal> weights) {
        var sum = BigDecimal.ZERO;
        var all = BigDecimal.ZERO;
        for (int i = 0; i < scores.size(); i++) {
            sum = sum.add(scores.get(i).multiply(weights.get(i)));
            all = all.add(weights.get(i));
        }
        return sum.divide(all, 1, RoundingMode.DOWN);
    }
}
