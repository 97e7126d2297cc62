package org.verdite.funds;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rates of one year into one currency: plans by the year's fixed rate, spending by the average of its month.
///
/// @param into the reader's currency
/// @param budget RMB for one unit of a currency, fixed for the year
/// @param average the same by month, January first; null where a month has no rate
record PlanRates(String into, Map<String, BigDecimal> budget, Map<String, ? extends Map<Integer, BigDecimal>> average) {

    private static final int DIGITS = 10;

    /// Null when one of the two currencies has no fixed rate.
    @Nullable BigDecimal planned(BigDecimal amount, String currency) {
        return currency.equals(into) ? amount : turned(amount, budget.get(currency), budget.get(into));
    }

    /// Null when one of the two currencies has no rate in that month.
    @Nullable BigDecimal spent(BigDecimal amount, String currency, int month) {
        return currency.equals(into) ? amount : turned(amount, of(currency, month), of(into, month));
    }

    private @Nullable BigDecimal of(String currency, int month) {
        var months = average.get(currency);
        return currency.equals("CNY") ? BigDecimal.ONE : months == null ? null : months.get(month);
    }

    /// The currency that stands in the way, of the two.
    String missing(String currency, int month) {
        BigDecimal own = month == 0 ? budget.get(currency) : of(currency, month);
        return own == null ? currency : into;
    }

    private static @Nullable BigDecimal turned(BigDecimal amount, @Nullable BigDecimal from, @Nullable BigDecimal to) {
        if (from == null || to == null) {
            return null;
        }
        BigDecimal rmb = amount.multiply(from);
        return to.compareTo(BigDecimal.ONE) == 0 ? rmb : rmb.divide(to, DIGITS, RoundingMode.HALF_UP);
    }
}
