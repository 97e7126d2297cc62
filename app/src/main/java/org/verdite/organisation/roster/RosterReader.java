package org.verdite.organisation.roster;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import org.verdite.organisation.roster.RosterSheet.Column;
import org.verdite.shared.Invalid;
import org.verdite.ui.book.SheetNotes;
import org.verdite.ui.book.WorkbookFile;

/// Reads a workbook with a sheet for each kind, or a list of one kind, into lines.
@Component
class RosterReader {

    static final int MOST = 20_000;
    private static final long MOST_BYTES = 64L << 20;
    private static final String DELIMITERS = ",;\t";

    /// @param unknown headings that nothing is known of, with their places; what stands below them is left out
    record Read(List<RosterLine> lines, List<String> unknown) {}

    private final RosterWords words;

    RosterReader(RosterWords words) {
        this.words = words;
    }

    /// @throws Invalid when it is neither, or holds more lines than are read at once
    Read read(Path path) {
        var lines = new ArrayList<RosterLine>();
        var unknown = new ArrayList<String>();
        if (WorkbookFile.looksLike(path)) {
            book(path, lines, unknown);
        } else {
            list(path, lines, unknown);
        }
        if (lines.isEmpty()) {
            throw new Invalid("file", "organisation.roster.file.empty");
        }
        lines.sort(Comparator.comparing(RosterLine::sheet));
        return new Read(List.copyOf(lines), List.copyOf(unknown));
    }

    private void book(Path path, List<RosterLine> lines, List<String> unknown) {
        boolean any = false;
        try (var book = WorkbookFile.open(path, MOST_BYTES)) {
            var sheets = book.sheets();
            for (int i = 0; i < sheets.size(); i++) {
                String name = sheets.get(i).name();
                var sheet = words.sheet(name);
                if (sheet.isPresent()) {
                    any = true;
                    var cells = new RosterCells(words, sheet.get(), name, lines, unknown);
                    book.read(i, new SheetNotes(), cells);
                    cells.end();
                }
            }
        }
        if (!any) {
            throw new Invalid("file", "organisation.roster.file.sheet");
        }
    }

    /// Which kind it lists is told by its headings.
    private void list(Path path, List<RosterLine> lines, List<String> unknown) {
        String text = text(path);
        try (var csv = CsvReader.builder().fieldSeparator(delimiter(text)).ofCsvRecord(text)) {
            RosterCells[] cells = {null};
            csv.forEach(row -> {
                if (row.getFields().stream().allMatch(String::isBlank)) {
                    return;
                }
                if (cells[0] == null) {
                    var sheet = kind(row.getFields());
                    cells[0] = new RosterCells(words, sheet, sheet.name(), lines, unknown);
                }
                for (int i = 0; i < row.getFieldCount(); i++) {
                    cells[0].cell((int) row.getStartingLineNumber() - 1, i, row.getField(i));
                }
            });
            if (cells[0] != null) {
                cells[0].end();
            }
        } catch (CsvParseException | IOException e) {
            throw new Invalid("file", "organisation.roster.file.unreadable");
        }
    }

    private RosterSheet kind(List<String> headings) {
        for (RosterSheet sheet : List.of(
                RosterSheet.APPOINTMENTS,
                RosterSheet.SITES,
                RosterSheet.POSTS,
                RosterSheet.PEOPLE,
                RosterSheet.UNITS)) {
            var columns = headings.stream()
                    .flatMap(h -> words.column(sheet, h).stream())
                    .toList();
            if (sheet.columns().stream().filter(Column::needed).allMatch(columns::contains)) {
                return sheet;
            }
        }
        throw new Invalid("file", "organisation.roster.file.kind");
    }

    private static char delimiter(String text) {
        String head = text.lines().filter(l -> !l.isBlank()).findFirst().orElse("");
        return (char) DELIMITERS
                .chars()
                .boxed()
                .max(Comparator.comparing(d -> head.chars().filter(c -> c == d).count()))
                .orElse((int) ',')
                .intValue();
    }

    /// UTF-8, or what Chinese spreadsheets write.
    private static String text(Path path) {
        try {
            byte[] bytes = Files.readAllBytes(path);
            for (byte b : bytes) {
                if (b == 0) {
                    throw new Invalid("file", "organisation.roster.file.unreadable");
                }
            }
            String text;
            try {
                text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException notUtf8) {
                text = new String(bytes, Charset.forName("GB18030"));
            }
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
