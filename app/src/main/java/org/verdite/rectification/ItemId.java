package org.verdite.rectification;

/// A non-compliant item, or an investigation that may become one.
public record ItemId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
