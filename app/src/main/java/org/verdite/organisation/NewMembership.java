package org.verdite.organisation;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.SiteId;

/// A site's standing in a boundary for a time.
///
/// @param boundary OPERATIONAL_CONTROL, EQUITY_SHARE, FINANCIAL_CONTROL, ISO_SCOPE or ALL_OWNED
/// @param standing IN, PENDING (not yet counted, with the day it falls due) or EXCLUDED (with reason and approver)
/// @param share above 0 to 1
public record NewMembership(
        String boundary,
        SiteId site,
        String standing,
        BigDecimal share,
        LocalDate from,
        @Nullable LocalDate to,
        @Nullable LocalDate due,
        String reason,
        String approvedBy) {}
