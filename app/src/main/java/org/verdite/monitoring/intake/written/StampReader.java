package org.verdite.monitoring.intake.written;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads dates and times of one file. What was read is remembered: a file has few days and many lines.
public final class StampReader {

    private static final int REMEMBERED = 200_000;

    private final DateStyle style;
    private final DateText dates = new DateText();
    private final ClockText clock = new ClockText();
    private final Map<String, @Nullable Stamp> known = new HashMap<>();

    public StampReader(DateStyle style) {
        this.style = style;
    }

    /// @param date the date, perhaps with a time and an offset behind it
    /// @param time of its own column, empty for none
    /// @param offset of its own column, empty for none
    /// @param zone the point's, to understand an abbreviation
    /// @return null when it is not a date in the file's style
    public @Nullable Stamp read(String date, String time, String offset, ZoneId zone) {
        if (time.isEmpty() && offset.isEmpty()) {
            if (known.size() > REMEMBERED) {
                known.clear();
            }
            var stamp = known.get(date);
            if (stamp == null && !known.containsKey(date)) {
                stamp = parse(date, "", "", zone);
                known.put(date, stamp);
            }
            return stamp;
        }
        return parse(date, time, offset, zone);
    }

    private @Nullable Stamp parse(String date, String time, String offset, ZoneId zone) {
        String text = DateText.normal(date);
        if (text.isEmpty() || text.length() > 60) {
            return null;
        }
        long day = dates.read(text, style);
        if (day == DateText.NONE) {
            return null;
        }
        String behind = text.substring(dates.end());
        if (style == DateStyle.EXCEL && behind.startsWith(".")) {
            return fraction(day, behind);
        }
        if (!behind.isEmpty() && " T\t".indexOf(behind.charAt(0)) < 0) {
            return null;
        }
        String own = behind.isEmpty() ? "" : behind.substring(1).strip();
        String clockText = time.isBlank() ? own : DateText.normal(time);
        return clockText.isEmpty() ? dateOnly(day) : timed(day, clockText, offset, zone);
    }

    private @Nullable Stamp timed(long day, String text, String offset, ZoneId zone) {
        if (!clock.read(text)) {
            return null;
        }
        String written = offset.isBlank() ? clock.rest() : offset;
        int minutes = ClockText.offset(written, zone, day);
        if (!written.isBlank() && minutes == ClockText.NO_OFFSET) {
            return null;
        }
        return new Stamp(day, clock.second(), minutes, clock.precision());
    }

    private static Stamp dateOnly(long day) {
        return new Stamp(day, -1, Stamp.LOCAL, Stamp.DAY);
    }

    private static @Nullable Stamp fraction(long day, String behind) {
        try {
            int second = (int) Math.round(Double.parseDouble("0" + behind) * 86_400);
            return second == 0 ? dateOnly(day) : new Stamp(day, second, Stamp.LOCAL, Stamp.SECOND);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /// From columns of their own: year, month, day and hour.
    ///
    /// @param hour empty for a date alone
    public static @Nullable Stamp parts(String year, String month, String day, String hour) {
        try {
            long of = DateText.day(
                    Integer.parseInt(year.strip()), Integer.parseInt(month.strip()), Integer.parseInt(day.strip()));
            if (of == DateText.NONE) {
                return null;
            }
            if (hour.isBlank()) {
                return dateOnly(of);
            }
            int at = Integer.parseInt(hour.strip());
            return at < 0 || at > 24 ? null : new Stamp(of, at * 3_600, Stamp.LOCAL, Stamp.HOUR);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
