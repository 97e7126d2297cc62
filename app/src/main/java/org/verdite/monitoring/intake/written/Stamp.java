package org.verdite.monitoring.intake.written;

import java.time.LocalDate;
import java.time.ZoneId;

/// When something was sampled, as written: a date alone stays a date.
///
/// @param day days since 1970-01-01 by the calendar of the place
/// @param second since midnight; -1 for a date without a time
/// @param precision of the time as written: {@link #DAY} to {@link #SECOND}
/// @param offset minutes from UTC as written; {@link #LOCAL} where nothing was, then the point's own zone counts
public record Stamp(long day, int second, int offset, short precision) {

    public static final int LOCAL = ClockText.NO_OFFSET;

    public static final short DAY = 1;
    public static final short HOUR = 2;
    public static final short MINUTE = 3;
    public static final short SECOND = 4;

    public boolean dateOnly() {
        return second < 0;
    }

    /// Seconds since 1970-01-01T00:00Z. A date alone is kept as its own 00:00 UTC beside the mark that it is a date.
    public long epochSecond(ZoneId zone) {
        if (dateOnly()) {
            return day * 86_400;
        }
        if (offset != LOCAL) {
            return day * 86_400 + second - offset * 60L;
        }
        return LocalDate.ofEpochDay(day)
                .atStartOfDay()
                .plusSeconds(second)
                .atZone(zone)
                .toEpochSecond();
    }

    /// How often the time came on its day at the place: 0 where the clocks were put forward over it, 2 where they were
    /// put back and nothing says which of the two is meant, else 1.
    public int times(ZoneId zone) {
        if (dateOnly() || offset != LOCAL) {
            return 1;
        }
        return zone.getRules()
                .getValidOffsets(LocalDate.ofEpochDay(day).atStartOfDay().plusSeconds(second))
                .size();
    }

    /// Minutes from UTC that applied; for a date alone those of the zone at its beginning.
    public int offsetMinutes(ZoneId zone) {
        if (offset != LOCAL) {
            return offset;
        }
        return LocalDate.ofEpochDay(day)
                        .atStartOfDay()
                        .plusSeconds(Math.max(0, second))
                        .atZone(zone)
                        .getOffset()
                        .getTotalSeconds()
                / 60;
    }
}
