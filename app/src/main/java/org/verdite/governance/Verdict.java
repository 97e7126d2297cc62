package org.verdite.governance;

/// What was concluded of an input.
public enum Verdict {
    ADEQUATE,
    /// At least one decision answers it before the review is closed.
    NEEDS_ACTION,
    /// With the reason in the conclusion.
    NOT_APPLICABLE
}
