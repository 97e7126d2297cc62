package org.verdite.monitoring;

import java.time.LocalDate;
import java.util.List;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;
import org.verdite.ui.State;

/// How an episode becomes something that somebody has to put right. Connected to `rectification`.
public interface OpenItem {

    /// @param origin the episode: the item names it and the episode's page finds the item by it
    /// @param investigation true where no obligation was broken: somebody looks into it, nobody is non-compliant
    record Wanted(
            UnitId unit,
            String title,
            String description,
            String medium,
            Origin origin,
            LocalDate discovered,
            boolean investigation) {}

    /// @param state of the item, as its own room words it
    /// @param over nothing more is due from anybody: for what happens now another one may be opened
    record Linked(String number, String title, String state, State sign, String path, boolean over) {}

    /// Idempotent per origin.
    Linked open(Wanted wanted);

    List<Linked> of(Origin origin);
}
