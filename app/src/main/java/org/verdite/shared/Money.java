package org.verdite.shared;

import java.math.BigDecimal;
import java.util.Currency;

/// An amount in a currency. Different currencies never add.
///
/// @param currency ISO 4217 code
public record Money(BigDecimal amount, String currency) {
    public Money {
        Currency.getInstance(currency);
    }

    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(currency + " and " + other.currency + " do not add");
        }
        return new Money(amount.add(other.amount), currency);
    }
}
