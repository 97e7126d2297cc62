package org.verdite.monitoring.intake.written;

import java.math.BigDecimal;

/// Reads a decimal number out of a text without making objects: digits as a whole number and a power of ten.
/// Keeps 18 digits; what follows them changes no result that a laboratory can mean.
final class DecimalText {

    private static final double[] TENS = new double[23];

    static {
        double ten = 1;
        for (int i = 0; i < TENS.length; i++) {
            TENS[i] = ten;
            ten *= 10;
        }
    }

    private long mantissa;
    private int exponent;
    private int end;

    long mantissa() {
        return mantissa;
    }

    int exponent() {
        return exponent;
    }

    /// Where the number ended.
    int end() {
        return end;
    }

    /// Reads the longest number that begins at `from`; false when there is none or it is written in another style.
    boolean read(String text, int from, int to, NumberStyle style) {
        int i = from;
        boolean negative = false;
        if (i < to && (text.charAt(i) == '-' || text.charAt(i) == '+' || text.charAt(i) == '−')) {
            negative = text.charAt(i) != '+';
            i++;
        }
        long value = 0;
        int digits = 0;
        int scale = 0;
        int kept = 0;
        boolean decimals = false;
        int group = -1;
        boolean grouped = false;
        for (; i < to; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
                group = grouped && !decimals ? group + 1 : group;
                if (kept < 18) {
                    value = value * 10 + (c - '0');
                    kept += value == 0 ? 0 : 1;
                    scale += decimals ? 1 : 0;
                } else {
                    scale -= decimals ? 0 : 1;
                }
            } else if (c == style.decimal() && !decimals) {
                if (grouped && group != 3) {
                    return false;
                }
                decimals = true;
            } else if (!decimals && style.groups(c) && digits > 0 && i + 1 < to && isDigit(text.charAt(i + 1))) {
                if (grouped ? group != 3 : digits > 3) {
                    return false;
                }
                grouped = true;
                group = 0;
            } else {
                break;
            }
        }
        if (digits == 0 || grouped && group != 3 && !(decimals && group == 3)) {
            return false;
        }
        int power = 0;
        if (i + 1 < to && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
            int at = i + 1;
            boolean down = text.charAt(at) == '-';
            if (down || text.charAt(at) == '+') {
                at++;
            }
            int first = at;
            while (at < to && isDigit(text.charAt(at)) && at - first < 4) {
                power = power * 10 + (text.charAt(at) - '0');
                at++;
            }
            if (at > first) {
                power = down ? -power : power;
                i = at;
            } else {
                power = 0;
            }
        }
        mantissa = negative ? -value : value;
        exponent = power - scale;
        end = i;
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /// The nearest binary number: exact arithmetic where 53 bits and the first 22 powers of ten suffice, else through
    /// decimals.
    static double toDouble(long mantissa, int exponent) {
        if (mantissa == 0) {
            return 0;
        }
        if (Math.abs(mantissa) < 1L << 53 && exponent >= -22 && exponent <= 22) {
            return exponent >= 0 ? mantissa * TENS[exponent] : mantissa / TENS[-exponent];
        }
        return BigDecimal.valueOf(mantissa, -exponent).doubleValue();
    }
}
