package org.verdite.funds;

/// What became of a version of a line: of the approved ones the last holds.
public enum VersionState {
    PROPOSED,
    APPROVED,
    SUPERSEDED,
    REJECTED,
    WITHDRAWN
}
