package org.verdite.funds;

/// A line of a funding plan.
public record LineId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
