package org.verdite.monitoring.outlet;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.verdite.monitoring.load.LoadRule;

/// How the loads of an outlet are made, and which of derived and sent counts.
///
/// @param parameter empty for all that have no rule of their own
/// @param flowPoint where the flow is measured; null for the outlet itself
/// @param apart share by which derived and sent may differ before they are flagged
/// @param counts DERIVED or SENT; SENT needs a reason
public record NewLoadRule(
        int point,
        String parameter,
        LoadRule rule,
        @Nullable Integer flowPoint,
        BigDecimal apart,
        String counts,
        String reason) {}
