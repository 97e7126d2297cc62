package org.verdite.shared.units;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/// How a figure in one unit becomes a figure in another, or why it can't.
public sealed interface Conversion {

    /// `to = from × factor + offset`.
    record Linear(String from, String to, BigDecimal factor, BigDecimal offset) implements Conversion {

        private static final int NONE = Integer.MIN_VALUE;

        /// True when nothing changes but the spelling.
        public boolean same() {
            return offset.signum() == 0 && factor.compareTo(BigDecimal.ONE) == 0;
        }

        /// The exponent when the factor is a power of ten and nothing is added: then decimals stay exact.
        public boolean powerOfTen() {
            return power() != NONE;
        }

        public int exponent() {
            return power();
        }

        private int power() {
            var bare = factor.stripTrailingZeros();
            return offset.signum() == 0 && bare.unscaledValue().equals(java.math.BigInteger.ONE) ? -bare.scale() : NONE;
        }

        public BigDecimal apply(BigDecimal value) {
            return powerOfTen()
                    ? value.scaleByPowerOfTen(exponent())
                    : value.multiply(factor).add(offset).round(MathContext.DECIMAL64);
        }

        public double apply(double value) {
            return apply(BigDecimal.valueOf(value)).doubleValue();
        }
    }

    /// @param key message key: what the units are and why one does not become the other
    record Refused(String key, List<Object> args) implements Conversion {}
}
