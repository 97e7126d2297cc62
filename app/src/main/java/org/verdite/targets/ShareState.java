package org.verdite.targets;

/// Where a share stands between who proposes it and who is to carry it.
public enum ShareState {
    PROPOSED,
    /// The holder offers another value, with a reason.
    COUNTERED,
    /// The holder signed for it; worked on from the day the goal is.
    ACCEPTED,
    EVALUATED,
    WITHDRAWN;

    public boolean over() {
        return this == EVALUATED || this == WITHDRAWN;
    }
}
