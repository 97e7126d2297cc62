package org.verdite.monitoring.intake.file;

import java.util.List;
import java.util.Locale;

/// One table of a delivery: a file of an archive or a sheet of a workbook, as text.
record LabPart(String name, CsvFile file) {

    List<String> header() {
        return file.shape().header();
    }

    /// The place of the first of these columns that there is; -1 for none. Laboratories vary capitals, underscores
    /// and the `#` before the first heading.
    int column(String... names) {
        var plain = header().stream().map(LabPart::plain).toList();
        for (String name : names) {
            int at = plain.indexOf(plain(name));
            if (at >= 0) {
                return at;
            }
        }
        return -1;
    }

    boolean has(String... names) {
        return column(names) >= 0;
    }

    private static String plain(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
