package org.verdite.inspections;

/// A finding is drafted, agreed or disputed by the inspected, and issued; or dropped with a reason.
public enum FindingState {
    DRAFT,
    AGREED,
    DISPUTED,
    ISSUED,
    DROPPED
}
