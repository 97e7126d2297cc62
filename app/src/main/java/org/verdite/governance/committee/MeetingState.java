package org.verdite.governance.committee;

/// Planned while the agenda grows; held when it is written down who came; confirmed by who led it, from when on its
/// resolutions stand.
public enum MeetingState {
    PLANNED,
    HELD,
    CONFIRMED,
    CANCELLED;

    public boolean over() {
        return this == CONFIRMED || this == CANCELLED;
    }
}
