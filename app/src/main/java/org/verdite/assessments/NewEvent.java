package org.verdite.assessments;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Something that happened to a certificate.
///
/// @param edition the new edition, for a change of edition or a renewal to another one
/// @param expires the new last day, for a renewal
/// @param note why, in the words of the body or of the site
public record NewEvent(
        EventKind kind,
        LocalDate happened,
        @Nullable String edition,
        @Nullable LocalDate expires,
        String note) {}
