package org.verdite.obligations;

/// How a value is brought to the limit before the two are compared. It changes verdicts, so each limit says it.
public enum RoundingBasis {
    /// Compared as measured (GB/T 8170-2008, 4.3.2 full-value comparison).
    NONE,
    /// Rounded half to even to the limit's decimals first (GB/T 8170-2008, 4.3.3 rounded-value comparison).
    LIMIT_DIGITS
}
