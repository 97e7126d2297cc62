package org.verdite.governance;

import org.jspecify.annotations.Nullable;
import org.verdite.indicators.Phrase;
import org.verdite.shared.LocalText;
import org.verdite.ui.Phase;

/// A duty of a unit's year, and whether it was done.
///
/// @param clause that asks for it; empty for none
/// @param words what was found, or that nothing was
/// @param href where it stands; empty where there is nothing
/// @param waiver that was asked for it and not refused; null for none
public record DutyStanding(
        String code,
        Phase phase,
        LocalText name,
        String clause,
        boolean met,
        Phrase words,
        String href,
        Waivers.@Nullable Waiver waiver) {

    /// Done, or let off.
    public boolean settled() {
        return met || waived();
    }

    /// Not done, and let off by name.
    public boolean waived() {
        return !met && waiver != null && waiver.state() == Waivers.State.GRANTED;
    }
}
