package org.verdite.obligations;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;

/// What a permit allows to be discharged in a year or a month.
///
/// @param unit a mass: kg, t
/// @param period YEAR or MONTH
/// @param pointCode of one outlet; empty for all that the permit covers
/// @param warning share of the amount at which it is warned
public record NewQuota(
        long permit,
        String parameter,
        LocalText parameterName,
        BigDecimal amount,
        String unit,
        String period,
        String pointCode,
        BigDecimal warning,
        String clause,
        LocalDate from,
        @Nullable LocalDate to) {}
