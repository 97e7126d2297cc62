package org.verdite.inspections;

/// What somebody does in a team.
public enum Part {
    LEADER,
    MEMBER,
    /// Knows the matter, under a member's guidance.
    EXPERT,
    /// Looks on and answers nothing.
    OBSERVER;

    public boolean answers() {
        return this != OBSERVER;
    }
}
