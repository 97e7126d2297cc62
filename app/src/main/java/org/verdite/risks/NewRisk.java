package org.verdite.risks;

import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;

/// What could happen at a unit.
///
/// @param title what could happen, at most 200 characters
/// @param owner who answers for it
/// @param treatmentNote what is done about it, in words
public record NewRisk(
        UnitId unit,
        Kind kind,
        String title,
        String cause,
        String consequence,
        PersonId owner,
        Treatment treatment,
        String treatmentNote) {

    public enum Kind {
        RISK,
        OPPORTUNITY
    }

    public enum Treatment {
        AVOID,
        REDUCE,
        SHARE,
        ACCEPT,
        /// Only an opportunity is pursued.
        PURSUE
    }
}
