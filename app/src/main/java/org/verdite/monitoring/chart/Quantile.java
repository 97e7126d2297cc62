package org.verdite.monitoring.chart;

/// A quantile of results of which some are only known to lie below or above a level: the lowest and the
/// highest it can be, whatever those results really were.
///
/// @param low with everything below a detection limit at nothing, and everything above a level at that
/// level
/// @param high with everything below at its limit; not finite where what is above a level could decide
/// @param exact whether one value is claimed
public record Quantile(double low, double high, boolean exact) {

    /// Where it is known how high it is at the most.
    public boolean bounded() {
        return Double.isFinite(high);
    }

    /// Where it is drawn: at the highest it can be, else at the lowest.
    public double drawn() {
        return bounded() ? high : low;
    }
}
