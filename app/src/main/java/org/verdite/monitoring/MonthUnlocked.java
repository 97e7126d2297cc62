package org.verdite.monitoring;

import java.time.YearMonth;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// A locked month may be changed again: what waited for it is taken in.
public record MonthUnlocked(SiteId site, UnitId unit, YearMonth month) {}
