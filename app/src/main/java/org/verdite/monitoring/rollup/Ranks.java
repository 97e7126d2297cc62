package org.verdite.monitoring.rollup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.verdite.obligations.Ranked;
import org.verdite.shared.NonDetects;

/// Finds the value of a rank among others. A percentile lies at the rank 1 + (n - 1) p from the lowest, linear between
/// two values (HJ 663-2013; type 7 of Hyndman and Fan). "At most k above" is the k+1st highest.
///
/// @param lowest counted from the lowest
public record Ranks(Ranked ranked, boolean lowest) {

    /// More of them nobody reads.
    private static final int SHOWN = 20;

    private static final double HUNDRED = 100;

    /// A value that decides, with its place in the order.
    ///
    /// @param rank 1 for the highest; for a percentile, and counted from the lowest, 1 for the lowest
    public record Picked(int rank, Instant at, boolean dateOnly, double value) {}

    /// NaN where it can not be said.
    ///
    /// @param picked those of and before the rank; the neighbours of a percentile
    public record Found(double zero, double half, double full, List<Picked> picked) {}

    /// @return nothing but NaN where there are fewer values than the rank
    public Found of(List<Part> parts) {
        return new Found(
                value(parts, NonDetects.ZERO),
                value(parts, NonDetects.HALF),
                value(parts, NonDetects.FULL),
                picked(parts));
    }

    /// What is not known has no place of its own: the value stands where it is the same wherever that lies.
    private double value(List<Part> parts, NonDetects rule) {
        double low = value(parts, part -> known(part.by(rule), part.least()));
        double high = value(parts, part -> known(part.by(rule), Double.POSITIVE_INFINITY));
        return low == high && Double.isFinite(low) ? low : Double.NaN;
    }

    private static double known(double value, double otherwise) {
        return Double.isNaN(value) ? otherwise : value;
    }

    private double value(List<Part> parts, ToDoubleFunction<Part> value) {
        var sorted = parts.stream().mapToDouble(value).toArray();
        Arrays.sort(sorted);
        double rank = rank(sorted.length);
        if (sorted.length == 0 || rank < 1 || rank > sorted.length) {
            return Double.NaN;
        }
        int below = (int) Math.floor(rank);
        double share = rank - below;
        double from = sorted[below - 1];
        return share == 0 ? from : from + (sorted[below] - from) * share;
    }

    /// From the lowest, which is 1; between two values for a percentile.
    public double rank(int of) {
        var percentile = ranked.percentile();
        if (percentile != null) {
            // in whole thousandths: 98 % of 50 steps is 49, not 48.99999
            double exact = 1 + percentile.doubleValue() * (of - 1) / HUNDRED;
            return Math.abs(exact - Math.rint(exact)) < 1e-9 ? Math.rint(exact) : exact;
        }
        return lowest ? place() : of + 1.0 - place();
    }

    private int place() {
        var allowed = ranked.allowed();
        return allowed == null ? 1 : allowed + 1;
    }

    private List<Picked> picked(List<Part> parts) {
        boolean percentile = ranked.percentile() != null;
        var order = Comparator.comparingDouble(Part::shown).thenComparing(Part::at);
        var sorted = parts.stream()
                .sorted(percentile || lowest ? order : order.reversed())
                .toList();
        double rank = rank(sorted.size());
        int last = Math.min(sorted.size(), percentile ? (int) Math.ceil(rank) : place());
        int first = Math.max(1, percentile ? (int) Math.floor(rank) : last - SHOWN + 1);
        var all = new ArrayList<Picked>();
        for (int at = first; at <= last; at++) {
            var part = sorted.get(at - 1);
            all.add(new Picked(at, part.at(), part.dateOnly(), part.shown()));
        }
        return all;
    }
}
