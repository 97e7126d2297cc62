package org.verdite.monitoring.web.imports;

import java.util.Map;
import org.verdite.ui.Texts;

/// What every step of an import shows on top.
///
/// @param sheets of a workbook, each with how many rows it has; none for a text
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
        boolean mayChange,
        String sheet,
        Map<String, String> sheets) {

    String about(Texts t) {
        if (!sheets.isEmpty()) {
            return t.of("monitoring.import.step.upload.sheet", bytes(t), sheet);
        }
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
