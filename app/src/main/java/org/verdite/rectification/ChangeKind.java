package org.verdite.rectification;

/// What a closed item may propose to change.
public enum ChangeKind {
    /// A goal, mostly raised.
    TARGET,
    /// What an inspection asks.
    CRITERION,
    LIMIT,
    /// An operating document.
    DOCUMENT,
    RISK
}
