package org.verdite.obligations.formula;

import java.util.ArrayList;
import java.util.List;

/// Cuts a formula into words: numbers, names, units in brackets, signs.
final class Words {

    enum Kind {
        NUMBER,
        NAME,
        UNIT,
        SIGN,
        END
    }

    record Word(Kind kind, String text, int at) {
        boolean is(String sign) {
            return (kind == Kind.SIGN || kind == Kind.NAME) && text.equals(sign);
        }
    }

    private static final List<String> DOUBLE_SIGNS = List.of("<=", ">=", "==", "!=");
    private static final String SIGNS = "+-*/^()<>=;,";

    private final String text;
    private final List<Word> words = new ArrayList<>();
    private int at;

    private Words(String text) {
        this.text = text;
    }

    static List<Word> of(String text) {
        var words = new Words(text);
        words.cut();
        return words.words;
    }

    private void cut() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (digit(c) || c == '.') {
                number();
            } else if (Character.isLetter(c)) {
                name();
            } else if (c == '[') {
                unit();
            } else {
                sign(c);
            }
        }
        words.add(new Word(Kind.END, "", text.length()));
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private void number() {
        int begin = at;
        while (at < text.length() && (digit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int exponent = at + 1;
            if (exponent < text.length() && (text.charAt(exponent) == '-' || text.charAt(exponent) == '+')) {
                exponent++;
            }
            if (exponent < text.length() && digit(text.charAt(exponent))) {
                at = exponent;
                while (at < text.length() && digit(text.charAt(at))) {
                    at++;
                }
            }
        }
        String number = text.substring(begin, at);
        if (number.chars().filter(c -> c == '.').count() > 1 || number.equals(".")) {
            throw new FormulaError("number", begin, number);
        }
        words.add(new Word(Kind.NUMBER, number, begin));
    }

    private void name() {
        int begin = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        words.add(new Word(Kind.NAME, text.substring(begin, at), begin));
    }

    private void unit() {
        int end = text.indexOf(']', at);
        if (end < 0) {
            throw new FormulaError("bracket", at);
        }
        words.add(new Word(Kind.UNIT, text.substring(at + 1, end).strip(), at));
        at = end + 1;
    }

    private void sign(char c) {
        String two = at + 1 < text.length() ? text.substring(at, at + 2) : "";
        if (DOUBLE_SIGNS.contains(two)) {
            words.add(new Word(Kind.SIGN, two, at));
            at += 2;
        } else if (SIGNS.indexOf(c) >= 0) {
            words.add(new Word(Kind.SIGN, String.valueOf(c), at));
            at++;
        } else {
            throw new FormulaError("sign", at, String.valueOf(c));
        }
    }
}
