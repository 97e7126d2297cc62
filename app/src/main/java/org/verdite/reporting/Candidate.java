package org.verdite.reporting;

import java.util.List;
import org.verdite.indicators.Change;
import org.verdite.indicators.Figure;

/// A figure that now differs from what was published, and the records that made it so.
///
/// @param key the figure's key in {@link PeriodFigures}
public record Candidate(String key, Figure published, Figure now, List<Change> reasons) {}
