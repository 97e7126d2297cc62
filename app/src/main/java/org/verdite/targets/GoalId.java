package org.verdite.targets;

/// A goal's number in the database.
public record GoalId(long value) {
    @Override
    public String toString() {
        return String.valueOf(value);
    }
}
