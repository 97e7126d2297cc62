package org.verdite.monitoring.intake.written;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Locale;
import org.verdite.shared.units.Conversion;

/// Reads what a laboratory wrote as a result: a number, `<0.005`, `0.005L`, `未检出`, `12 J`, `>2419.6`, `TNTC`.
/// One object reads millions of texts; its answers stand until the next {@link #read}.
/// Forms: domain rules for written results (non-detects, estimated, rejected, above range).
public final class ResultText {

    /// What a text turned out to be.
    public enum Outcome {
        /// A measured number.
        VALUE,
        /// Less than a level: the detection or reporting limit.
        BELOW,
        /// Not detected, and the text does not say below what.
        BELOW_UNKNOWN,
        /// More than the end of the range.
        ABOVE,
        /// Too much to count.
        TOO_MUCH,
        /// No result was reported.
        MISSING,
        /// Not a result; {@link #problem()} says what is expected.
        WRONG
    }

    public static final int MAX_LENGTH = 60;

    private final DecimalText number = new DecimalText();
    private long mantissa;
    private int exponent;
    private String qualifier = "";
    private String problem = "";

    /// Reads a cell in the file's number style.
    public Outcome read(String cell, NumberStyle style) {
        qualifier = "";
        problem = "";
        mantissa = 0;
        exponent = 0;
        if (plainNumber(cell, style)) {
            return Outcome.VALUE;
        }
        if (cell.length() > MAX_LENGTH) {
            return wrong("tooLong");
        }
        String text = normal(cell);
        if (text.isEmpty()) {
            return Outcome.MISSING;
        }
        String upper = text.toUpperCase(Locale.ROOT);
        if (ResultWords.NOTHING.contains(upper)) {
            return Outcome.MISSING;
        }
        if (ResultWords.UNDETECTED.contains(upper.replace("< ", "<"))) {
            qualifier = upper.startsWith("<") ? "ND" : upper;
            return Outcome.BELOW_UNKNOWN;
        }
        if (ResultWords.UNCOUNTABLE.contains(upper)) {
            qualifier = "TNTC";
            return Outcome.TOO_MUCH;
        }
        return marked(text, upper, style);
    }

    /// The way of nearly every cell: digits and one mark, nothing else.
    private boolean plainNumber(String cell, NumberStyle style) {
        int length = cell.length();
        if (length == 0 || length > 30) {
            return false;
        }
        if (number.read(cell, 0, length, style) && number.end() == length) {
            mantissa = number.mantissa();
            exponent = number.exponent();
            return true;
        }
        return false;
    }

    private Outcome marked(String text, String upper, NumberStyle style) {
        char first = text.charAt(0);
        if (first == '='
                || first == '@'
                || (first == '+' || first == '-') && text.length() > 1 && letter(text.charAt(1))) {
            return wrong("formula");
        }
        if (first == '<' || first == '≤') {
            return numberFrom(text, 1, style) ? Outcome.BELOW : wrong("number");
        }
        if (first == '>' || first == '≥') {
            return numberFrom(text, 1, style) ? Outcome.ABOVE : wrong("number");
        }
        if (upper.startsWith("ND") || upper.startsWith("N.D.") || upper.startsWith("未检出")) {
            return undetectedAt(text, style);
        }
        return suffixed(text, upper, style);
    }

    /// `ND(0.05)`, `ND<0.05`, `未检出（<0.05）`.
    private Outcome undetectedAt(String text, NumberStyle style) {
        int at = 0;
        while (at < text.length() && !digit(text.charAt(at))) {
            at++;
        }
        if (at == text.length() || !number.read(text, at, text.length(), style)) {
            return wrong("number");
        }
        String rest = text.substring(number.end()).strip();
        if (!rest.isEmpty() && !rest.equals(")")) {
            return wrong("number");
        }
        take("ND");
        return Outcome.BELOW;
    }

    private Outcome suffixed(String text, String upper, NumberStyle style) {
        if (!number.read(text, 0, text.length(), style)) {
            return wrong("number");
        }
        String rest = upper.substring(number.end()).strip();
        if (rest.isEmpty()) {
            take("");
            return Outcome.VALUE;
        }
        // the detection limit followed by L: the usual way in Chinese laboratories (HJ 630); by ND: of some provinces
        if (rest.equals("L") && text.charAt(text.length() - 1) == 'L' || rest.equals("ND") || rest.equals("(ND)")) {
            take(rest.equals("L") ? "L" : "ND");
            return Outcome.BELOW;
        }
        if (ResultWords.SUFFIXES.contains(rest)) {
            take(rest);
            return rest.startsWith("U") ? Outcome.BELOW : Outcome.VALUE;
        }
        return wrong("number");
    }

    private boolean numberFrom(String text, int from, NumberStyle style) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '=')) {
            at++;
        }
        if (!number.read(text, at, text.length(), style)) {
            return false;
        }
        String rest = text.substring(number.end()).strip().toUpperCase(Locale.ROOT);
        if (!rest.isEmpty() && !ResultWords.SUFFIXES.contains(rest) && !rest.equals("L")) {
            return false;
        }
        take(text.substring(0, 1).replace('≤', '<').replace('≥', '>') + (rest.equals("L") ? "" : rest));
        return true;
    }

    private void take(String mark) {
        mantissa = number.mantissa();
        exponent = number.exponent();
        qualifier = mark;
    }

    private Outcome wrong(String expected) {
        problem = expected;
        return Outcome.WRONG;
    }

    /// Full-width letters and digits become plain ones; blanks around go.
    private static String normal(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            if (cell.charAt(i) > 0x7f) {
                return Normalizer.normalize(cell, Normalizer.Form.NFKC).strip();
            }
        }
        return cell.strip();
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean letter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /// The number: the value, or the level for {@link Outcome#BELOW} and {@link Outcome#ABOVE}.
    public double number() {
        return DecimalText.toDouble(mantissa, exponent);
    }

    /// The number in another unit; decimals stay exact where the units differ by a power of ten.
    public double number(Conversion.Linear to) {
        if (to.powerOfTen()) {
            return DecimalText.toDouble(mantissa, exponent + to.exponent());
        }
        return to.apply(decimal()).doubleValue();
    }

    /// For a factor of ten to this power.
    public double number(int powerOfTen) {
        return DecimalText.toDouble(mantissa, exponent + powerOfTen);
    }

    public BigDecimal decimal() {
        return BigDecimal.valueOf(mantissa, -exponent);
    }

    /// Significant digits as written: 2 of `0.50`, 4 of `1200`; a zero has one.
    public short digits() {
        short digits = 1;
        for (long rest = Math.abs(mantissa) / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    public boolean zero() {
        return mantissa == 0;
    }

    public boolean negative() {
        return mantissa < 0;
    }

    /// What stood beside the number: `<`, `L`, `ND`, `J`, `U`, `UJ`, `R`; empty for a bare number.
    public String qualifier() {
        return qualifier;
    }

    /// For {@link Outcome#WRONG}: `number`, `formula` or `tooLong`.
    public String problem() {
        return problem;
    }
}
