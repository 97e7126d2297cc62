package org.verdite.inspections;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.verdite.rectification.Severity;

/// One command from the field: what somebody saw.
///
/// @param id made by the client; the same id is the same observation, however often it comes
/// @param subject the criterion's code; for what was seen beside the list, the id of its first observation
/// @param measured of a criterion with a number; what it says of conformity follows from the limit
/// @param beside what was seen where no criterion asks; null for an answer
/// @param replaces observations its writer had before their eyes and means to replace
/// @param toldAt by the device's clock
/// @param sentAt by the same clock when it was sent, so that a wrong clock is seen; null where the sender has ours
public record Told(
        UUID id,
        String subject,
        @Nullable Said said,
        @Nullable BigDecimal measured,
        String note,
        Where where,
        @Nullable Beside beside,
        Set<UUID> replaces,
        Instant toldAt,
        @Nullable Instant sentAt) {

    /// @param place in words
    /// @param accuracy metres
    public record Where(
            String place,
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude,
            @Nullable BigDecimal accuracy) {

        public static final Where NOWHERE = new Where("", null, null, null);
    }

    /// What a quick finding needs beside its note.
    public record Beside(String title, Severity severity, String medium) {}
}
