package org.verdite.inspections;

/// One engagement of people from outside.
public record EngagementId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
