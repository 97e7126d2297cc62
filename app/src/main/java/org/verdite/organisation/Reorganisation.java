package org.verdite.organisation;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A move, a merge or a split of units, looked at before it happens.
///
/// @param from units that move, go into another or are divided
/// @param to the new unit above, the one they go into, or those that it is divided among
/// @param shares of a split, one for each of `to`; else empty
/// @param proposedBy person; null for the system
public record Reorganisation(
        long id,
        String number,
        Kind kind,
        LocalDate day,
        List<Integer> from,
        List<Integer> to,
        List<BigDecimal> shares,
        String reason,
        State state,
        @Nullable Integer proposedBy,
        Instant proposedAt,
        @Nullable Integer decidedBy,
        @Nullable Instant decidedAt,
        int version) {

    public enum Kind {
        /// From its day on the units stand below another.
        MOVE,
        /// The units end, what stands below them and their people go to the one they merge into.
        MERGE,
        /// The unit is divided; where nothing of it is left, it ends, and what stands below goes to the first.
        SPLIT
    }

    public enum State {
        DRAFT,
        CONFIRMED,
        DROPPED
    }

    public String path() {
        return "/organisation/reorganisations/" + id;
    }

    /// True when the units themselves come to an end.
    public boolean closes() {
        return switch (kind) {
            case MOVE -> false;
            case MERGE -> true;
            case SPLIT ->
                shares.stream().reduce(BigDecimal.ZERO, BigDecimal::add).compareTo(BigDecimal.ONE) == 0;
        };
    }
}
