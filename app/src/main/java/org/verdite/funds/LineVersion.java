package org.verdite.funds;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;

/// One version of a line, readable for ever.
///
/// @param reason why it was asked for; empty for the first
/// @param proposer null where the system asked
/// @param decider null while nobody has, or where the system did
/// @param note why it was refused or taken back
public record LineVersion(
        long id,
        int number,
        LineTerms terms,
        LocalText ownerName,
        String reason,
        VersionState state,
        Instant proposedAt,
        @Nullable Integer proposer,
        @Nullable LocalText proposerName,
        @Nullable Instant decidedAt,
        @Nullable LocalText deciderName,
        String note) {}
