package org.verdite.monitoring;

import java.time.YearMonth;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// A load brought values or corrections for a month that is locked; they wait.
///
/// @param intake the load
/// @param count how many
public record ValuesWait(SiteId site, UnitId unit, YearMonth month, int intake, long count) {}
