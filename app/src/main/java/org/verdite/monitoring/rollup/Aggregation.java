package org.verdite.monitoring.rollup;

/// How a parameter's values are put together.
public enum Aggregation {
    /// The mean.
    ARITHMETIC,
    /// Levels in decibel: the mean of their energies (ISO 1996-1).
    ENERGETIC,
    /// Directions in degrees: the direction of the sum of their unit vectors.
    VECTOR,
    /// What fell or passed: rain.
    SUM,
    /// The mean by the flow at each moment.
    FLOW_WEIGHTED,
    /// The mean of the logarithms, as for bacteria.
    GEOMETRIC,
    MAXIMUM
}
