package org.verdite.funds;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.UnitId;

/// Of which money plan and spending are compared.
///
/// @param until the last month that counts, 1 to 12; 0 when none has passed
/// @param unit with all below it; null for all that the reader sees
/// @param structure the tree of this day says what stands below; null for that of each month
/// @param currency the reader's
public record PlanAsked(
        int year,
        int until,
        @Nullable UnitId unit,
        @Nullable LocalDate structure,
        @Nullable Category category,
        @Nullable Nature nature,
        String currency) {}
