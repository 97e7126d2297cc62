package org.verdite.governance.committee;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;

/// A committee as it stands. See {@link NewCommittee} for its parts.
///
/// @param bindingFrom null while it only advises
public record Committee(
        CommitteeId id,
        UnitId unit,
        CommitteeKind kind,
        LocalText name,
        String remit,
        String language,
        int quorum,
        Set<Matter> passes,
        @Nullable LocalDate bindingFrom,
        LocalDate opened,
        @Nullable LocalDate closed,
        int version) {

    /// Whether what passes through it has to on that day.
    public boolean binding(LocalDate day) {
        return bindingFrom != null && !bindingFrom.isAfter(day);
    }

    public String path() {
        return "/governance/committees/" + id;
    }
}
