package org.verdite.inspections;

/// What an observation says of what it looked at.
public enum Said {
    CONFORMS,
    DOES_NOT,
    OPPORTUNITY,
    NOT_APPLICABLE,
    /// What was said before is withdrawn; the question is open again.
    TAKEN_BACK
}
