package org.verdite.inspections;

import java.time.LocalDate;
import java.time.ZoneId;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;

/// What people from outside may look into, and until when: inspections at a unit, and what is released to them.
///
/// @param unit who is inspected
/// @param body the firm, the certification body, the authority
/// @param to the last day, at the unit
/// @param endedBecause empty while nobody ended it before its time
public record Engagement(
        EngagementId id,
        UnitId unit,
        String title,
        String language,
        String body,
        String purpose,
        LocalDate from,
        LocalDate to,
        ZoneId zone,
        boolean ended,
        String endedBecause,
        int version) {

    public String path() {
        return "/inspections/engagements/" + id;
    }

    /// As what evidence is filed under.
    public Origin origin() {
        return new Origin("inspections", "engagement", id.toString(), title, path());
    }

    /// @param day at the unit
    public boolean open(LocalDate day) {
        return !ended && !day.isBefore(from) && !day.isAfter(to);
    }

    /// True when nothing more happens in it.
    ///
    /// @param day at the unit
    public boolean over(LocalDate day) {
        return ended || day.isAfter(to);
    }
}
