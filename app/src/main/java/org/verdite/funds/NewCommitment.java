package org.verdite.funds;

import java.math.BigDecimal;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/// Money bound by an order or a contract.
///
/// @param month of the line's year, in which it falls due
/// @param amount in the line's currency
/// @param contractor a company of the organisation's register, null for another supplier
/// @param supplier its name where it is in no register
/// @param reference number of the order or contract
/// @param overReason why more than was approved is bound; empty where it is not
public record NewCommitment(
        LineId line,
        YearMonth month,
        BigDecimal amount,
        @Nullable Integer contractor,
        String supplier,
        String reference,
        String overReason) {}
