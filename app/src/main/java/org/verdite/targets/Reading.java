package org.verdite.targets;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;

/// A value that somebody told of a goal or a share.
///
/// @param share null for the goal itself
/// @param month the last one it tells of
/// @param value of these months alone for an amount; as it stands at their end otherwise; null for an
/// obligation
/// @param kept of an obligation; null for all others
/// @param who entered it
/// @param confirmed by whom; null while nobody did
/// @param correction why another stands in its place; empty while it stands
public record Reading(
        long id,
        GoalId goal,
        @Nullable ShareId share,
        UnitId unit,
        YearMonth month,
        @Nullable BigDecimal value,
        @Nullable Boolean kept,
        String note,
        String evidence,
        @Nullable PersonId enteredBy,
        String who,
        Instant at,
        @Nullable String confirmed,
        @Nullable Instant confirmedAt,
        String correction,
        @Nullable Instant supersededAt,
        int version) {

    public boolean stands() {
        return supersededAt == null;
    }

    /// What is entered.
    ///
    /// @param evidence where it can be looked up: number of a meter log, a document, an address
    public record Told(
            YearMonth month,
            @Nullable BigDecimal value,
            @Nullable Boolean kept,
            String note,
            String evidence) {}
}
