package org.verdite.reporting.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import org.verdite.indicators.Figure;
import org.verdite.ui.Texts;

/// How figures are written for a reader.
record Wording(Texts t) {

    private static final BigDecimal HUNDRED = new BigDecimal(100);
    private static final BigDecimal LARGE = new BigDecimal("100000000");

    /// 97.5% · 1.467 bn RMB · 13; a dash where there is no value.
    String of(Figure figure) {
        if (figure.value() == null) {
            return "–";
        }
        return switch (figure.unit()) {
            case "%" ->
                figure.code().equals("INV-YOY") ? t.signedPercent(figure.rounded(1)) : t.percent(figure.rounded(1));
            case "CNY" -> money(figure.value()) + " " + moneyUnit(figure.value());
            default -> t.number(figure.value());
        };
    }

    /// The number of a large amount; its unit is {@link #moneyUnit}.
    String money(BigDecimal rmb) {
        if (rmb.abs().compareTo(LARGE) >= 0 || rmb.signum() == 0) {
            return t.large(rmb);
        }
        return t.chinese()
                ? t.number(rmb.divide(new BigDecimal(10000), 0, RoundingMode.HALF_UP), 0)
                : t.number(rmb.divide(new BigDecimal(1000000), 1, RoundingMode.HALF_UP), 1);
    }

    String moneyUnit(@Nullable BigDecimal rmb) {
        return rmb == null || rmb.abs().compareTo(LARGE) >= 0 || rmb.signum() == 0
                ? t.largeUnit()
                : t.of("reporting.unit.smallMoney");
    }

    /// A value in a target's unit.
    String value(@Nullable BigDecimal value, String unit) {
        if (value == null) {
            return "–";
        }
        return switch (unit) {
            case "%" -> value.compareTo(HUNDRED) == 0 ? "100%" : t.percent(value.setScale(1, RoundingMode.HALF_UP));
            case "CNY" -> money(value) + " " + moneyUnit(value);
            default -> t.number(value.setScale(1, RoundingMode.HALF_UP).stripTrailingZeros());
        };
    }

    /// 39/40
    String fraction(Figure figure) {
        return figure.numerator() == null || figure.denominator() == null
                ? ""
                : t.number(figure.numerator()) + "/" + t.number(figure.denominator());
    }
}
