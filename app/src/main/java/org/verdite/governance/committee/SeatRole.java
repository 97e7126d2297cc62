package org.verdite.governance.committee;

/// What somebody is in a committee; each votes.
public enum SeatRole {
    CHAIR,
    SECRETARY,
    MEMBER
}
