package org.verdite.funds;

import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.Money;
import org.verdite.shared.Origin;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// A line of environmental expenditure.
///
/// @param unit who spent it
/// @param site for which site; null for what belongs to none, such as the group's own research
/// @param month the month it belongs to
/// @param document number of the voucher or invoice
/// @param action the action it pays for, null for none
public record NewPosting(
        UnitId unit,
        @Nullable SiteId site,
        YearMonth month,
        Category category,
        Nature nature,
        Money amount,
        String document,
        String text,
        @Nullable Origin action) {}
