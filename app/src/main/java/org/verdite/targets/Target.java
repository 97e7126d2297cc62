package org.verdite.targets;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;

/// One version of a promise. See {@link NewTarget} for its parts.
public record Target(
        long id,
        UnitId unit,
        String code,
        int version,
        LocalText sentence,
        String indicator,
        int baselineYear,
        int dueYear,
        BigDecimal value,
        NewTarget.Direction direction,
        String boundary,
        LocalText scope,
        LocalDate validFrom) {}
