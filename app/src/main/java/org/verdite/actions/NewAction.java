package org.verdite.actions;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.Money;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;

/// Something to be done.
///
/// @param title what will be done, at most 200 characters
/// @param kind `CORRECTIVE`, `PREVENTIVE` or `OTHER`
/// @param cost planned cost, null when nothing was said
/// @param origin the record it was planned for
public record NewAction(
        UnitId unit,
        String title,
        String kind,
        PersonId owner,
        LocalDate due,
        @Nullable Money cost,
        Origin origin) {}
