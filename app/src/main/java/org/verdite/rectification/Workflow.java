package org.verdite.rectification;

/// The way an item goes. Severity decides; an investigation has a way of its own.
public enum Workflow {
    /// Corrected on the spot with evidence, then verified.
    SPOT,
    /// Cause, plan, approval, actions, then verified.
    PLAN,
    /// A finding, then the outcome: it becomes an item, or nothing was wrong.
    INVESTIGATION
}
