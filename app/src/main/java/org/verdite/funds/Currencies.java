package org.verdite.funds;

import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;

/// In what money is counted: the currencies of ISO 4217 in which somebody can pay.
public final class Currencies {

    private Currencies() {}

    public static boolean known(String code) {
        return payable().anyMatch(c -> c.getCurrencyCode().equals(code));
    }

    /// By their codes.
    public static List<Currency> all() {
        return payable()
                .sorted((a, b) -> a.getCurrencyCode().compareTo(b.getCurrencyCode()))
                .toList();
    }

    /// Metals, units of account and "no currency" have no fraction.
    private static Stream<Currency> payable() {
        return Currency.getAvailableCurrencies().stream().filter(c -> c.getDefaultFractionDigits() >= 0);
    }
}
