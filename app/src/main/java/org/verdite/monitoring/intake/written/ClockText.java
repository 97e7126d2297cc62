package org.verdite.monitoring.intake.written;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a time of day and an offset: `13:05`, `18.00.00`, `1305`, `1:05 PM`, `T12:00:00.5Z`, `08:00 +0800`, `9时30分`.
final class ClockText {

    static final int NO_OFFSET = Integer.MIN_VALUE;

    /// Hours from UTC of the abbreviations that laboratories write, outside China.
    private static final Map<String, Integer> ABBREVIATIONS = Map.ofEntries(
            Map.entry("Z", 0),
            Map.entry("UTC", 0),
            Map.entry("GMT", 0),
            Map.entry("AST", -4),
            Map.entry("ADT", -3),
            Map.entry("EST", -5),
            Map.entry("EDT", -4),
            Map.entry("CST", -6),
            Map.entry("CDT", -5),
            Map.entry("MST", -7),
            Map.entry("MDT", -6),
            Map.entry("PST", -8),
            Map.entry("PDT", -7),
            Map.entry("AKST", -9),
            Map.entry("AKDT", -8),
            Map.entry("HST", -10),
            Map.entry("CET", 1),
            Map.entry("CEST", 2),
            Map.entry("BST", 1));

    private int second = -1;
    private short precision = Stamp.SECOND;
    private String rest = "";

    /// As written: an hour, a minute or a second.
    short precision() {
        return precision;
    }

    /// Seconds since midnight, up to 86,400; only where {@link #read} was true.
    int second() {
        return second;
    }

    /// What followed the time: an offset or nothing.
    String rest() {
        return rest;
    }

    boolean read(String text) {
        int[] parts = new int[3];
        int found = 0;
        int packed = 0;
        int i = 0;
        while (i < text.length() && found < 3) {
            int from = i;
            int value = 0;
            while (i < text.length() && i - from < 6 && digit(text.charAt(i))) {
                value = value * 10 + (text.charAt(i) - '0');
                i++;
            }
            if (i == from) {
                break;
            }
            if (found == 0 && i - from >= 4) {
                packed = i - from;
                parts[0] = i - from == 6 ? value / 10_000 : value / 100;
                parts[1] = i - from == 6 ? value / 100 % 100 : value % 100;
                parts[2] = i - from == 6 ? value % 100 : 0;
                found = 3;
                break;
            }
            parts[found++] = value;
            if (found < 3 && i + 1 < text.length() && separator(text.charAt(i)) && digit(text.charAt(i + 1))) {
                i++;
            } else {
                break;
            }
        }
        while (i < text.length() && "时點点分秒".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        if (found == 0) {
            return false;
        }
        if (found == 3 && i + 1 < text.length() && text.charAt(i) == '.' && digit(text.charAt(i + 1))) {
            i++;
            while (i < text.length() && digit(text.charAt(i))) {
                i++;
            }
        }
        rest = halfDay(text.substring(i).strip(), parts);
        precision = found == 1 ? Stamp.HOUR : found == 2 || packed == 4 || packed == 5 ? Stamp.MINUTE : Stamp.SECOND;
        boolean sane = parts[0] >= 0 && parts[0] <= 24 && parts[1] <= 59 && parts[2] <= 59;
        second = parts[0] * 3_600 + parts[1] * 60 + parts[2];
        return sane && second <= 86_400;
    }

    private static String halfDay(String text, int[] parts) {
        String upper = text.toUpperCase(Locale.ROOT);
        if (!upper.startsWith("AM") && !upper.startsWith("PM")) {
            return text;
        }
        parts[0] = parts[0] < 1 || parts[0] > 12 ? -1 : parts[0] % 12 + (upper.startsWith("PM") ? 12 : 0);
        return text.substring(2).strip();
    }

    private static boolean separator(char c) {
        return c == ':' || c == '.' || c == '：' || c == '时' || c == '点' || c == '分';
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    /// Minutes from UTC of an offset as written; {@link #NO_OFFSET} when it is none. China's `CST` is not America's:
    /// the point's own zone decides.
    static int offset(String text, @Nullable ZoneId zone, long epochDay) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        if (upper.isEmpty()) {
            return NO_OFFSET;
        }
        if (zone != null && upper.equals("CST") && standardMinutes(zone, epochDay) == 480) {
            return 480;
        }
        Integer hours = ABBREVIATIONS.get(upper);
        if (hours != null) {
            return hours * 60;
        }
        try {
            String bare = upper.startsWith("UTC") || upper.startsWith("GMT") ? upper.substring(3) : upper;
            return ZoneOffset.of(bare.length() == 2 && !bare.equals("Z") ? bare.charAt(0) + "0" + bare.charAt(1) : bare)
                            .getTotalSeconds()
                    / 60;
        } catch (DateTimeException notAnOffset) {
            return region(text.strip(), epochDay);
        }
    }

    private static int region(String text, long epochDay) {
        if (text.indexOf('/') < 0) {
            return NO_OFFSET;
        }
        try {
            return standardMinutes(ZoneId.of(text), epochDay);
        } catch (DateTimeException e) {
            return NO_OFFSET;
        }
    }

    private static int standardMinutes(ZoneId zone, long epochDay) {
        return LocalDate.ofEpochDay(epochDay).atStartOfDay(zone).getOffset().getTotalSeconds() / 60;
    }
}
