package org.verdite.monitoring.judgement;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.verdite.obligations.RoundingBasis;

/// One side of a limit, in the series' unit. Most values lie far from it and are compared as binary numbers; only those
/// close to it are compared as the decimals that were written.
final class Bound {

    private static final double CLOSE = 1e-6;

    private final double number;
    private final double margin;
    private final BigDecimal written;
    private final BigDecimal converted;
    private final BigDecimal factor;
    private final boolean rounds;

    Bound(BigDecimal written, BigDecimal factor, RoundingBasis rounding) {
        this.written = written;
        this.factor = factor;
        this.converted = written.multiply(factor);
        this.number = converted.doubleValue();
        this.rounds = rounding == RoundingBasis.LIMIT_DIGITS;
        double step = rounds
                ? BigDecimal.ONE.movePointLeft(written.scale()).multiply(factor).doubleValue()
                : 0;
        this.margin = Math.max(Math.abs(number) * CLOSE, step);
    }

    double number() {
        return number;
    }

    BigDecimal converted() {
        return converted;
    }

    /// Negative when the value is under the bound, zero on it, positive past it.
    int compare(double value, Measured measured) {
        double difference = value - number;
        if (difference > margin) {
            return 1;
        }
        if (difference < -margin) {
            return -1;
        }
        var exact = measured.exact(value);
        if (!rounds) {
            return exact.compareTo(converted);
        }
        return exact.divide(factor, MathContext.DECIMAL128)
                .setScale(written.scale(), RoundingMode.HALF_EVEN)
                .compareTo(written);
    }
}
