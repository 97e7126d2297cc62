package org.verdite.rectification;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// Deadlines count calendar days from the day of opening as the site's calendar has it; the last day is still in time.
final class Deadlines {

    private Deadlines() {}

    static LocalDate day(Instant at, ZoneId site) {
        return LocalDate.ofInstant(at, site);
    }

    static LocalDate deadline(Instant opened, ZoneId site, int days) {
        return day(opened, site).plusDays(days);
    }

    static boolean overdue(LocalDate deadline, Instant now, ZoneId site) {
        return day(now, site).isAfter(deadline);
    }
}
