package org.verdite.inspections;

/// How much a finding is (ISO 19011, 6.4.8): nonconformities, what could go wrong, what could be better, what is good.
public enum Grade {
    MAJOR,
    MINOR,
    RISK,
    OPPORTUNITY,
    GOOD_PRACTICE;

    /// Whether it becomes an item that somebody must correct.
    public boolean corrected() {
        return this == MAJOR || this == MINOR || this == RISK;
    }
}
