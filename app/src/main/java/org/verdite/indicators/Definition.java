package org.verdite.indicators;

import java.time.Instant;
import java.time.LocalDate;
import org.verdite.shared.LocalText;

/// What an indicator means in one version.
///
/// @param unit `%`, a currency code, `sites` or `results`
/// @param formula in words
/// @param boundary which sites count unless somebody asks otherwise
/// @param recordedAt when it was entered: what is asked as known before does not use it
public record Definition(
        String code,
        int version,
        LocalText name,
        String unit,
        LocalText formula,
        Aggregation aggregation,
        String boundary,
        LocalDate validFrom,
        Instant recordedAt) {

    /// Whether it tells what happened in a period, as money spent does, and not how things stood on a day.
    public boolean ofPeriod() {
        return code.startsWith("INV-") || code.startsWith("MON-");
    }

    /// How values of parts make the value of the whole.
    public enum Aggregation {
        SUM,
        RATIO,
        CHANGE,
        COUNT
    }
}
