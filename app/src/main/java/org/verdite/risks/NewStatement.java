package org.verdite.risks;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.UnitId;

/// What is said of a unit's context: what its system covers, an issue that moves it, a need of an interested party.
///
/// @param side of an issue: from inside or from outside; null for the others
/// @param title what the issue is about, who the party is, what the scope is called; at most 200 characters
/// @param body the scope, the issue or the need
/// @param obligation of a need: whether it is met as a compliance obligation; null for the others
/// @param validFrom the day from which it holds
public record NewStatement(
        UnitId unit,
        Kind kind,
        @Nullable Side side,
        String title,
        String body,
        @Nullable Boolean obligation,
        LocalDate validFrom) {

    public enum Kind {
        SCOPE,
        ISSUE,
        PARTY
    }

    public enum Side {
        INTERNAL,
        EXTERNAL
    }
}
