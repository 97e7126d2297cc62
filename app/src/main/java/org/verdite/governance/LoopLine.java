package org.verdite.governance;

import org.verdite.ui.Phase;

/// What a unit's year asked for in a part of the loop, and how much of it is done.
///
/// @param code `GOALS`, `SHARES`, …: names the line in both languages, or a duty of the register
/// @param late of what is open, what should have been done by now
/// @param href the list that shows it; empty where there is none
public record LoopLine(Phase phase, String code, long required, long done, long late, String href) {

    public long open() {
        return required - done;
    }

    /// Nothing was asked for, which is not the same as done.
    public boolean none() {
        return required == 0;
    }
}
