package org.verdite.monitoring.intake.written;

/// How a file writes numbers: `1,234.5` or `1.234,5`. Blanks and apostrophes group in both.
public enum NumberStyle {
    POINT('.', ','),
    COMMA(',', '.');

    private final char decimal;
    private final char grouping;

    NumberStyle(char decimal, char grouping) {
        this.decimal = decimal;
        this.grouping = grouping;
    }

    char decimal() {
        return decimal;
    }

    boolean groups(char c) {
        return c == grouping || c == ' ' || c == '\u00a0' || c == '\u202f' || c == '\'' || c == '’';
    }
}
