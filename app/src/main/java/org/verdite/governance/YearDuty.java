package org.verdite.governance;

import org.verdite.indicators.Phrase;
import org.verdite.shared.UnitId;
import org.verdite.ui.Phase;

/// Sees whether a duty of the register was done in a year. One small class for each code asks the room that knows
/// through its doors, since arrows run down.
interface YearDuty {

    /// @param units the unit and all below it
    record Asked(UnitId unit, int year, Integer[] units) {}

    /// @param words what was found, or that nothing was
    /// @param href where it stands; empty where there is nothing
    record Found(boolean met, Phrase words, String href) {}

    /// As the register of duties calls it.
    String code();

    /// The part of the loop that it belongs to.
    Phase phase();

    Found look(Asked asked);
}
