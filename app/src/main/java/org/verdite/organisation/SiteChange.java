package org.verdite.organisation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;

/// What may be changed about a site; the code and the unit stay.
///
/// @param version as it was read
public record SiteChange(
        int version,
        LocalText name,
        String kind,
        String country,
        String province,
        ZoneId zone,
        BigDecimal latitude,
        BigDecimal longitude,
        @Nullable String legalEntity,
        String minerals,
        @Nullable LocalDate operatingSince,
        @Nullable LocalDate acquired,
        @Nullable LocalDate closed) {}
