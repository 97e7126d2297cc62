package org.verdite.inspections;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.PersonId;

/// What somebody saw, as it was kept.
///
/// @param toldAt by our clock: the device's with its error taken out
/// @param ahead seconds by which the device's clock stood ahead of ours; negative: behind
public record Observation(
        UUID id,
        String subject,
        Said said,
        @Nullable BigDecimal measured,
        String note,
        Told.Where where,
        Told.@Nullable Beside beside,
        Instant toldAt,
        int ahead,
        @Nullable PersonId by,
        String who) {

    /// Two that say the same are no conflict.
    boolean agrees(Observation other) {
        return said == other.said
                && (measured == null
                        ? other.measured == null
                        : other.measured != null && measured.compareTo(other.measured) == 0);
    }
}
