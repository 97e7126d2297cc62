package org.verdite.funds;

import java.util.List;
import java.util.Map;

/// Plan against actual, added up in every way a page shows.
///
/// @param branches by unit that stands directly below the one asked for; its own money under its own id
/// @param months 1 to 12, each month by itself
/// @param currencies that the books hold, the reader's aside
public record PlanTable(
        PlanAsked asked,
        PlanFigures total,
        Map<Integer, PlanFigures> branches,
        Map<Category, PlanFigures> categories,
        Map<Nature, PlanFigures> natures,
        Map<Integer, PlanFigures> months,
        PlanRule rule,
        List<Rated> currencies) {

    /// @param budget fixed for the year, null when it is missing
    /// @param lowest lowest monthly average used; null when there is none
    public record Rated(
            String currency,
            java.math.@org.jspecify.annotations.Nullable BigDecimal budget,
            java.math.@org.jspecify.annotations.Nullable BigDecimal lowest,
            java.math.@org.jspecify.annotations.Nullable BigDecimal highest) {}
}
