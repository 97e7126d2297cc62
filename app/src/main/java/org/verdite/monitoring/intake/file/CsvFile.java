package org.verdite.monitoring.intake.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// A delimited text file, read line by line; never the whole of it in memory.
public final class CsvFile {

    public static final int MAX_COLUMNS = 2_000;
    public static final int MAX_LINE = 1 << 20;
    private static final int HEAD = 1 << 16;
    private static final char[] DELIMITERS = {',', ';', '\t', '|'};

    private final Path path;
    private final FileShape shape;

    private CsvFile(Path path, FileShape shape) {
        this.path = path;
        this.shape = shape;
    }

    public FileShape shape() {
        return shape;
    }

    /// Finds out how the file is written.
    ///
    /// @param utf8 whether all its bytes are UTF-8
    /// @throws FileRefused when it is no delimited text or its header can't be used
    public static CsvFile open(Path path, boolean utf8) {
        try (var in = Files.newInputStream(path)) {
            byte[] head = in.readNBytes(HEAD);
            if (head.length == 0) {
                throw new FileRefused("empty");
            }
            refuseOtherKinds(head);
            var found = Encodings.find(head, head.length, utf8);
            if (Encodings.binary(head, head.length, found)) {
                throw new FileRefused("binary");
            }
            String text = new String(head, found.mark(), head.length - found.mark(), found.charset());
            char delimiter = delimiter(text);
            var first = first(path, new FileShape(found.charset(), found.mark(), delimiter, List.of(), List.of()));
            return new CsvFile(path, first);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A text of our own: UTF-8 and commas.
    static CsvFile plain(Path path) {
        return new CsvFile(path, first(path, new FileShape(StandardCharsets.UTF_8, 0, ',', List.of(), List.of())));
    }

    /// A file whose shape is known from before.
    public static CsvFile of(Path path, FileShape shape) {
        return new CsvFile(path, shape);
    }

    /// Up to ten lines below the header.
    public List<List<String>> sample() {
        return first(path, shape).sample();
    }

    /// How many lines stand below the header.
    long count() {
        long[] lines = {0};
        lines(new int[0], _ -> lines[0]++);
        return lines[0];
    }

    private static void refuseOtherKinds(byte[] head) {
        boolean other = begins(head, "PK\u0003\u0004")
                || begins(head, "%PDF")
                || begins(head, "\u001f\u008b")
                || begins(head, "\u00d0\u00cf\u0011\u00e0")
                || begins(head, "7z\u00bc\u00af")
                || begins(head, "Rar!")
                || begins(head, "\u00fd7zXZ")
                || begins(head, "BZh")
                || begins(head, "\u007fELF");
        if (other) {
            throw new FileRefused("binary");
        }
    }

    private static boolean begins(byte[] head, String magic) {
        if (head.length < magic.length()) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if ((head[i] & 0xff) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// The mark that stands equally often in each of the first lines, outside of quotes.
    private static char delimiter(String text) {
        char best = ',';
        int most = 0;
        for (char candidate : DELIMITERS) {
            int[] counts = counts(text, candidate);
            if (counts.length == 0 || counts[0] == 0) {
                continue;
            }
            int equal = (int) Arrays.stream(counts).filter(c -> c == counts[0]).count();
            int score = equal * 1_000 / counts.length + Math.min(counts[0], 400);
            if (score > most) {
                most = score;
                best = candidate;
            }
        }
        return best;
    }

    private static int[] counts(String text, char mark) {
        var counts = new ArrayList<Integer>();
        boolean quoted = false;
        int count = 0;
        for (int i = 0; i < text.length() && counts.size() < 20; i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\n' && !quoted) {
                counts.add(count);
                count = 0;
            } else if (c == mark && !quoted) {
                count++;
            }
        }
        if (counts.isEmpty()) {
            counts.add(count);
        }
        return counts.stream().mapToInt(Integer::intValue).toArray();
    }

    private static FileShape first(Path path, FileShape bare) {
        int[] slots = new int[MAX_COLUMNS];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = i;
        }
        var lines = new ArrayList<List<String>>();
        var reading = new CsvFile(path, bare);
        reading.each(
                new WantedCells(slots, MAX_COLUMNS),
                11,
                line -> lines.add(List.of(Arrays.copyOf(line.wanted(), Math.min(line.cells(), MAX_COLUMNS)))));
        if (lines.isEmpty()) {
            throw new FileRefused("empty");
        }
        var header = lines.getFirst().stream().map(String::strip).toList();
        if (header.size() < 2) {
            throw new FileRefused("oneColumn");
        }
        if (lines.size() == 1) {
            throw new FileRefused("headerOnly");
        }
        return new FileShape(
                bare.encoding(), bare.mark(), bare.delimiter(), header, List.copyOf(lines.subList(1, lines.size())));
    }

    /// Reads every line below the header.
    ///
    /// @param columns the columns wanted; their cells stand in this order in {@link CsvLine#wanted}
    public void lines(int[] columns, Consumer<CsvLine> sink) {
        int[] slots = new int[shape.header().size()];
        Arrays.fill(slots, -1);
        int most = 0;
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] >= 0) {
                slots[columns[i]] = i;
            }
            most = i + 1;
        }
        boolean[] header = {true};
        each(new WantedCells(slots, most), Long.MAX_VALUE, line -> {
            if (header[0]) {
                header[0] = false;
            } else {
                sink.accept(line);
            }
        });
    }

    private void each(WantedCells cells, long limit, Consumer<CsvLine> sink) {
        try (var reader = reader();
                var csv = CsvReader.builder()
                        .fieldSeparator(shape.delimiter())
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .allowUnclosedQuote(false)
                        .maxBufferSize(MAX_LINE * 2)
                        .build(cells, reader)) {
            long read = 0;
            for (CsvLine line : csv) {
                if (read++ >= limit) {
                    return;
                }
                sink.accept(line);
            }
        } catch (WantedCells.LineTooLong e) {
            throw new FileRefused("longLine", e.line);
        } catch (WantedCells.TooManyColumns e) {
            throw new FileRefused("columns", MAX_COLUMNS);
        } catch (CsvParseException e) {
            throw refused(e, cells);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RuntimeException refused(CsvParseException e, WantedCells cells) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof WantedCells.LineTooLong line) {
                return new FileRefused("longLine", line.line);
            }
            if (cause instanceof WantedCells.TooManyColumns) {
                return new FileRefused("columns", MAX_COLUMNS);
            }
            if (cause instanceof FileRefused || cause instanceof IllegalStateException) {
                return (RuntimeException) cause;
            }
        }
        String said = String.valueOf(e.getMessage());
        if (said.contains("buffer")) {
            return new FileRefused("longLine", cells.line());
        }
        return said.contains("quote") ? new FileRefused("quote", cells.line()) : new FileRefused("broken");
    }

    private Reader reader() throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(path), HEAD);
        in.skipNBytes(shape.mark());
        return new LongCells(new InputStreamReader(in, shape.encoding()), shape.delimiter());
    }
}
