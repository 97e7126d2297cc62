package org.verdite.inspections;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.verdite.documents.EvidenceId;

/// A picture of what somebody saw.
///
/// @param evidence under which its bytes are kept
/// @param originalHash of the picture as the camera made it
/// @param hashedOnDevice false where the hash was made when it arrived
/// @param derived the kept picture is a smaller copy of the original
/// @param takenAt as the camera wrote it into the original; null where it wrote nothing
/// @param toldAt by our clock
public record Photo(
        UUID id,
        String subject,
        EvidenceId evidence,
        String mediaType,
        String originalHash,
        boolean hashedOnDevice,
        boolean derived,
        String caption,
        @Nullable BigDecimal latitude,
        @Nullable BigDecimal longitude,
        @Nullable BigDecimal accuracy,
        @Nullable Instant takenAt,
        Instant toldAt,
        int ahead,
        String who) {

    /// True when a browser may show it.
    public boolean shown() {
        return mediaType.equals("image/jpeg") || mediaType.equals("image/png") || mediaType.equals("image/webp");
    }

    /// Where its bytes are shown, for who sees the inspection.
    public String path(InspectionId inspection) {
        return "/inspections/visits/" + inspection + "/photos/" + id;
    }
}
