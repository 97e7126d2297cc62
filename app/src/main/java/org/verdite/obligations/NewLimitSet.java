package org.verdite.obligations;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.FacilityId;
import org.verdite.shared.LocalText;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// A standard (no unit: everybody reads it) or a permit (held by a unit, for a site or one of its facilities).
///
/// @param table which table of the standard, for instance `Table 2`
/// @param unit null for a standard
/// @param replaces id of the set this one takes the place of
/// @param verifiedBy who compared it with the official text; empty when nobody did
/// @param note what it says beside its limits, above all what was left out
public record NewLimitSet(
        @Nullable UnitId unit,
        String code,
        String edition,
        String table,
        LocalText name,
        String authority,
        @Nullable SiteId site,
        @Nullable FacilityId facility,
        LocalDate from,
        @Nullable LocalDate to,
        @Nullable Long replaces,
        String source,
        String licence,
        String verifiedBy,
        LocalText note) {

    /// A set whose limits say everything.
    public NewLimitSet(
            @Nullable UnitId unit,
            String code,
            String edition,
            String table,
            LocalText name,
            String authority,
            @Nullable SiteId site,
            @Nullable FacilityId facility,
            LocalDate from,
            @Nullable LocalDate to,
            @Nullable Long replaces,
            String source,
            String licence,
            String verifiedBy) {
        this(
                unit,
                code,
                edition,
                table,
                name,
                authority,
                site,
                facility,
                from,
                to,
                replaces,
                source,
                licence,
                verifiedBy,
                LocalText.of("en", ""));
    }

    /// A permit for a site, or for one facility of it.
    public static NewLimitSet permit(
            UnitId unit, String code, LocalText name, String authority, SiteId site, LocalDate from, String source) {
        return new NewLimitSet(unit, code, "", "", name, authority, site, null, from, null, null, source, "", "");
    }

    public boolean permit() {
        return unit != null;
    }
}
