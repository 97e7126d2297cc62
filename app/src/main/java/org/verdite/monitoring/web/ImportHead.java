package org.verdite.monitoring.web;

import org.verdite.ui.Texts;

/// What every step of an import shows on top.
///
/// @param step 1 mapping, 2 dry run, 3 load
record ImportHead(
        int id,
        String file,
        String state,
        long size,
        String encoding,
        String delimiter,
        String source,
        int columns,
        int step,
        long lines,
        String at,
        boolean mayChange) {

    String about(Texts t) {
        return t.of(
                "monitoring.import.step.upload.note",
                bytes(t),
                encoding,
                t.of("monitoring.import.delimiter." + name()));
    }

    private String bytes(Texts t) {
        return size < 1 << 20
                ? t.number(Math.max(1, size / 1_024)) + " kB"
                : t.number(java.math.BigDecimal.valueOf(size / 104_857.6).divide(java.math.BigDecimal.TEN), 1) + " MB";
    }

    private String name() {
        return switch (delimiter) {
            case ";" -> "semicolon";
            case "\t" -> "tab";
            case "|" -> "bar";
            default -> "comma";
        };
    }
}
