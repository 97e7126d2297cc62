package org.verdite.trail.proof;

/// How a finding was made.
public enum Check {
    /// An entry's own fingerprint.
    FINGERPRINT,
    /// The leaves of the anchor that sealed it.
    LEAVES,
    /// An anchor's root is the fingerprint of its leaves.
    ROOT,
    /// An anchor follows the one before it.
    CHAIN,
    /// The heads kept outside the database.
    HEADS,
    /// The short marks of the leaves kept outside the database.
    MARKS,
    /// What an entry says was there before is what the entry before it left.
    CONTINUITY,
    /// What the last entry says is there is there today.
    TODAY,
    /// A batch of measurements still has the root that was kept.
    BATCH
}
