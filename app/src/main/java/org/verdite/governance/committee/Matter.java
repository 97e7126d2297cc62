package org.verdite.governance.committee;

/// What can be put before a committee.
public enum Matter {
    /// An annual goal of a unit.
    GOAL,
    /// A line of a unit's funding plan.
    FUNDING,
    /// A unit's year of the loop.
    YEAR,
    /// A management review that is over.
    REVIEW,
    /// Anything else, in words.
    WORDS
}
