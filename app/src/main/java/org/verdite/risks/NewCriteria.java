package org.verdite.risks;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;

/// A version of the criteria of significance.
///
/// @param validFrom not before the version in force began
/// @param threshold from this weighted mean on an aspect is significant
public record NewCriteria(LocalText name, LocalDate validFrom, BigDecimal threshold, List<Factor> factors) {

    /// @param weight in per cent; those of a version add up to 100
    /// @param alwaysFrom from these points on the aspect is significant whatever the others say; null for never
    /// @param words what 1 to 5 points mean
    public record Factor(
            String code,
            LocalText name,
            int weight,
            @Nullable Integer alwaysFrom,
            List<LocalText> words) {}
}
