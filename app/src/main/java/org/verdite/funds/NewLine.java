package org.verdite.funds;

import org.jspecify.annotations.Nullable;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;

/// Money asked for.
///
/// @param unit who will spend it, with all below it
/// @param currency ISO 4217 code
/// @param origin the goal, action or other record it pays for; null for what no record asked for
public record NewLine(
        UnitId unit,
        int year,
        Category category,
        Nature nature,
        String currency,
        LineTerms terms,
        @Nullable Origin origin) {}
