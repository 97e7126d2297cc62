package org.verdite.governance;

import java.time.LocalDate;
import java.util.List;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;

/// A review to be prepared.
///
/// @param unit the group, a subsidiary or a site
/// @param on the day of the meeting
/// @param chair who leads it and signs; not who prepares it
/// @param participants besides the two
public record NewReview(
        UnitId unit, int year, LocalDate on, PersonId preparer, PersonId chair, List<PersonId> participants) {

    public NewReview {
        participants = List.copyOf(participants);
    }
}
