package org.verdite.governance;

/// What a decision of a review is about (ISO 14001, 9.3.3).
public enum Topic {
    IMPROVEMENT,
    CHANGE,
    RESOURCES,
    OBJECTIVES,
    INTEGRATION,
    DIRECTION
}
