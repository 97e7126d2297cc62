package org.verdite.monitoring.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.verdite.monitoring.intake.file.CsvFile;
import org.verdite.monitoring.intake.file.FileShape;
import org.verdite.monitoring.intake.file.ImportFiles;
import org.verdite.shared.Refused;

/// The shape of a kept file, with its byte-order mark looked up again.
final class Marks {

    private Marks() {}

    /// The file as delimited text: as it came, or the sheet that was chosen of it.
    static CsvFile file(IntakeRow row, ImportFiles files) {
        var path = files.path(row.sha256());
        if (row.workbook() && Files.exists(path)) {
            return CsvFile.of(files.sheet(row.sha256(), row.sheetPlace()), row.shape(0));
        }
        return CsvFile.of(path, shape(row, path));
    }

    private static FileShape shape(IntakeRow row, Path path) {
        if (!Files.exists(path)) {
            throw new Refused("monitoring.import.refused.fileGone");
        }
        try (var in = Files.newInputStream(path)) {
            byte[] head = in.readNBytes(3);
            return row.shape(length(head, row.encoding()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int length(byte[] head, String encoding) {
        boolean utf8 = encoding.equals(StandardCharsets.UTF_8.name())
                && head.length == 3
                && (head[0] & 0xff) == 0xef
                && (head[1] & 0xff) == 0xbb
                && (head[2] & 0xff) == 0xbf;
        if (utf8) {
            return 3;
        }
        boolean utf16 =
                encoding.startsWith("UTF-16") && head.length >= 2 && (head[0] & 0xff) + (head[1] & 0xff) == 0xff + 0xfe;
        return utf16 ? 2 : 0;
    }
}
