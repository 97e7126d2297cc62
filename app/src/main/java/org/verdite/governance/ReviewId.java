package org.verdite.governance;

/// Number of a management review.
public record ReviewId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
