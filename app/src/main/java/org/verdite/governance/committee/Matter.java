package org.verdite.governance.committee;

import java.util.Optional;
import org.verdite.shared.Origin;

/// What can be put before a committee.
public enum Matter {
    /// A goal of a unit.
    GOAL,
    /// A line of a unit's funding plan.
    FUNDING,
    /// A unit's year of the loop.
    YEAR,
    /// A management review that was held.
    REVIEW,
    /// Anything else, in words.
    WORDS;

    /// What a record of any room is here; empty for what passes through no committee.
    static Optional<Matter> of(Origin record) {
        return switch (record.room() + "/" + record.kind()) {
            case "targets/goal" -> Optional.of(GOAL);
            case "funds/line" -> Optional.of(FUNDING);
            case "governance/review" -> Optional.of(REVIEW);
            case "governance/year" -> Optional.of(YEAR);
            default -> Optional.empty();
        };
    }
}
