package org.verdite.targets;

/// How a target stands against its path.
public enum Judgement {
    AHEAD,
    ON_PATH,
    BEHIND,
    /// Nothing of what the target speaks of stands here: no smelter, so no share of smelters.
    NOT_APPLICABLE,
    /// Baseline or present value is missing.
    UNKNOWN
}
