package org.verdite.monitoring.outlet;

import java.math.BigDecimal;
import java.time.YearMonth;

/// A load as somebody reports it.
///
/// @param source INSTRUMENT, LABORATORY, CONTRACTOR or OTHER
public record NewSent(
        int point, String parameter, YearMonth month, BigDecimal amount, String unit, String source, String note) {}
