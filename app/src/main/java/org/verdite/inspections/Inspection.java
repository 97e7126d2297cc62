package org.verdite.inspections;

import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;

/// An inspection, visit or audit as it stands.
///
/// @param edition by which it asks, whatever was published since
/// @param siteKind of the site when it was planned; empty where everything is asked
/// @param closingNote who was there at the closing meeting and what was said
public record Inspection(
        InspectionId id,
        UnitId unit,
        String number,
        InspectionKind kind,
        String title,
        String language,
        String scope,
        String body,
        int edition,
        String siteKind,
        LocalDate from,
        LocalDate to,
        int independenceMonths,
        ZoneId zone,
        InspectionState state,
        String openingNote,
        String closingNote,
        @Nullable LocalDate issuedOn,
        String cancelledBecause,
        int version) {

    public String path() {
        return "/inspections/visits/" + id;
    }

    public Origin origin() {
        return new Origin("inspections", "visit", id.toString(), number + " " + title, path());
    }
}
