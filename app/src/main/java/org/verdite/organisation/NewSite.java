package org.verdite.organisation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;

/// A site to add.
///
/// @param unit the unit that runs it; one site a unit
/// @param kind MINE, SMELTER, REFINERY, PROCESSING or OTHER
/// @param country ISO 3166 code of two letters
/// @param zone legal days begin and end by it
/// @param latitude degrees north, WGS 84
/// @param longitude degrees east, WGS 84
/// @param legalEntity code of the legal entity that holds it
/// @param minerals free words: `Cu, Au`
/// @param acquired null for a site the group built
public record NewSite(
        UnitId unit,
        String code,
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
        Rules.all(() -> Rules.code(code), () -> asChange().check());
    }

    private SiteChange asChange() {
        return new SiteChange(
                1,
                name,
                kind,
                country,
                province,
                zone,
                latitude,
                longitude,
                legalEntity,
                minerals,
                operatingSince,
                acquired,
                closed);
    }
}
