package org.verdite.inspections;

/// How somebody stands to a finding.
public enum Stance {
    AGREES,
    DISPUTES,
    /// A word without a judgement.
    SAYS
}
