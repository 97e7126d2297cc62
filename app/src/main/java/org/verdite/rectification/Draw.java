package org.verdite.rectification;

/// Whether a correction on the spot is verified, and why. The first reason that holds is said; the lot decides only
/// where none does.
public enum Draw {
    /// The same came before.
    REPEAT,
    /// It was sent back before.
    SENT_BACK,
    /// Its severity was changed after it was found.
    RECLASSIFIED,
    /// A file that proves it proves another item too.
    SAME_PROOF,
    /// It was reported after its deadline.
    LATE,
    /// One of its unit was drawn and failed not long ago.
    UNIT_FAILED,
    /// One of the first its unit reported this month.
    LEAST,
    LOT,
    /// Somebody asked for it.
    BY_HAND,
    NOT_DRAWN;

    /// What is known of a reported correction.
    ///
    /// @param before how many its unit reported this month before it, of this severity
    /// @param lot 0 to 9999
    record Facts(
            boolean repeat,
            boolean sentBack,
            boolean reclassified,
            boolean sameProof,
            boolean late,
            boolean unitFailed,
            int before,
            int lot) {}

    boolean drawn() {
        return this != NOT_DRAWN;
    }

    static Draw of(SampleRule rule, Facts f) {
        if (f.repeat()) {
            return REPEAT;
        }
        if (f.sentBack()) {
            return SENT_BACK;
        }
        if (f.reclassified()) {
            return RECLASSIFIED;
        }
        if (f.sameProof()) {
            return SAME_PROOF;
        }
        if (f.late()) {
            return LATE;
        }
        if (f.unitFailed()) {
            return UNIT_FAILED;
        }
        if (f.before() < rule.least()) {
            return LEAST;
        }
        return f.lot() < rule.share() * 100 ? LOT : NOT_DRAWN;
    }
}
