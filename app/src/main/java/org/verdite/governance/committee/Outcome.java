package org.verdite.governance.committee;

/// What a committee made of an item. The first, the second and the last need its quorum.
public enum Outcome {
    APPROVED,
    REJECTED,
    DEFERRED,
    NOTED,
    /// In its own words.
    DECIDED;

    boolean decides() {
        return this == APPROVED || this == REJECTED || this == DECIDED;
    }

    boolean needsWords() {
        return this == REJECTED || this == DEFERRED || this == DECIDED;
    }
}
