package org.verdite.rectification;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;

/// Something found wrong (ISO 14001, 10.2).
///
/// @param title a sentence about the world, at most 200 characters: "Copper above permit at plant outfall DW001"
/// @param medium `WATER`, `AIR`, `NOISE`, `SOIL`, `WASTE`, `ECOLOGY`, `ENERGY`, `MANAGEMENT` or `OTHER`
/// @param origin the finder's record, null when somebody saw it with their own eyes
/// @param owner who carries the correction, null when that is decided later
/// @param investigation true for a lighter path: was anything wrong at all?
public record NewItem(
        UnitId unit,
        String title,
        String description,
        Severity severity,
        String medium,
        @Nullable Origin origin,
        @Nullable PersonId owner,
        LocalDate discovered,
        boolean investigation) {}
