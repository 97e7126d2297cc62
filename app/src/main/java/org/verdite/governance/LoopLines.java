package org.verdite.governance;

import java.util.List;

/// Asks the rooms below how far a part of the loop is in a unit's year.
interface LoopLines {

    /// @param asked a year that is over is looked at as of its last day where the room can say it, else as of now
    List<LoopLine> lines(FactSource.Asked asked);
}
