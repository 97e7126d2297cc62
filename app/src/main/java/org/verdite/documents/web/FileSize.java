package org.verdite.documents.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.verdite.ui.Texts;

/// A size as people read it: 412 bytes, 86.3 kB, 2.4 MB.
final class FileSize {

    private FileSize() {}

    static String of(long bytes, Texts t) {
        if (bytes < 1000) {
            return t.of("documents.file.bytes", bytes);
        }
        boolean large = bytes >= 1_000_000;
        var number =
                BigDecimal.valueOf(bytes).divide(BigDecimal.valueOf(large ? 1_000_000 : 1000), 1, RoundingMode.HALF_UP);
        return t.of(large ? "documents.file.mb" : "documents.file.kb", t.number(number, 1));
    }
}
