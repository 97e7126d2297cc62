package org.verdite.funds;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What one unit of a currency is in RMB in a year or a month.
///
/// @param currency ISO 4217 code, not CNY
/// @param month null for the whole year
/// @param average for flows: expenditure is turned into RMB by it
/// @param closing for balances, at the period's last day
/// @param source who published the rate
public record NewRate(
        String currency, int year, @Nullable Integer month, BigDecimal average, BigDecimal closing, String source) {}
