package org.verdite.risks;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.UnitId;

/// An aspect as it stands in the register.
///
/// @param number `EA-0012`
/// @param endedOn since when it is there no longer
public record Aspect(
        AspectId id,
        UnitId unit,
        String number,
        String activity,
        String aspect,
        NewAspect.Stage stage,
        NewAspect.Condition condition,
        NewAspect.Influence influence,
        String language,
        @Nullable LocalDate endedOn,
        String endedBecause,
        int version) {

    public String path() {
        return "/risks/aspects/" + id;
    }
}
