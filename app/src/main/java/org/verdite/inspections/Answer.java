package org.verdite.inspections;

/// What a criterion is answered with.
public enum Answer {
    /// Conforms, does not, an opportunity, or not applicable.
    CONFORMITY,
    /// A number with a limit.
    NUMBER
}
