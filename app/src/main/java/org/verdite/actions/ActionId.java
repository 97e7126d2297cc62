package org.verdite.actions;

/// One thing to do.
public record ActionId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
