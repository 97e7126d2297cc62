package org.verdite.inspections;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What a measured answer is held against.
///
/// @param measure unit of the number: `m`, `dB(A)`, `%`
/// @param lower for MIN and RANGE
/// @param upper for MAX and RANGE
public record NumberLimit(
        String measure,
        Bound operator,
        @Nullable BigDecimal lower,
        @Nullable BigDecimal upper) {

    public enum Bound {
        MIN,
        MAX,
        RANGE;

        /// The one that has these bounds; with none of them MAX, which then isn't whole.
        public static Bound of(@Nullable BigDecimal lower, @Nullable BigDecimal upper) {
            return lower == null ? MAX : upper == null ? MIN : RANGE;
        }
    }

    /// Whether the bounds are those that the operator needs.
    boolean whole() {
        return switch (operator) {
            case MIN -> lower != null && upper == null;
            case MAX -> upper != null && lower == null;
            case RANGE -> lower != null && upper != null && lower.compareTo(upper) < 0;
        };
    }

    public boolean keeps(BigDecimal number) {
        return (lower == null || number.compareTo(lower) >= 0) && (upper == null || number.compareTo(upper) <= 0);
    }
}
