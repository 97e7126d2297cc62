package org.verdite.governance.committee;

/// Number of a committee.
public record CommitteeId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
