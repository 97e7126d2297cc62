package org.verdite.monitoring.screening;

/// Why a stretch of a series is doubted.
public enum DoubtKind {
    /// The same value again and again, where the series does not repeat itself like that.
    STUCK,
    /// A step that the series does not take.
    JUMP,
    /// Far from what the series measures at that time of year.
    OUTLIER
}
