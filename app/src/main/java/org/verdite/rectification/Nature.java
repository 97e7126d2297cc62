package org.verdite.rectification;

/// What an item says of the world.
public enum Nature {
    /// A requirement is not met.
    NONCONFORMITY,
    /// Nothing is broken yet, but it may come to that.
    RISK
}
