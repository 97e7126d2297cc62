package org.verdite.rectification.web;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.Money;
import org.verdite.ui.form.Form;

/// A cost as people write it: `46,000` in RMB, or with another currency behind, `4,000 USD`.
final class Cost {

    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{1,3}(?:,\\d{3})+|\\d{1,15})(\\.\\d{1,2})?\\s*([A-Za-z]{3})?");

    private Cost() {}

    /// Null when nothing was written, or when it is no amount, which is noted at the field.
    static @Nullable Money of(Form form) {
        String typed = form.typed("cost").strip();
        if (typed.isEmpty()) {
            return null;
        }
        var matcher = WRITTEN.matcher(typed);
        if (matcher.matches()) {
            String written = matcher.group(3) == null ? "RMB" : matcher.group(3).toUpperCase(Locale.ROOT);
            String currency = written.equals("RMB") ? "CNY" : written;
            String cents = matcher.group(2) == null ? "" : matcher.group(2);
            if (Currency.getAvailableCurrencies().stream()
                    .anyMatch(c -> c.getCurrencyCode().equals(currency))) {
                return new Money(new BigDecimal(matcher.group(1).replace(",", "") + cents), currency);
            }
        }
        form.problem("cost", "rectification.action.cost", typed);
        return null;
    }
}
