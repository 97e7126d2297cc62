package org.verdite.organisation;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// A contractor's admission to a site.
///
/// @param unit of the site
/// @param until the first day on which it no longer holds
/// @param askedBy person; null for the system
/// @param why it was put aside, or ended before its last day
public record Admission(
        long id,
        String number,
        int contractor,
        LocalText contractorName,
        int site,
        LocalText siteName,
        int unit,
        LocalDate from,
        LocalDate until,
        String work,
        State state,
        @Nullable Integer askedBy,
        Instant askedAt,
        @Nullable Integer admittedBy,
        @Nullable Instant admittedAt,
        @Nullable Integer endedBy,
        @Nullable Instant endedAt,
        String why,
        int version) {

    public enum State {
        /// Asked for; what stands against it is told.
        WAITING,
        ADMITTED,
        /// Put aside, or ended before its last day.
        WITHDRAWN
    }

    public String path() {
        return "/organisation/admissions/" + id;
    }

    AdmissionBar.Asked asked() {
        return new AdmissionBar.Asked(contractor, new SiteId(site), new UnitId(unit), from, until);
    }
}
