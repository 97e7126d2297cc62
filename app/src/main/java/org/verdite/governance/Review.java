package org.verdite.governance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;

/// A management review as it stands.
///
/// @param kind of its unit: `GROUP`, `SUBSIDIARY` or `SITE`
/// @param language its words were begun in
/// @param round the collection of facts that counts; 0 before the first
/// @param frozenAt when the meeting fixed what it looked at
public record Review(
        ReviewId id,
        UnitId unit,
        int year,
        String number,
        String kind,
        String language,
        LocalDate plannedOn,
        PersonId preparer,
        PersonId chair,
        ZoneId zone,
        ReviewState state,
        int round,
        @Nullable Instant collectedAt,
        @Nullable LocalDate heldOn,
        @Nullable Instant frozenAt,
        Conclusions conclusions,
        String cancelledBecause,
        int version) {

    /// What the system came to be found (9.3.3).
    public record Conclusions(String suitability, String adequacy, String effectiveness) {
        public boolean said() {
            return !suitability.isBlank() && !adequacy.isBlank() && !effectiveness.isBlank();
        }
    }

    public String path() {
        return "/governance/reviews/" + id;
    }

    public Origin origin() {
        return new Origin("governance", "review", id.toString(), number, path());
    }
}
