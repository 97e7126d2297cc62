package org.verdite.monitoring;

import java.time.Instant;
import java.util.List;
import org.verdite.shared.UnitId;

/// Results of some series came, were corrected, or count differently from now on. Published inside the transaction
/// that stores them, so that whoever makes something of them can queue that work together with it.
///
/// @param intake that brought them; 0 when none did: a person decided whether they count
/// @param from the earliest of them; to the latest
public record ResultsArrived(UnitId unit, int intake, List<Integer> series, Instant from, Instant to) {

    public ResultsSpan span() {
        return new ResultsSpan(from, to, series);
    }
}
