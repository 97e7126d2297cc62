package org.verdite.targets;

import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.Origin;
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

    /// What kept files of it are kept for.
    static Origin origin(long id, String goal, long goalId, @Nullable Long share, YearMonth month) {
        return new Origin(
                "targets",
                "reading",
                String.valueOf(id),
                goal + " " + month,
                "/targets/goals/" + goalId + "/progress" + (share == null ? "" : "?share=" + share));
    }

    /// A file that proves a value.
    public record Proof(String name, InputStream content) {}

    /// What is entered.
    ///
    /// @param evidence where it can be looked up: number of a meter log, a document, an address; may be empty
    /// where a file is told with it
    public record Told(
            YearMonth month,
            @Nullable BigDecimal value,
            @Nullable Boolean kept,
            String note,
            String evidence) {}
}
