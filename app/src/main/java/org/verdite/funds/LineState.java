package org.verdite.funds;

/// A line is asked for, approved, and closed when its money is spent or not needed; or it never comes to be.
public enum LineState {
    PROPOSED,
    APPROVED,
    CLOSED,
    REJECTED,
    WITHDRAWN
}
