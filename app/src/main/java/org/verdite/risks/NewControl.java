package org.verdite.risks;

import java.time.LocalDate;
import org.verdite.shared.PersonId;

/// What holds a risk.
///
/// @param everyMonths it is verified at least so often
/// @param since the day from which it is there; the first verification is counted from it
public record NewControl(String name, Kind kind, PersonId owner, int everyMonths, LocalDate since) {

    public enum Kind {
        PREVENT,
        DETECT,
        CONTROL,
        RECOVER;

        /// Whether it makes the event less likely; else it makes what follows less bad.
        public boolean holdsLikelihood() {
            return this == PREVENT || this == DETECT;
        }
    }
}
