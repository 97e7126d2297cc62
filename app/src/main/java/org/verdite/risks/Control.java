package org.verdite.risks;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;

/// A control with the verification that counts.
///
/// @param due the day by which the next verification is owed
/// @param missing why it is counted as not there today; null when it counts
public record Control(
        ControlId id,
        RiskId risk,
        UnitId unit,
        String name,
        NewControl.Kind kind,
        PersonId owner,
        String ownerName,
        int everyMonths,
        LocalDate since,
        @Nullable LocalDate verifiedOn,
        @Nullable Result result,
        String verifiedBy,
        String evidence,
        LocalDate due,
        @Nullable Missing missing,
        @Nullable Instant endedAt,
        String endedBecause,
        int version) {

    /// What a verification found.
    public enum Result {
        WORKS,
        FAILS
    }

    /// Why a control is counted as not there.
    public enum Missing {
        /// Its verification is overdue.
        OVERDUE,
        /// It was found not to work.
        FAILS,
        /// It was taken away since the risk was assessed.
        ENDED
    }

    public boolean ended() {
        return endedAt != null;
    }
}
