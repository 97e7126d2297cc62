package org.verdite.organisation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.verdite.shared.UnitId;

/// What somebody proposes; see {@link Reorganisation}.
public record NewReorganisation(
        Reorganisation.Kind kind,
        LocalDate day,
        List<UnitId> from,
        List<UnitId> to,
        List<BigDecimal> shares,
        String reason) {}
