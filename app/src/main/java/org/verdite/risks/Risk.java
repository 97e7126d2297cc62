package org.verdite.risks;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;

/// A risk or an opportunity as it stands in the register.
///
/// @param number `RK-0007`
public record Risk(
        RiskId id,
        UnitId unit,
        String number,
        NewRisk.Kind kind,
        String title,
        String cause,
        String consequence,
        PersonId owner,
        String ownerName,
        NewRisk.Treatment treatment,
        String treatmentNote,
        String language,
        @Nullable LocalDate endedOn,
        String endedBecause,
        int version) {

    public String path() {
        return "/risks/" + id;
    }

    public boolean isRisk() {
        return kind == NewRisk.Kind.RISK;
    }

    Origin origin() {
        return new Origin("risks", "risk", id.toString(), number + " " + title, path());
    }
}
