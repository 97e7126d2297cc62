package org.verdite.monitoring.rollup;

import java.util.OptionalDouble;
import org.verdite.shared.NonDetects;

/// The sums that every kind of aggregation needs, so that hours add up to days and days to years without the values
/// themselves. Adding is the same in every order.
public final class Sums {

    private long measured;
    private long below;
    private long belowUnknown;
    private double sum;
    private double energy;
    private double logs;
    private double north;
    private double east;
    private double max = Double.NEGATIVE_INFINITY;
    private double weights;
    private double weighted;
    private double levels;
    private double logLevels;
    private double highestLevel = Double.NEGATIVE_INFINITY;

    public Sums add(double value) {
        return add(value, 1);
    }

    /// @param weight the flow at that moment
    public Sums add(double value, double weight) {
        measured++;
        sum += value;
        energy += Math.pow(10, value / 10);
        logs += Math.log(value);
        north += Math.cos(Math.toRadians(value));
        east += Math.sin(Math.toRadians(value));
        max = Math.max(max, value);
        weights += weight;
        weighted += value * weight;
        return this;
    }

    /// A result below its detection limit.
    ///
    /// @param level NaN when nobody said at which
    public Sums addBelow(double level) {
        if (Double.isNaN(level)) {
            belowUnknown++;
        } else {
            below++;
            levels += level;
            logLevels += Math.log(level);
            highestLevel = Math.max(highestLevel, level);
        }
        return this;
    }

    /// Sums as they were stored; what a kind of aggregation does not need may be 0.
    ///
    /// @param highestLevel negative infinity for none, as `max`
    public static Sums stored(
            long measured,
            long below,
            long belowUnknown,
            double sum,
            double max,
            double levels,
            double highestLevel,
            double energy,
            double logs,
            double logLevels,
            double north,
            double east) {
        var sums = new Sums();
        sums.measured = measured;
        sums.below = below;
        sums.belowUnknown = belowUnknown;
        sums.sum = sum;
        sums.max = max;
        sums.levels = levels;
        sums.highestLevel = highestLevel;
        sums.energy = energy;
        sums.logs = logs;
        sums.logLevels = logLevels;
        sums.north = north;
        sums.east = east;
        return sums;
    }

    public Sums add(Sums other) {
        measured += other.measured;
        below += other.below;
        belowUnknown += other.belowUnknown;
        sum += other.sum;
        energy += other.energy;
        logs += other.logs;
        north += other.north;
        east += other.east;
        max = Math.max(max, other.max);
        weights += other.weights;
        weighted += other.weighted;
        levels += other.levels;
        logLevels += other.logLevels;
        highestLevel = Math.max(highestLevel, other.highestLevel);
        return this;
    }

    public long count() {
        return measured + below + belowUnknown;
    }

    /// Results below their detection limit.
    public long notDetected() {
        return below + belowUnknown;
    }

    /// The value of the period; empty where nothing was measured, or where the rule does not say what a result counts
    /// as whose detection limit is unknown.
    public OptionalDouble value(Aggregation kind, NonDetects rule) {
        if (count() == 0 || belowUnknown > 0 && rule != NonDetects.ZERO) {
            return OptionalDouble.empty();
        }
        double value = switch (kind) {
            case ARITHMETIC -> (sum + rule.share() * levels) / count();
            case SUM -> sum + rule.share() * levels;
            case MAXIMUM -> Math.max(max, below == 0 ? Double.NEGATIVE_INFINITY : rule.share() * highestLevel);
            case GEOMETRIC -> geometric(rule);
            case ENERGETIC -> notDetected() > 0 ? Double.NaN : 10 * Math.log10(energy / measured);
            case VECTOR -> direction();
            case FLOW_WEIGHTED -> notDetected() > 0 || weights <= 0 ? Double.NaN : weighted / weights;
        };
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /// Nothing counted as zero has no logarithm.
    private double geometric(NonDetects rule) {
        if (notDetected() > 0 && rule == NonDetects.ZERO) {
            return Double.NaN;
        }
        return Math.exp((logs + logLevels + (below == 0 ? 0 : below * Math.log(rule.share()))) / count());
    }

    /// Directions that cancel each other have none.
    private double direction() {
        if (notDetected() > 0 || Math.hypot(north, east) < 1e-9 * measured) {
            return Double.NaN;
        }
        double degrees = Math.toDegrees(Math.atan2(east, north));
        return degrees < 0 ? degrees + 360 : degrees;
    }

    /// True when what is not detected decides about the value: counted as zero and as its level it differs.
    public boolean dependsOnNonDetects(Aggregation kind) {
        return notDetected() > 0 && !value(kind, NonDetects.ZERO).equals(value(kind, NonDetects.FULL));
    }
}
