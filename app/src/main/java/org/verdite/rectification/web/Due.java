package org.verdite.rectification.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.verdite.rectification.Deadline;
import org.verdite.rectification.ItemState;
import org.verdite.ui.State;
import org.verdite.ui.Texts;

/// A deadline as pages say it: a day where its whole day is in time, else the minute, by the clock of the site.
record Due(Deadline deadline, ZoneId zone, Instant now) {

    private static final int SOON_DAYS = 7;
    private static final long HOURS_SAID = 48;

    boolean missed() {
        return deadline.missed(now);
    }

    State look(ItemState state) {
        if (!state.running()) {
            return State.IDLE;
        }
        if (missed()) {
            return State.BAD;
        }
        return deadline.day().isAfter(today().plusDays(SOON_DAYS)) ? State.IDLE : State.WARN;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(now, zone);
    }

    String words(Texts t) {
        return deadline.wholeDay(zone) ? t.date(deadline.day()) : t.timeThere(deadline.at(), zone);
    }

    String shortly(Texts t) {
        return deadline.wholeDay(zone) ? t.shortDate(deadline.day(), today()) : t.timeThere(deadline.at(), zone);
    }

    /// "in 9 days", "17 days late", "today"; by the hour where the deadline is.
    String relative(Texts t) {
        long hours = Duration.between(now, deadline.at()).toHours();
        if (deadline.wholeDay(zone) || Math.abs(hours) > HOURS_SAID) {
            return t.relative(deadline.day(), today());
        }
        return missed() ? t.of("rectification.due.hoursLate", -hours) : t.of("rectification.due.inHours", hours);
    }
}
