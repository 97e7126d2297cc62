package org.verdite.assessments;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.SiteId;

/// The outcome of an assessment by a scheme's standard. Meeting a standard and being listed are two things.
///
/// @param scheme green mine or green factory
/// @param edition edition of the scheme it was assessed by: `DZ/T 0320-2018`
/// @param assessedBy who assessed
/// @param score null where the scheme or the assessor gave none
public record NewResult(
        SiteId site,
        NewRecognition.Scheme scheme,
        String edition,
        LocalDate assessedOn,
        String assessedBy,
        Outcome outcome,
        @Nullable BigDecimal score,
        String note) {

    public enum Outcome {
        MET,
        NOT_MET,
        NOT_ASSESSED
    }
}
