package org.verdite.rectification;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import org.verdite.notices.Level;

/// A rung of the ladder a deadline climbs while the correction is not verified.
///
/// @param hours after the deadline, negative before it; 0 at the opening and at half-time
public record LadderRung(Anchor anchor, int hours, Set<Level> to) {

    /// From where a rung is counted.
    public enum Anchor {
        /// The start of the clock: the opening, or the reopening of a later round.
        OPENING,
        /// The middle between the start of the clock and the deadline in force.
        HALF,
        /// The deadline in force.
        DUE
    }

    private static final int DAY = 24;

    /// When it is climbed. Whole days are days of the site, however long the clocks make them.
    public Instant at(Instant clockFrom, Instant due, ZoneId site) {
        return switch (anchor) {
            case OPENING -> clockFrom;
            case HALF -> clockFrom.plus(Duration.between(clockFrom, due).dividedBy(2));
            case DUE ->
                hours % DAY == 0
                        ? due.atZone(site).plusDays(hours / DAY).toInstant()
                        : due.plus(Duration.ofHours(hours));
        };
    }

    /// What it is about: told once for that. A deadline that moved is another matter, the opening and half-time are
    /// not.
    Instant about(Instant clockFrom, Instant due) {
        return anchor == Anchor.DUE ? due : clockFrom;
    }

    /// True when somebody should move; before the deadline it only informs.
    boolean alarms() {
        return anchor == Anchor.DUE && hours >= 0;
    }
}
