package org.verdite.monitoring.rollup;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;

/// A part of each day, by the clock of its place: noise by day from 06:00 to 22:00, by night from 22:00 to 06:00, the
/// day of rain from 09:00 to 09:00. What lies behind midnight belongs to the date on which the part began.
///
/// @param to the end, not in it; the same as the beginning for a whole day from there
public record DayPart(LocalTime from, LocalTime to) {

    public static final DayPart WHOLE = new DayPart(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    /// @param text `06:00/22:00`, or `09:00` for a whole day from there; anything else is the whole day
    public static DayPart read(String text) {
        if (!text.matches("\\d\\d:\\d\\d(/\\d\\d:\\d\\d)?")) {
            return WHOLE;
        }
        var from = LocalTime.parse(text.substring(0, 5));
        return new DayPart(from, text.length() == 5 ? from : LocalTime.parse(text.substring(6)));
    }

    public boolean whole() {
        return equals(WHOLE);
    }

    /// The date a moment belongs to; empty when it lies outside the part.
    public Optional<LocalDate> day(LocalDateTime at) {
        var today = at.toLocalDate();
        if (within(at, today)) {
            return Optional.of(today);
        }
        var yesterday = today.minusDays(1);
        return within(at, yesterday) ? Optional.of(yesterday) : Optional.empty();
    }

    private boolean within(LocalDateTime at, LocalDate day) {
        return !at.isBefore(day.atTime(from)) && at.isBefore(end(day));
    }

    /// The moment at which the part of a date is over.
    public LocalDateTime end(LocalDate day) {
        return day.plusDays(to.isAfter(from) ? 0 : 1).atTime(to);
    }

    /// As read; empty for the whole day.
    public String text() {
        return whole() ? "" : from.equals(to) ? from.toString() : from + "/" + to;
    }
}
