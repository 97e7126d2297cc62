package org.verdite.obligations;

/// On which side of its bounds a limit wants a value: the bounds themselves are kept.
public enum Operator {
    MAX,
    MIN,
    RANGE,
    /// No bound: whatever was measured exceeds it.
    NOT_DETECTED
}
