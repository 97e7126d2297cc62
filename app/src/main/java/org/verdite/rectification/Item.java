package org.verdite.rectification;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;

/// An item as its steps need it, held for the length of one transaction.
record Item(
        ItemId id,
        UnitId unit,
        String number,
        String title,
        String description,
        Severity severity,
        Workflow workflow,
        String medium,
        ItemState state,
        int round,
        ZoneId zone,
        LocalDate openedOn,
        LocalDate deadline,
        Instant dueAt,
        Instant clockFrom,
        @Nullable Long authority,
        LocalDate discovered,
        @Nullable PersonId owner,
        @Nullable PersonId substitute,
        @Nullable PersonId verifier,
        int causeLines,
        @Nullable PersonId planBy,
        @Nullable PersonId approvedBy,
        @Nullable LocalDate verifiedOn,
        @Nullable LocalDate effectDue,
        String finding,
        @Nullable PersonId findingBy,
        @Nullable String cancelKind,
        @Nullable PersonId cancelBy,
        Particulars particulars,
        @Nullable ItemId repeatOf,
        @Nullable ItemId succeededBy,
        @Nullable Boolean drawn,
        int version) {

    /// @throws Refused when the step can't be taken from here
    ItemState after(ItemStep step) {
        return step.after(workflow, state);
    }

    Origin origin() {
        return new Origin("rectification", "item", id.toString(), number + " " + title, "/rectification/items/" + id);
    }
}
