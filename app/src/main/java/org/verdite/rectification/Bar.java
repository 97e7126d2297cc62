package org.verdite.rectification;

/// Why a person may not verify a correction.
public enum Bar {
    OWNER,
    FORMER_OWNER,
    SUBSTITUTE,
    ACTION_OWNER,
    PLAN_WRITER,
    CARRIER,
    CAUSE_WRITER,
    EVIDENCE_GIVER,
    SUBORDINATE;

    /// Message key of the reason.
    public String key() {
        return "rectification.bar." + this;
    }
}
