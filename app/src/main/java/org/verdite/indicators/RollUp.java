package org.verdite.indicators;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.UnitId;

/// Of which unit a figure is told, and by which day's tree it is found what stands below that unit.
///
/// @param unit null for all that the reader sees
/// @param structure the tree of this day; null for "as it was", at the end of each figure's own period
public record RollUp(@Nullable UnitId unit, @Nullable LocalDate structure) {

    /// All that the reader sees, as it was.
    public static final RollUp ALL = new RollUp(null, null);

    public boolean asItWas() {
        return structure == null;
    }

    /// The tree's day for a standing of that day.
    public LocalDate on(LocalDate day) {
        return structure == null ? day : structure;
    }
}
