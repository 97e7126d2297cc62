package org.verdite.inspections;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One command from the field: a picture of a subject.
///
/// @param id made by the client; the same id is the same picture, however often it comes
/// @param subject as of an observation
/// @param originalHash SHA-256 of the picture as the camera made it, in hexadecimal, taken on the device; empty where
/// the device can't
/// @param derived true when a smaller copy is sent in its stead
/// @param toldAt by the device's clock
/// @param sentAt by the same clock when it was sent; null where the sender has ours
public record NewPhoto(
        UUID id,
        String subject,
        String fileName,
        String originalHash,
        boolean derived,
        String caption,
        Told.Where where,
        Instant toldAt,
        @Nullable Instant sentAt) {}
