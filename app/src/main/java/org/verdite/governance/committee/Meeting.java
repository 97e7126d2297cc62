package org.verdite.governance.committee;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;

/// A committee's meeting as it stands.
///
/// @param language its words are written in
/// @param quorum null before it was held
/// @param presider who led it, or was named since, and confirms its minutes
/// @param ledBy who led it on its day, where somebody else was named since, because they left
/// @param fingerprint of all that the confirmed minutes say
public record Meeting(
        MeetingId id,
        CommitteeId committee,
        UnitId unit,
        String number,
        String language,
        LocalDate plannedOn,
        String venue,
        ZoneId zone,
        MeetingState state,
        @Nullable LocalDate heldOn,
        @Nullable Quorum quorum,
        @Nullable PersonId presider,
        @Nullable PersonId ledBy,
        String leadBecause,
        @Nullable Instant confirmedAt,
        String fingerprint,
        String cancelledBecause,
        int version) {

    /// @param present people who came, of so many seats
    /// @param needed how many had to
    public record Quorum(int seats, int present, int needed) {
        static Quorum of(int seats, int present, int percent) {
            return new Quorum(seats, present, (seats * percent + 99) / 100);
        }

        public boolean reached() {
            return present >= needed;
        }
    }

    public String path() {
        return "/governance/meetings/" + id;
    }

    public Origin origin() {
        return new Origin("governance", "meeting", id.toString(), number, path());
    }

    public LocalDate day() {
        return heldOn == null ? plannedOn : heldOn;
    }
}
