package org.verdite.rectification;

/// Where an item stands. Deadlines run until VERIFIED.
public enum ItemState {
    /// Opened; a plan or the correction on the spot is due, or the investigation is running.
    OPEN,
    PLAN_SUBMITTED,
    /// The plan is approved and being carried out.
    IN_PROGRESS,
    /// All actions done; waits for verification.
    DONE_SUBMITTED,
    /// Corrected on the spot with evidence; waits for verification.
    CORRECTED,
    /// Somebody free of conflict saw that it is right; the clock has stopped.
    VERIFIED,
    /// The results since then prove it.
    CLOSED_EFFECTIVE,
    /// Corrected on the spot, not drawn for verification, closed by the clock.
    CLOSED_UNSAMPLED,
    /// The results since then show that it came back; a successor goes on.
    INEFFECTIVE,
    /// Invalid or a duplicate, with reason, agreed by somebody else.
    CANCELLED,
    /// An investigation that found nothing wrong.
    NO_FINDING,
    /// An investigation that became an item of its own.
    BECAME_ITEM;

    /// Nothing more is due from anybody.
    public boolean over() {
        return this == CLOSED_EFFECTIVE
                || this == CLOSED_UNSAMPLED
                || this == CANCELLED
                || this == NO_FINDING
                || this == BECAME_ITEM;
    }

    /// The deadline still runs.
    public boolean running() {
        return !over() && this != VERIFIED && this != INEFFECTIVE;
    }

    public boolean awaitsVerification() {
        return this == DONE_SUBMITTED || this == CORRECTED;
    }
}
