package org.verdite.governance.committee;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;

/// A committee to be set up.
///
/// @param remit what it is there for; may be empty
/// @param quorum of a hundred seats, how many must be taken before anything is decided
/// @param passes what of the unit, and of those below without a committee for it, passes through it
/// @param bindingFrom from when on that is a condition and not only shown; null for never
public record NewCommittee(
        UnitId unit,
        CommitteeKind kind,
        LocalText name,
        String remit,
        int quorum,
        Set<Matter> passes,
        LocalDate opened,
        @Nullable LocalDate bindingFrom) {

    public NewCommittee {
        passes = Set.copyOf(passes);
    }

    /// Binding from its first day.
    public NewCommittee(
            UnitId unit,
            CommitteeKind kind,
            LocalText name,
            String remit,
            int quorum,
            Set<Matter> passes,
            LocalDate opened) {
        this(unit, kind, name, remit, quorum, passes, opened, opened);
    }
}
