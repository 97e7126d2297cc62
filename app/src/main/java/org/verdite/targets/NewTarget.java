package org.verdite.targets;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;

/// A promise in numbers.
///
/// @param unit who promised
/// @param code stays the same through all versions: `ISO-2023`
/// @param sentence as promised, word for word
/// @param indicator code of the indicator it is measured by: `EMS-14001`
/// @param value in the indicator's unit, reached at the end of the due year
/// @param boundary which sites count
/// @param scope the same in words: "all production and operation sites"
/// @param validFrom the day the promise was made, or changed
/// @param reason why it was changed; empty for the first version
public record NewTarget(
        UnitId unit,
        String code,
        LocalText sentence,
        String indicator,
        int baselineYear,
        int dueYear,
        BigDecimal value,
        Direction direction,
        String boundary,
        LocalText scope,
        LocalDate validFrom,
        String reason) {

    public enum Direction {
        AT_LEAST,
        AT_MOST
    }
}
