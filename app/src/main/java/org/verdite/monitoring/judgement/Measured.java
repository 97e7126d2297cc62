package org.verdite.monitoring.judgement;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/// One result as the judge sees it, in the series' unit.
///
/// @param value NaN when there is none
/// @param censor 0 measured, 1 below `level` (not detected), 2 below an unknown level, 3 above `level`, 4 too much to
/// count
/// @param level the detection limit or the end of the range; NaN when unknown
/// @param original the text as written; read where a comparison is too close for binary numbers
/// @param excluded why the result may not be judged at all: rejected, flagged; null when it may
/// @param composed of what a mean over a period was made; null for a value that was measured
public record Measured(
        double value,
        int censor,
        double level,
        String original,
        @Nullable Reason excluded,
        @Nullable Composed composed) {

    /// What a mean over a period was made of. zero, half, full: with what is not detected counted as nothing, half its
    /// level, all of it; NaN where none can be said.
    ///
    /// @param results how many, and how many of them were not detected
    public record Composed(double zero, double half, double full, int results, int notDetected) {
        boolean certain() {
            return zero == full;
        }
    }

    public static final int BELOW = 1;
    public static final int BELOW_UNKNOWN = 2;
    public static final int ABOVE = 3;
    public static final int TOO_MUCH = 4;

    private static final MathContext WITHOUT_BINARY_NOISE = new MathContext(12);

    public Measured(double value, int censor, double level, String original) {
        this(value, censor, level, original, null, null);
    }

    public Measured(double value, int censor, double level, String original, @Nullable Reason excluded) {
        this(value, censor, level, original, excluded, null);
    }

    /// A mean as one way of counting makes it.
    Measured as(double mean) {
        return new Measured(mean, 0, Double.NaN, "", null, null);
    }

    /// The value as a decimal: the text as written when that is this very number (same unit, no computation between),
    /// else the value without the noise of binary arithmetic.
    BigDecimal exact() {
        return exact(value);
    }

    BigDecimal exact(double number) {
        String text = original.strip();
        if (!text.isEmpty() && text.length() <= 40 && plain(text)) {
            var written = new BigDecimal(text);
            if (Math.abs(written.doubleValue() - number) <= Math.abs(number) * 1e-12) {
                return written;
            }
        }
        return new BigDecimal(number).round(WITHOUT_BINARY_NOISE);
    }

    private static boolean plain(String text) {
        int digits = 0;
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                points++;
            } else if (c >= '0' && c <= '9') {
                digits++;
            } else if (i > 0 || c != '-') {
                return false;
            }
        }
        return digits > 0 && points <= 1;
    }
}
