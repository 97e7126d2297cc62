package org.verdite.monitoring.intake;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;

/// Between which values a series has moved lately. Tells apart what is merely high from what is written in another
/// unit: micrograms under milligrams are a thousand times off, and far beyond all that was ever seen.
///
/// @param middle the median of its days
/// @param least without lone values as far off as those that are asked about, and so is most
record Usual(double middle, double least, double most) {

    /// Of a series without enough history nothing is doubted.
    static final Usual UNKNOWN = new Usual(Double.NaN, Double.NaN, Double.NaN);

    private static final double FROM = 200;
    private static final double BEYOND = 20;
    private static final int ENOUGH = 5;

    record Day(double mean, double least, double most) {}

    /// A wrong value that was once stored must not make the next one usual. What a tenth of the days have
    /// shown is usual all the same: series of storm water do range so far.
    static Usual of(List<Day> days) {
        if (days.size() < ENOUGH) {
            return UNKNOWN;
        }
        double[] means = days.stream().mapToDouble(Day::mean).sorted().toArray();
        int n = means.length;
        double middle = Math.sqrt(means[(n - 1) / 2]) * Math.sqrt(means[n / 2]);
        int lone = (n + 9) / 10;
        double[] least = days.stream().mapToDouble(Day::least).sorted().toArray();
        double[] most = days.stream().mapToDouble(Day::most).sorted().toArray();
        double from = Arrays.stream(least, 0, lone)
                .filter(v -> v > middle / FROM)
                .min()
                .orElse(least[lone]);
        double to = Arrays.stream(most, n - lone, n)
                .filter(v -> v < middle * FROM)
                .max()
                .orElse(most[n - lone - 1]);
        return new Usual(middle, from, to);
    }

    /// False for a value a thousand times off, or more.
    boolean plausible(double value) {
        if (value > most * BEYOND) {
            return value < middle * FROM;
        }
        if (value < least / BEYOND && value > 0) {
            return value > middle / FROM;
        }
        return true;
    }

    /// The middle, with as many digits as it is worth.
    String said() {
        return Double.isNaN(middle)
                ? ""
                : new BigDecimal(middle)
                        .round(new MathContext(2))
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
