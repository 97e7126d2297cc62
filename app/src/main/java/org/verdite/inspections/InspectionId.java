package org.verdite.inspections;

/// Number of an inspection or audit.
public record InspectionId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
