package org.verdite.rectification;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Calendars;
import org.verdite.shared.UnitId;

/// When a correction is due: counted as its severity says, by the clock and the calendar of its site.
@Component
class Deadlines {

    private final Calendars calendars;

    Deadlines(Calendars calendars) {
        this.calendars = calendars;
    }

    static LocalDate day(Instant at, ZoneId site) {
        return LocalDate.ofInstant(at, site);
    }

    /// Days count from the day of the start, which itself does not count; hours from the instant.
    Deadline of(Counting counting, int amount, UnitId unit, Instant from, ZoneId site) {
        var day = day(from, site);
        return switch (counting) {
            case CALENDAR_DAYS -> Deadline.endOf(day.plusDays(amount), site);
            case WORKING_DAYS -> Deadline.endOf(calendars.workingDay(unit, day, amount), site);
            case HOURS -> Deadline.at(from.plus(Duration.ofHours(amount)), site);
        };
    }
}
