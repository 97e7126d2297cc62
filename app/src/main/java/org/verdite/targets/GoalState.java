package org.verdite.targets;

/// Where a goal stands in its life.
public enum GoalState {
    DRAFT,
    /// Worked on: it has actions, and their money or a word why none is needed.
    ACTIVE,
    EVALUATED,
    WITHDRAWN;

    public boolean over() {
        return this == EVALUATED || this == WITHDRAWN;
    }
}
