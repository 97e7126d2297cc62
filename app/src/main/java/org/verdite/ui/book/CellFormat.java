package org.verdite.ui.book;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.DateUtil;

/// How the cells of one style write their number: as a date, as a percentage, with so many decimals at least.
///
/// Decimals are only ever added. A workbook shows 0.004 as `0.00` where its format has two decimals, and a zero would
/// be taken for "not detected".
final class CellFormat {

    static final CellFormat GENERAL = new CellFormat(0, "General");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    /// A spreadsheet keeps 15 digits; what stands behind them is noise of the binary number.
    private static final MathContext DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);

    private final int index;
    private final String pattern;
    private final boolean date;
    private final boolean day;
    private final boolean clock;
    private final boolean elapsed;
    private final boolean marked;
    private final boolean percent;
    private final int decimals;

    CellFormat(int index, String pattern) {
        this.index = index;
        this.pattern = pattern;
        String bare = bare(pattern);
        this.date = DateUtil.isADateFormat(index, pattern);
        this.elapsed = pattern.toLowerCase(Locale.ROOT).matches(".*\\[(h+|m+|s+)].*");
        this.day = bare.indexOf('y') >= 0 || bare.indexOf('d') >= 0 || bare.indexOf('年') >= 0;
        this.clock = bare.indexOf('h') >= 0 || bare.indexOf('s') >= 0;
        // [<0.005]"<0.005";0.000 and "<"0.000 are how laboratories show what was not detected
        this.marked = !date && (pattern.indexOf('<') >= 0 || pattern.indexOf('>') >= 0);
        this.percent = !date && bare.indexOf('%') >= 0;
        this.decimals = date || bare.indexOf('e') >= 0 || bare.indexOf('/') >= 0 ? 0 : decimals(bare);
    }

    /// The first section without what stands in quotes, brackets or behind a backslash, in small letters.
    private static String bare(String pattern) {
        var bare = new StringBuilder();
        boolean quoted = false;
        boolean bracket = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (quoted) {
                quoted = c != '"';
            } else if (bracket) {
                bracket = c != ']';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '[') {
                bracket = true;
            } else if (c == '\\' || c == '_' || c == '*') {
                i++;
            } else if (c == ';') {
                break;
            } else {
                bare.append(Character.toLowerCase(c));
            }
        }
        return bare.toString();
    }

    private static int decimals(String bare) {
        int point = bare.indexOf('.');
        int count = 0;
        for (int i = point + 1; point >= 0 && i < bare.length() && bare.charAt(i) == '0'; i++) {
            count++;
        }
        return Math.min(count, 15);
    }

    /// @param raw as it stands in the file
    /// @param notes hears of what is not written as shown
    String text(String raw, boolean from1904, DataFormatter formatter, SheetNotes notes, String where) {
        double value;
        try {
            value = raw.length() > 60 ? Double.NaN : Double.parseDouble(raw);
        } catch (NumberFormatException e) {
            return raw;
        }
        if (!Double.isFinite(value)) {
            return raw;
        }
        if (date && !(elapsed && value >= 1) && DateUtil.isValidExcelDate(value)) {
            return date(value, from1904, notes, where);
        }
        if (marked) {
            String shown =
                    formatter.formatRawCellContents(value, index, pattern).strip();
            if (shown.startsWith("<") || shown.startsWith(">")) {
                return shown;
            }
        }
        if (percent) {
            notes.see("percent", where);
            return number(raw, value, 2) + "%";
        }
        return number(raw, value, 0);
    }

    private String number(String raw, double value, int shift) {
        if (value == 0) {
            return decimals == 0 ? "0" : "0." + "0".repeat(decimals);
        }
        if (Math.abs(value) >= 1e21 || Math.abs(value) < 1e-20) {
            return raw;
        }
        var number = new BigDecimal(raw).round(DIGITS).scaleByPowerOfTen(shift).stripTrailingZeros();
        return number.setScale(Math.max(number.scale(), decimals), RoundingMode.UNNECESSARY)
                .toPlainString();
    }

    private String date(double value, boolean from1904, SheetNotes notes, String where) {
        LocalDateTime at = DateUtil.getLocalDateTime(value, from1904, true);
        if (!day && clock) {
            return CLOCK.format(at);
        }
        boolean midnight = at.toLocalTime().toSecondOfDay() == 0;
        if (!clock) {
            if (!midnight) {
                notes.see("times", where);
            }
            return DAY.format(at);
        }
        return (at.getSecond() == 0 ? MINUTE : SECOND).format(at);
    }

    /// A date the file writes out itself (strict workbooks), in this format's measure.
    String written(String iso) {
        int end = iso.indexOf('T');
        if (end < 0) {
            return iso;
        }
        String time = iso.substring(end + 1).replaceAll("(\\.\\d+)?Z?$", "");
        return !clock ? iso.substring(0, end) : iso.substring(0, end) + " " + time;
    }
}
