package org.verdite.monitoring.rollup;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;

/// A part of each day, by the clock of its place: the day of noise from 06:00 for 16 hours, its night from 22:00 for 8,
/// the day of rain from 09:00 for 24. What lies behind midnight belongs to the date on which the part began.
public record DayPart(LocalTime from, Duration length) {

    public static final DayPart WHOLE = new DayPart(LocalTime.MIDNIGHT, Duration.ofDays(1));

    public DayPart {
        if (length.isNegative() || length.isZero() || length.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("a part of a day lasts up to a day: " + length);
        }
    }

    /// @param text `06:00/PT16H`; empty for the whole day
    public static DayPart read(String text) {
        if (text.isEmpty()) {
            return WHOLE;
        }
        int slash = text.indexOf('/');
        return new DayPart(LocalTime.parse(text.substring(0, slash)), Duration.parse(text.substring(slash + 1)));
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
        var begin = day.atTime(from);
        return !at.isBefore(begin) && at.isBefore(begin.plus(length));
    }

    @Override
    public String toString() {
        return whole() ? "" : from + "/" + length;
    }
}
