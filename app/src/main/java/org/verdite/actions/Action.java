package org.verdite.actions;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.Money;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;

/// A thing to do as it stands.
///
/// @param ownerName in the reader's language
/// @param evidence number of files kept for it
/// @param evidenceNeeded true when it can't be done without evidence
/// @param doneBy who reported it done
/// @param note what was reported when it was done, or why it was cancelled
public record Action(
        ActionId id,
        UnitId unit,
        String title,
        String kind,
        PersonId owner,
        String ownerName,
        LocalDate due,
        @Nullable Money cost,
        ActionState state,
        int evidence,
        boolean evidenceNeeded,
        @Nullable LocalDate doneOn,
        @Nullable PersonId doneBy,
        String note,
        Origin origin,
        int version) {

    public String path() {
        return "/actions/" + id;
    }
}
