package org.verdite.monitoring.load;

import java.time.Instant;
import java.util.Comparator;

/// A value of a series over its time; where both ends are the same moment it stands for the hour or day around it.
///
/// @param value not a number where nothing was measured
/// @param censor as results have it: 0 measured, 1 below `level`, 2 below an unknown level, 3 and 4 above what can be
/// told
/// @param suspect flagged and not judged: left out of loads, and counted
public record Reading(Instant from, Instant to, double value, int censor, double level, boolean suspect) {

    private static final int MEASURED = 0;
    private static final int BELOW = 1;
    private static final int BELOW_UNKNOWN = 2;

    static final Comparator<Reading> ORDER = Comparator.comparing(Reading::from)
            .thenComparing(Reading::to)
            .thenComparing(Reading::censor)
            .thenComparing(Reading::value)
            .thenComparing(Reading::level);

    public static Reading measured(Instant from, Instant to, double value) {
        return new Reading(from, to, value, MEASURED, Double.NaN, false);
    }

    public static Reading below(Instant from, Instant to, double level) {
        return new Reading(from, to, Double.NaN, BELOW, level, false);
    }

    public Reading suspected() {
        return new Reading(from, to, value, censor, level, true);
    }

    /// In another unit.
    public Reading times(double factor) {
        return new Reading(from, to, value * factor, censor, level * factor, suspect);
    }

    /// An amount of its time as a rate for each second of it.
    public Reading perSecond() {
        return times(1.0 / Math.max(1, to.getEpochSecond() - from.getEpochSecond()));
    }

    boolean notDetected() {
        return censor == BELOW || censor == BELOW_UNKNOWN;
    }

    /// What it counts as; not a number where the rule can't say.
    double counted(LoadRule.NonDetect rule) {
        if (suspect) {
            return Double.NaN;
        }
        return switch (censor) {
            case MEASURED -> value;
            case BELOW -> rule == LoadRule.NonDetect.ZERO ? 0 : rule.share() * level;
            case BELOW_UNKNOWN -> rule == LoadRule.NonDetect.ZERO ? 0 : Double.NaN;
            default -> Double.NaN;
        };
    }
}
