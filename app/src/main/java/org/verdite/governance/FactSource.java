package org.verdite.governance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.verdite.shared.UnitId;

/// Asks a room below for what a review must look at.
interface FactSource {

    /// Of which unit and year.
    ///
    /// @param units the unit and all below it
    /// @param last the year's last day, or today in a year that is not over
    record Asked(UnitId unit, int year, Integer[] units, LocalDate first, LocalDate last, Instant known) {

        /// The part of an address that opens the same unit.
        String place() {
            return "&unit=" + unit;
        }
    }

    List<Fact> facts(Asked asked);
}
