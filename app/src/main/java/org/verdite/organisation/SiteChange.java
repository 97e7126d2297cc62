package org.verdite.organisation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.Invalid;
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
        @Nullable LocalDate closed) {

    /// @throws Invalid with all that is wrong with it by itself
    public void check() {
        Rules.all(
                () -> Rules.name("name", name),
                () -> Rules.oneOf("kind", kind, Rules.SITE_KINDS),
                () -> Rules.country(country),
                () -> Rules.text("province", province, 100),
                () -> Sites.place(latitude, longitude),
                () -> Rules.text("minerals", minerals, 200));
    }
}
