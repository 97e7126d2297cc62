package org.verdite.obligations;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.FacilityId;

/// A limit as it stands in the register: one of its revisions.
///
/// @param id stable through all revisions
/// @param revision this row; a later revision has a larger number
/// @param facility where it binds; null for a class of points or a whole site
/// @param permit the permit that makes a standard's limit bind here; null where it binds by itself
/// @param formula the bound as it follows from the covariates; empty where lower or upper says it
/// @param to the first day on which it no longer holds
public record Limit(
        long id,
        long revision,
        long setId,
        String setName,
        LimitKind kind,
        @Nullable Integer site,
        @Nullable FacilityId facility,
        @Nullable Long permit,
        String pointCode,
        String pointClass,
        String parameter,
        String fraction,
        String basis,
        String statistic,
        Operator operator,
        @Nullable BigDecimal lower,
        @Nullable BigDecimal upper,
        String unit,
        @Nullable BigDecimal warningShare,
        RoundingBasis rounding,
        NonDetectRule nonDetect,
        int minimumNumber,
        LocalDate from,
        @Nullable LocalDate to,
        String clause,
        boolean verified,
        String formula,
        List<LimitWindow.Covariate> covariates) {

    public boolean holdsOn(LocalDate day) {
        return !day.isBefore(from) && (to == null || day.isBefore(to));
    }
}
