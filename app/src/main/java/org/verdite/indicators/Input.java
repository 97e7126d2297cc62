package org.verdite.indicators;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;

/// What went into a figure, with the way to its records.
///
/// @param name what it is: "Certified"
/// @param note the rule that chose it: "certificate valid on that day"
/// @param value in `unit`; null when it is no number
/// @param unit `sites`, `results`, a currency, or empty
/// @param path the list of its records, filtered; empty where there is none
/// @param records how many records stand behind it
/// @param details single records worth naming: a site and why it is not certified
public record Input(
        Phrase name,
        Phrase note,
        @Nullable BigDecimal value,
        String unit,
        String path,
        int records,
        List<Detail> details) {

    public Input {
        details = List.copyOf(details);
    }

    /// @param subject the record's own name
    /// @param why what is said about it
    /// @param path its page
    public record Detail(LocalText subject, Phrase why, String path) {}
}
