package org.verdite.rectification;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/// A deadline at a site.
///
/// @param day the last day, as the site's calendar has it
/// @param at from this instant on it is missed; the next day's beginning where the whole day is in time
public record Deadline(LocalDate day, Instant at) {

    public static Deadline endOf(LocalDate day, ZoneId site) {
        return new Deadline(day, day.plusDays(1).atStartOfDay(site).toInstant());
    }

    /// Midnight belongs to the day that ends with it.
    public static Deadline at(Instant at, ZoneId site) {
        var exact = at.truncatedTo(ChronoUnit.MICROS);
        return new Deadline(LocalDate.ofInstant(exact.minus(1, ChronoUnit.MICROS), site), exact);
    }

    public boolean missed(Instant now) {
        return !now.isBefore(at);
    }

    /// True when the whole last day is in time.
    public boolean wholeDay(ZoneId site) {
        return endOf(day, site).at().equals(at);
    }
}
