package org.verdite.monitoring.intake.written;

import org.jspecify.annotations.Nullable;

/// Gathers what a column of numbers says about its convention. `1,234` alone says nothing: it may be one thousand two
/// hundred and thirty-four or one and a quarter, and a factor of a thousand is never guessed.
public final class NumberEvidence {

    private long point;
    private long comma;
    private long open;
    private String example = "";

    public void see(String text) {
        int points = 0;
        int commas = 0;
        int lastPoint = -1;
        int lastComma = -1;
        int end = text.length();
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '.') {
                points++;
                lastPoint = i;
            } else if (c == ',') {
                commas++;
                lastComma = i;
            }
        }
        if (commas == 0 && points == 0) {
            return;
        }
        if (commas > 0 && points > 0) {
            if (lastPoint > lastComma) {
                point++;
            } else {
                comma++;
            }
        } else if (commas > 0) {
            one(text, commas, lastComma, true);
        } else {
            one(text, points, lastPoint, false);
        }
    }

    /// Only one kind of mark occurs.
    private void one(String text, int marks, int last, boolean isComma) {
        if (marks > 1) {
            // 1,234,567: it groups, so the other one is the decimal mark
            point += isComma ? 1 : 0;
            comma += isComma ? 0 : 1;
        } else if (grouped(text, last)) {
            if (isComma) {
                open++;
                example = text;
            }
        } else if (isComma) {
            comma++;
        } else {
            point++;
        }
    }

    /// One to three digits not beginning with 0, the mark, exactly three digits.
    private static boolean grouped(String text, int mark) {
        int from = mark;
        while (from > 0 && isDigit(text.charAt(from - 1))) {
            from--;
        }
        int to = mark + 1;
        while (to < text.length() && isDigit(text.charAt(to))) {
            to++;
        }
        return to - mark == 4 && mark - from >= 1 && mark - from <= 3 && text.charAt(from) != '0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /// The convention; null when it must be asked for.
    public @Nullable NumberStyle style() {
        if (point > 0 || comma > 0) {
            return comma > point ? NumberStyle.COMMA : NumberStyle.POINT;
        }
        return open > 0 ? null : NumberStyle.POINT;
    }

    /// Values that can be read two ways, when nothing else in the column decides it.
    public long open() {
        return open;
    }

    public String example() {
        return example;
    }
}
