package org.verdite.targets;

/// A share's number in the database.
public record ShareId(long value) {
    @Override
    public String toString() {
        return String.valueOf(value);
    }
}
