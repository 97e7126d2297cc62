package org.verdite.monitoring.chart;

import java.util.ArrayList;
import java.util.List;

/// Lowest, quartiles and highest of some results (the linear rule of `percentile_cont`, type 7 of Hyndman
/// and Fan).
///
/// A result below its detection limit lies somewhere between nothing and that limit, so each quantile is
/// worked out twice, with all of them at nothing and at their limits. It is claimed as one value only where
/// both agree and it is not below the highest detection limit of the box: below that limit nobody can say
/// how the results are ordered (Helsel, Statistics for Censored Environmental Data).
///
/// @param n results that say how high they are
/// @param below of these, below their detection limit
/// @param left not detected at an unknown limit, or too much to count: named, in no quantile
/// @param exceeded results that exceeded a limit
/// @param highest the highest detection limit; NaN when all were detected
/// @param quantiles five, or none where there are too few results
public record Box(int n, int below, int left, int exceeded, double highest, List<Quantile> quantiles) {

    /// With fewer results than a box has lines, the results themselves are shown.
    public static final int FEWEST = 5;

    private static final int LINES = 5;

    /// @param low the five quantiles with what is below a limit at nothing; high with it at its limit
    public static Box of(
            int n, int below, int left, int exceeded, double highest, List<Double> low, List<Double> high) {
        var quantiles = new ArrayList<Quantile>();
        for (int i = 0; n >= FEWEST && i < LINES; i++) {
            double from = low.get(i);
            double to = high.get(i);
            boolean exact = from == to && !(to < highest);
            quantiles.add(new Quantile(from, Double.isFinite(to) ? to : Double.POSITIVE_INFINITY, exact));
        }
        return new Box(n, below, left, exceeded, highest, List.copyOf(quantiles));
    }

    public boolean drawn() {
        return !quantiles.isEmpty();
    }

    public Quantile lowest() {
        return quantiles.getFirst();
    }

    public Quantile lower() {
        return quantiles.get(1);
    }

    public Quantile median() {
        return quantiles.get(2);
    }

    public Quantile upper() {
        return quantiles.get(3);
    }

    public Quantile highestValue() {
        return quantiles.get(4);
    }
}
