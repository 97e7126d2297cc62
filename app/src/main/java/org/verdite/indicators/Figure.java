package org.verdite.indicators;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A figure with all it was made of. Rates keep numerator and denominator, so that rounding happens once, at the edge.
///
/// @param formulaVersion version of the definition it was made by
/// @param value in `unit`; null when it can't be said
/// @param unit `%`, a currency, `sites` or `results`
/// @param gaps what is missing; the value then covers only what is there
public record Figure(
        String code,
        int formulaVersion,
        @Nullable BigDecimal value,
        @Nullable BigDecimal numerator,
        @Nullable BigDecimal denominator,
        String unit,
        List<Input> inputs,
        List<Gap> gaps) {

    private static final BigDecimal HUNDRED = new BigDecimal(100);

    public Figure {
        inputs = List.copyOf(inputs);
        gaps = List.copyOf(gaps);
    }

    /// numerator ÷ denominator in per cent; without a value when the denominator is zero.
    public static Figure percent(
            String code, BigDecimal numerator, BigDecimal denominator, List<Input> inputs, List<Gap> gaps) {
        BigDecimal value = denominator.signum() == 0
                ? null
                : numerator.multiply(HUNDRED).divide(denominator, MathContext.DECIMAL128);
        return new Figure(code, 0, value, numerator, denominator, "%", inputs, gaps);
    }

    public static Figure amount(
            String code, @Nullable BigDecimal value, String unit, List<Input> inputs, List<Gap> gaps) {
        return new Figure(code, 0, value, null, null, unit, inputs, gaps);
    }

    Figure byFormula(int version) {
        return new Figure(code, version, value, numerator, denominator, unit, inputs, gaps);
    }

    /// The same, with one more input missing.
    Figure without(Gap gap) {
        var more = new ArrayList<>(gaps);
        more.add(gap);
        return new Figure(code, formulaVersion, value, numerator, denominator, unit, inputs, more);
    }

    /// Rounded half up from the exact fraction, never from a rounded value.
    public @Nullable BigDecimal rounded(int decimals) {
        if (value == null) {
            return null;
        }
        if (numerator != null && denominator != null && unit.equals("%")) {
            return numerator.multiply(HUNDRED).divide(denominator, decimals, RoundingMode.HALF_UP);
        }
        return value.setScale(decimals, RoundingMode.HALF_UP);
    }

    /// True when no input is missing.
    public boolean complete() {
        return gaps.stream().allMatch(g -> g.count() == 0);
    }

    /// True when the two say the same, whatever words stand beside them.
    public boolean sameAs(Figure other) {
        return same(value, other.value) && same(numerator, other.numerator) && same(denominator, other.denominator);
    }

    private static boolean same(@Nullable BigDecimal a, @Nullable BigDecimal b) {
        return a == null || b == null ? a == b : a.compareTo(b) == 0;
    }
}
