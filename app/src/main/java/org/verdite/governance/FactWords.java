package org.verdite.governance;

import java.math.BigDecimal;
import java.util.Objects;
import org.verdite.shared.Money;
import org.verdite.ui.Texts;

/// A fact's value as a page and a paper say it.
public final class FactWords {

    private FactWords() {}

    public static String value(Fact fact, Texts t) {
        if (fact.known() == Fact.Known.NO_RECORD) {
            return t.of("governance.noRecord");
        }
        if (fact.rate()) {
            var percent = fact.percent();
            return percent == null
                    ? t.of("governance.ofNone")
                    : t.of(
                            "governance.share",
                            t.number(fact.numerator()),
                            t.number(fact.denominator()),
                            t.percent(percent));
        }
        var value = fact.value();
        if (value == null) {
            return t.of("governance.unknown");
        }
        return fact.measure().equals("CNY") ? money(value, t) : t.number(value);
    }

    private static String money(BigDecimal value, Texts t) {
        return Objects.requireNonNull(t.money(new Money(value, "CNY")));
    }
}
