package org.verdite.obligations;

/// What follows when a limit is not kept. Only COMPLIANCE makes somebody non-compliant; the others ask for a look.
public enum LimitKind {
    /// Law, permit, EIA condition.
    COMPLIANCE,
    /// A quality goal or guideline of the surroundings.
    OBJECTIVE,
    /// A level at which a plan says what to do.
    TRIGGER,
    /// What a plant was built to reach.
    DESIGN
}
