package org.verdite.targets;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// How the parts of a whole stand against it. What nobody accepted is shared out, but not covered.
///
/// @param parts how many carry one
/// @param accepted of them, who signed for it
/// @param countered of them, who offer another value
/// @param allocated what all parts make together, in the whole's terms; null for an obligation and without parts
/// @param covered the same of the accepted parts alone
/// @param rest whole minus allocated; null when one of them is
/// @param uncovered whole minus covered: all of a sum while nobody accepted; null when it can't be said
public record Balance(
        int parts,
        int accepted,
        int countered,
        @Nullable BigDecimal allocated,
        @Nullable BigDecimal covered,
        @Nullable BigDecimal rest,
        @Nullable BigDecimal uncovered,
        Verdict verdict) {

    public enum Verdict {
        /// Nobody carries a part.
        NONE,
        EXACT,
        /// The parts together ask for less than the whole.
        SHORT,
        /// They ask for more.
        BEYOND
    }

    public static final Balance NONE = new Balance(0, 0, 0, null, null, null, null, Verdict.NONE);

    /// What the database counted of the parts.
    public record Sums(
            int parts,
            int accepted,
            int countered,
            @Nullable BigDecimal total,
            @Nullable BigDecimal covered,
            @Nullable BigDecimal weights,
            @Nullable BigDecimal weighted,
            @Nullable BigDecimal coveredWeights,
            @Nullable BigDecimal coveredWeighted,
            @Nullable BigDecimal least,
            @Nullable BigDecimal most,
            @Nullable BigDecimal coveredLeast,
            @Nullable BigDecimal coveredMost) {

        public static final Sums NONE = new Sums(0, 0, 0, null, null, null, null, null, null, null, null, null, null);
    }

    /// @param whole null for an obligation
    public static Balance of(Method method, NewTarget.Direction direction, @Nullable BigDecimal whole, Sums sums) {
        boolean atLeast = direction == NewTarget.Direction.AT_LEAST;
        var allocated = switch (method) {
            case SUM -> sums.total();
            case SAME -> atLeast ? sums.least() : sums.most();
            case WEIGHTED -> mean(sums.weighted(), sums.weights());
            case BEST -> atLeast ? sums.most() : sums.least();
            case OBLIGATION -> null;
        };
        var covered = switch (method) {
            case SUM -> sums.covered() == null ? BigDecimal.ZERO : sums.covered();
            case SAME -> atLeast ? sums.coveredLeast() : sums.coveredMost();
            case WEIGHTED -> mean(sums.coveredWeighted(), sums.coveredWeights());
            case BEST -> atLeast ? sums.coveredMost() : sums.coveredLeast();
            case OBLIGATION -> null;
        };
        var rest = minus(whole, allocated);
        return new Balance(
                sums.parts(),
                sums.accepted(),
                sums.countered(),
                allocated,
                covered,
                rest,
                minus(whole, covered),
                verdict(sums.parts(), atLeast, rest));
    }

    private static Verdict verdict(int parts, boolean atLeast, @Nullable BigDecimal rest) {
        if (parts == 0) {
            return Verdict.NONE;
        }
        int sign = rest == null ? 0 : rest.signum();
        if (sign == 0) {
            return Verdict.EXACT;
        }
        return sign > 0 == atLeast ? Verdict.SHORT : Verdict.BEYOND;
    }

    private static @Nullable BigDecimal mean(@Nullable BigDecimal weighted, @Nullable BigDecimal weights) {
        return weighted == null || weights == null || weights.signum() == 0
                ? null
                : weighted.divide(weights, MathContext.DECIMAL128).setScale(Method.DIGITS, RoundingMode.HALF_UP);
    }

    private static @Nullable BigDecimal minus(@Nullable BigDecimal whole, @Nullable BigDecimal part) {
        return whole == null || part == null ? null : whole.subtract(part);
    }
}
