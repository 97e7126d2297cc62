package org.verdite.inspections;

/// Number of a finding.
public record FindingId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
