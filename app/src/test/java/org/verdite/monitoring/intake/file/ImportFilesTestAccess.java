package org.verdite.monitoring.intake.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import org.springframework.util.unit.DataSize;

/// Files with a small limit, for tests.
public class ImportFilesTestAccess {

    public ImportFiles.Kept keepAtMostOneMegabyte(InputStream in) {
        try {
            return new ImportFiles(Files.createTempDirectory("imports"), DataSize.ofMegabytes(1)).keep(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
