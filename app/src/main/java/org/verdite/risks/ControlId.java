package org.verdite.risks;

/// Number of a control.
public record ControlId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
