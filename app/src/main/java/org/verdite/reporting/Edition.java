package org.verdite.reporting;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.UnitId;

/// A published year or month. It never changes; a correction is the next version, with a reason.
///
/// @param month of the year; 0 for the whole year
/// @param version 1 for the first publication, 2 and on for restatements
/// @param statement the sentence that was confirmed
/// @param reason why it was restated; empty for the first version
/// @param person who published, null for the system
public record Edition(
        long id,
        UnitId unit,
        int year,
        int month,
        int version,
        PeriodFigures figures,
        String statement,
        String reason,
        @Nullable Integer person,
        String by,
        Instant at) {}
