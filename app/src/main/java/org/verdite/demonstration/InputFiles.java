package org.verdite.demonstration;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// The files of the demonstration group, as they lie beside the program.
final class InputFiles {

    private static final String FOLDER = "/demonstration/";

    private InputFiles() {}

    static List<Row> rows(String file) {
        try (var reader = new InputStreamReader(open(file), StandardCharsets.UTF_8);
                var csv = CsvReader.builder().ofNamedCsvRecord(reader)) {
            return csv.stream().map(line -> new Row(file, line)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    /// A file under `data/`, unpacked.
    static InputStream data(String file) {
        try {
            return new GZIPInputStream(open("data/" + file + ".gz"));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    private static InputStream open(String file) {
        var in = InputFiles.class.getResourceAsStream(FOLDER + file);
        if (in == null) {
            throw new IllegalStateException("the demonstration lacks its file " + file);
        }
        return in;
    }
}
