package org.verdite.governance.committee;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;

/// A committee as it stands. See {@link NewCommittee} for its parts.
public record Committee(
        CommitteeId id,
        UnitId unit,
        CommitteeKind kind,
        LocalText name,
        String remit,
        String language,
        int quorum,
        Set<Matter> passes,
        LocalDate opened,
        @Nullable LocalDate closed,
        int version) {

    public String path() {
        return "/governance/committees/" + id;
    }
}
