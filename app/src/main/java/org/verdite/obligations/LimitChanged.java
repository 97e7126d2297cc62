package org.verdite.obligations;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// Limits were entered, changed, closed or made to bind. Published inside the transaction that does it, so that whoever
/// has to judge again can queue that work together with the change.
///
/// @param unit the permit's unit, null for a standard
/// @param site the permit's site, outside of which nothing is judged otherwise; null where it may be anywhere
/// @param parameters whose limits changed
/// @param from the first day whose results may be judged differently now
public record LimitChanged(@Nullable UnitId unit, @Nullable SiteId site, Set<String> parameters, LocalDate from) {}
