package org.verdite.monitoring.equipment;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An instrument at a point.
///
/// @param code as people call it there: `AI-101`
/// @param ranges what it measures, each parameter once
public record NewInstrument(
        int point,
        String code,
        String maker,
        String model,
        String serial,
        LocalDate from,
        String note,
        List<Range> ranges) {

    /// @param low where its range begins; null where nobody says
    public record Range(
            String parameter,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high,
            String unit) {}
}
