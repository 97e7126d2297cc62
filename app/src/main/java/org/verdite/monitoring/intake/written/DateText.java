package org.verdite.monitoring.intake.written;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/// Reads a date at the beginning of a text in a given style and says where it ended. Years 1900 to 2199.
final class DateText {

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    static final long NONE = Long.MIN_VALUE;

    private int at;

    int end() {
        return at;
    }

    static String normal(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                return Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
            }
        }
        return text.strip();
    }

    /// The day since 1970-01-01, or {@link #NONE}.
    long read(String text, DateStyle style) {
        at = 0;
        return switch (style) {
            case ISO -> parts(text, '-', '-', true, true);
            case YEAR_SLASH -> parts(text, '/', '/', true, true);
            case CHINESE -> chinese(text);
            case COMPACT -> compact(text);
            case DAY_DOT -> parts(text, '.', '.', false, true);
            case DAY_SLASH -> parts(text, '/', '/', false, true);
            case MONTH_SLASH -> parts(text, '/', '/', false, false);
            case DAY_NAME -> named(text);
            case EXCEL -> excel(text);
        };
    }

    private long parts(String text, char first, char second, boolean yearFirst, boolean dayBeforeMonth) {
        int a = digits(text);
        if (a < 0 || !mark(text, first)) {
            return NONE;
        }
        int b = digits(text);
        if (b < 0 || !mark(text, second)) {
            return NONE;
        }
        int c = digits(text);
        if (c < 0) {
            return NONE;
        }
        return yearFirst ? day(a, b, c) : dayBeforeMonth ? day(c, b, a) : day(c, a, b);
    }

    private long chinese(String text) {
        int year = digits(text);
        if (year < 0 || !mark(text, '年')) {
            return NONE;
        }
        int month = digits(text);
        if (month < 0 || !mark(text, '月')) {
            return NONE;
        }
        int day = digits(text);
        return day < 0 || !mark(text, '日') ? NONE : day(year, month, day);
    }

    private long compact(String text) {
        int number = digits(text);
        return at == 8 && number > 0 ? day(number / 10_000, number / 100 % 100, number % 100) : NONE;
    }

    private long named(String text) {
        int day = digits(text);
        if (day < 0 || at + 5 > text.length() || !(mark(text, '-') || mark(text, ' ') || mark(text, '/'))) {
            return NONE;
        }
        int month = MONTHS.indexOf(text.substring(at, at + 3).toLowerCase(Locale.ROOT)) + 1;
        at += 3;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        if (!(mark(text, '-') || mark(text, ' ') || mark(text, '/'))) {
            return NONE;
        }
        int from = at;
        int year = digits(text);
        return year < 0 ? NONE : day(at - from == 2 ? century(year) : year, month, day);
    }

    /// Two digits: 70 and above is the last century.
    private static int century(int year) {
        return year >= 70 ? 1900 + year : 2000 + year;
    }

    private long excel(String text) {
        int number = digits(text);
        // 1 March 1900 to 31 December 2199; before lies the day that never was
        if (number < 61 || number > 109_574 || at < text.length() && text.charAt(at) != '.' && text.charAt(at) != ' ') {
            return NONE;
        }
        return number - 25_569L;
    }

    private int digits(String text) {
        int from = at;
        int value = 0;
        while (at < text.length() && at - from < 8) {
            char c = text.charAt(at);
            if (c < '0' || c > '9') {
                break;
            }
            value = value * 10 + (c - '0');
            at++;
        }
        return at == from ? -1 : value;
    }

    private boolean mark(String text, char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    static long day(int year, int month, int day) {
        if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > 31) {
            return NONE;
        }
        try {
            return LocalDate.of(year, month, day).toEpochDay();
        } catch (DateTimeException e) {
            return NONE;
        }
    }
}
