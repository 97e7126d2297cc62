package org.verdite.monitoring.intake;

import java.math.BigDecimal;
import java.math.MathContext;

/// Between which values a series has moved lately. Tells apart what is merely high from what is written in another
/// unit:
/// micrograms under milligrams are a thousand times off, and far beyond all that was ever seen.
///
/// @param middle the geometric middle of its days
record Usual(double middle, double least, double most) {

    /// Of a series without enough history nothing is doubted.
    static final Usual UNKNOWN = new Usual(Double.NaN, Double.NaN, Double.NaN);

    private static final double FROM = 200;
    private static final double BEYOND = 20;

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
