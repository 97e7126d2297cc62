package org.verdite.targets;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// How a value stands against its way, at a glance.
public enum Light {
    GREEN,
    /// Off the way by no more than a tenth of where it should stand.
    AMBER,
    RED,
    /// A value is asked for.
    UNKNOWN,
    /// Nothing to judge by yet: its first period, or its first milestone, is still to come.
    NOT_YET;

    private static final BigDecimal NEAR = new BigDecimal("0.1");

    /// @param way where it should stand; null where nothing is asked yet
    static Light of(@Nullable BigDecimal reached, @Nullable BigDecimal way, NewTarget.Direction direction) {
        if (way == null) {
            return NOT_YET;
        }
        if (reached == null) {
            return UNKNOWN;
        }
        var ahead = direction == NewTarget.Direction.AT_LEAST ? reached.subtract(way) : way.subtract(reached);
        if (ahead.signum() >= 0) {
            return GREEN;
        }
        return ahead.negate().compareTo(way.abs().multiply(NEAR)) <= 0 ? AMBER : RED;
    }
}
