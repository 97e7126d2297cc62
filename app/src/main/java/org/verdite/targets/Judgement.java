package org.verdite.targets;

/// How a target stands against its path.
public enum Judgement {
    AHEAD,
    ON_PATH,
    BEHIND,
    /// Baseline or present value is missing.
    UNKNOWN
}
