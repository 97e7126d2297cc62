package org.verdite.obligations;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.FacilityId;
import org.verdite.shared.LocalText;

/// A limit to be entered.
///
/// @param set id of its limit set
/// @param parameter code as in monitoring's parameter table
/// @param fraction TOTAL, DISSOLVED …; empty for the parameter's own
/// @param statistic INSTANT, SAMPLE, HOUR_MEAN, DAY_MEAN, MEAN_30_DAYS, MONTH_MEAN, YEAR_MEAN …, and YEAR_PERCENTILE,
/// AT_MOST_OF … whose window says which of many values, see {@link Ranked}
/// @param lower with the decimals the source writes; they decide rounding
/// @param warningShare 0.8 warns at 80 % of the limit; null for no warning
/// @param facility narrows a permit's limit to one facility
/// @param pointClass kind of point, or kind and receiving class: `OUTFALL`, `SURFACE_WATER:III`
/// @param pointCode one point by its code at the site
/// @param note in English, or whatever language its author writes
/// @param noteZh the same in Chinese; empty where it was not given
public record NewLimit(
        long set,
        LimitKind kind,
        String parameter,
        LocalText parameterName,
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
        @Nullable FacilityId facility,
        String pointClass,
        String pointCode,
        String clause,
        LocalDate from,
        @Nullable LocalDate to,
        String note,
        String noteZh,
        boolean verified,
        LimitWindow window) {

    /// A limit whose note is in one language.
    public NewLimit(
            long set,
            LimitKind kind,
            String parameter,
            LocalText parameterName,
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
            @Nullable FacilityId facility,
            String pointClass,
            String pointCode,
            String clause,
            LocalDate from,
            @Nullable LocalDate to,
            String note,
            boolean verified,
            LimitWindow window) {
        this(
                set,
                kind,
                parameter,
                parameterName,
                fraction,
                basis,
                statistic,
                operator,
                lower,
                upper,
                unit,
                warningShare,
                rounding,
                nonDetect,
                minimumNumber,
                facility,
                pointClass,
                pointCode,
                clause,
                from,
                to,
                note,
                "",
                verified,
                window);
    }

    /// A limit that says nothing of its window, as most do.
    public NewLimit(
            long set,
            LimitKind kind,
            String parameter,
            LocalText parameterName,
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
            @Nullable FacilityId facility,
            String pointClass,
            String pointCode,
            String clause,
            LocalDate from,
            @Nullable LocalDate to,
            String note,
            boolean verified) {
        this(
                set,
                kind,
                parameter,
                parameterName,
                fraction,
                basis,
                statistic,
                operator,
                lower,
                upper,
                unit,
                warningShare,
                rounding,
                nonDetect,
                minimumNumber,
                facility,
                pointClass,
                pointCode,
                clause,
                from,
                to,
                note,
                verified,
                LimitWindow.NONE);
    }

    /// A COMPLIANCE maximum for one point of a permit, compared as measured, warning at 80 %.
    public static NewLimit permitMaximum(
            long set,
            String parameter,
            LocalText name,
            String statistic,
            BigDecimal upper,
            String unit,
            String pointCode,
            String clause,
            LocalDate from) {
        return new NewLimit(
                set,
                LimitKind.COMPLIANCE,
                parameter,
                name,
                "",
                "",
                statistic,
                Operator.MAX,
                null,
                upper,
                unit,
                new BigDecimal("0.8"),
                RoundingBasis.NONE,
                NonDetectRule.LEVEL_DECIDES,
                1,
                null,
                "",
                pointCode,
                clause,
                from,
                null,
                "",
                true);
    }

    /// The same limit with another range of values: for COMPLIANCE ranges such as pH 6 to 9.
    public NewLimit range(BigDecimal low, BigDecimal high) {
        return new NewLimit(
                set,
                kind,
                parameter,
                parameterName,
                fraction,
                basis,
                statistic,
                Operator.RANGE,
                low,
                high,
                unit,
                null,
                rounding,
                nonDetect,
                minimumNumber,
                facility,
                pointClass,
                pointCode,
                clause,
                from,
                to,
                note,
                noteZh,
                verified,
                window);
    }

    /// The same limit with the day after which it no longer holds.
    public NewLimit until(@Nullable LocalDate end) {
        return new NewLimit(
                set,
                kind,
                parameter,
                parameterName,
                fraction,
                basis,
                statistic,
                operator,
                lower,
                upper,
                unit,
                warningShare,
                rounding,
                nonDetect,
                minimumNumber,
                facility,
                pointClass,
                pointCode,
                clause,
                from,
                end,
                note,
                noteZh,
                verified,
                window);
    }
}
