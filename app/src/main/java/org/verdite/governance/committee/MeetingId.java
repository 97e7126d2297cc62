package org.verdite.governance.committee;

/// Number of a committee's meeting.
public record MeetingId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
