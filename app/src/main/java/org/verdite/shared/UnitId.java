package org.verdite.shared;

/// A place in the organisation. Stays the same through every move, merge and renaming.
public record UnitId(int value) {
    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
