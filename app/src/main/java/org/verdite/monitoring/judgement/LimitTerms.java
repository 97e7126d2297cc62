package org.verdite.monitoring.judgement;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.verdite.obligations.LimitKind;
import org.verdite.obligations.LimitWindow;
import org.verdite.obligations.NonDetectRule;
import org.verdite.obligations.Operator;
import org.verdite.obligations.Ranked;
import org.verdite.obligations.RoundingBasis;
import org.verdite.obligations.formula.Formula;
import org.verdite.shared.NonDetects;

/// A limit as written, and how its unit stands to the series' unit.
///
/// @param limit stable id of the limit
/// @param revision the revision of the limit that was valid and known
/// @param statistic what kind of value the limit speaks of; limits of different statistics are never compared
/// @param lower in the limit's own unit, with the decimals it was written with
/// @param dependence null where lower or upper says the bound
/// @param nonDetectMean what is not detected counts as in a mean
/// @param minimumNumber how many results a mean, or an order, has to be made of
/// @param season the days of a year on which it holds, see {@link LimitWindow}; empty for all
/// @param factor multiplies the limit's unit into the series' unit
/// @param ranked which of the values of a period it is; null for a value or a mean
public record LimitTerms(
        long limit,
        long revision,
        LimitKind kind,
        String statistic,
        Operator operator,
        @Nullable BigDecimal lower,
        @Nullable BigDecimal upper,
        @Nullable BigDecimal warningShare,
        RoundingBasis rounding,
        NonDetectRule nonDetect,
        NonDetects nonDetectMean,
        int minimumNumber,
        String season,
        BigDecimal factor,
        @Nullable Dependence dependence,
        @Nullable Ranked ranked) {

    /// What a bound that is no number follows from.
    public record Dependence(Formula formula, List<LimitWindow.Covariate> covariates) {}

    /// The same with its bound computed; it has no digits of its own to round to.
    LimitTerms bounded(BigDecimal bound) {
        return new LimitTerms(
                limit,
                revision,
                kind,
                statistic,
                operator,
                operator == Operator.MIN ? bound : null,
                operator == Operator.MAX ? bound : null,
                warningShare,
                RoundingBasis.NONE,
                nonDetect,
                nonDetectMean,
                minimumNumber,
                season,
                factor,
                dependence,
                ranked);
    }
}
