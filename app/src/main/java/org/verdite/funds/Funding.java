package org.verdite.funds;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.UnitId;

/// What a line puts behind the record it pays for, in the line's own currency.
///
/// @param approved null while nobody has decided
/// @param spent by the average rates of the months, without what has no rate
/// @param unrated postings that no rate turns into the line's currency: with any, `spent` is incomplete
public record Funding(
        LineId line,
        UnitId unit,
        int year,
        String number,
        String title,
        LineState state,
        String currency,
        BigDecimal planned,
        @Nullable BigDecimal approved,
        BigDecimal committed,
        BigDecimal spent,
        int unrated) {}
