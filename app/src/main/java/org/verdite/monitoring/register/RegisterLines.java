package org.verdite.monitoring.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.util.CellReference;
import org.springframework.stereotype.Component;
import org.verdite.monitoring.intake.file.CsvFile;
import org.verdite.monitoring.intake.file.FileRefused;
import org.verdite.monitoring.intake.file.SheetText;
import org.verdite.monitoring.register.RegisterSheet.Column;
import org.verdite.ui.book.SheetFound;
import org.verdite.ui.book.WorkbookFile;

/// Reads a workbook of registers into lines, each cell under the name of its column.
@Component
class RegisterLines {

    static final int MOST = 5_000;
    private static final long MOST_BYTES = 64L << 20;

    /// @param sheetName as the workbook calls it
    /// @param places column → letter
    record Line(
            RegisterSheet sheet, String sheetName, long number, Map<String, String> cells, Map<String, String> places) {

        /// `Points!C7`; of a field that the sheet has no column for, the line.
        String cell(String field) {
            String letter = places.getOrDefault(field, "");
            return sheetName + "!" + letter + number;
        }
    }

    /// @param notes headings that nothing is known of
    record Read(List<Line> lines, List<Registers.Problem> problems) {}

    private final RegisterWords words;

    RegisterLines(RegisterWords words) {
        this.words = words;
    }

    /// @throws FileRefused when it is no workbook, or holds no sheet of a register
    Read read(Path path) {
        if (!WorkbookFile.looksLike(path)) {
            throw new FileRefused("register");
        }
        var lines = new ArrayList<Line>();
        var problems = new ArrayList<Registers.Problem>();
        boolean any = false;
        try (var book = WorkbookFile.open(path, MOST_BYTES)) {
            var sheets = book.sheets();
            for (int i = 0; i < sheets.size(); i++) {
                var sheet = words.sheet(sheets.get(i).name());
                if (sheet.isPresent()) {
                    any = true;
                    if (sheets.get(i).rows() > 1) {
                        read(book, i, sheets.get(i), sheet.get(), lines, problems);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!any) {
            throw new FileRefused("register");
        }
        lines.sort(Comparator.comparing(Line::sheet));
        return new Read(lines, problems);
    }

    private void read(
            WorkbookFile book,
            int place,
            SheetFound found,
            RegisterSheet sheet,
            List<Line> lines,
            List<Registers.Problem> problems)
            throws IOException {
        Path text = Files.createTempFile("register", ".csv");
        try {
            var written = SheetText.write(book, place, text, MOST_BYTES);
            var csv = CsvFile.of(text, written.shape());
            var columns = columns(found, sheet, written, problems);
            int[] all = new int[written.shape().header().size()];
            for (int i = 0; i < all.length; i++) {
                all[i] = i;
            }
            csv.lines(all, line -> {
                var cells = new LinkedHashMap<String, String>();
                var places = new HashMap<String, String>();
                columns.forEach((at, column) -> {
                    String cell = line.wanted()[at] == null ? "" : line.wanted()[at].strip();
                    cells.put(column.key(), column.choices().isEmpty() ? cell : words.choice(column, cell));
                    places.put(column.key(), CellReference.convertNumToColString(at + written.first()));
                });
                if (cells.values().stream().anyMatch(c -> !c.isEmpty())) {
                    if (lines.size() >= MOST) {
                        throw new FileRefused("registerLines", MOST);
                    }
                    lines.add(new Line(sheet, found.name(), line.number(), cells, places));
                }
            });
        } finally {
            Files.deleteIfExists(text);
        }
    }

    private Map<Integer, Column> columns(
            SheetFound found, RegisterSheet sheet, SheetText written, List<Registers.Problem> problems) {
        var columns = new LinkedHashMap<Integer, Column>();
        var header = written.shape().header();
        for (int i = 0; i < header.size(); i++) {
            int at = i;
            String heading = header.get(i);
            words.column(sheet, heading)
                    .filter(c -> !columns.containsValue(c))
                    .ifPresentOrElse(c -> columns.put(at, c), () -> {
                        if (!heading.isBlank()) {
                            problems.add(new Registers.Problem(
                                    found.name() + "!" + CellReference.convertNumToColString(at + written.first())
                                            + "1",
                                    "monitoring.register.problem.heading",
                                    List.of(heading)));
                        }
                    });
        }
        return columns;
    }
}
