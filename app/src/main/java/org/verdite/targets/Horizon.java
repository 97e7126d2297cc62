package org.verdite.targets;

/// How far a goal looks ahead. Each annual goal leads to a longer one, or says why it stands alone.
public enum Horizon {
    ANNUAL,
    MEDIUM,
    LONG
}
