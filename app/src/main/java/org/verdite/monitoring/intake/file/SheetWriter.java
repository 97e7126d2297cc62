package org.verdite.monitoring.intake.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.verdite.ui.book.SheetNotes;
import org.verdite.ui.book.SheetSink;

/// Writes a sheet's cells as lines. The table begins with the first row in which two cells are filled and reaches from
/// its first to its last heading; rows above it and empty ones become empty lines, so that the number of a line is the
/// number of its row.
final class SheetWriter implements SheetSink {

    private final Writer out;
    private final SheetNotes notes;
    private final List<String> cells = new ArrayList<>();
    private final long most;
    private int row = -1;
    private int line;
    private int first;
    private int width;
    private int head = -1;
    private long characters;

    SheetWriter(Writer out, SheetNotes notes, long most) {
        this.out = out;
        this.notes = notes;
        this.most = most;
    }

    @Override
    public void cell(int at, int column, String text) {
        if (at != row) {
            flush();
            row = at;
        }
        if (column >= CsvFile.MAX_COLUMNS && head < 0) {
            throw new FileRefused("columns", CsvFile.MAX_COLUMNS);
        }
        if (head >= 0 && (column < first || column >= first + width)) {
            notes.see("outside", CellReference.convertNumToColString(column) + (at + 1));
            return;
        }
        while (cells.size() < column) {
            cells.add("");
        }
        cells.add(text);
    }

    @Override
    public void merged(CellRangeAddress area) {
        flush();
        boolean ofHead = area.getFirstRow() <= head && head <= area.getLastRow();
        if (ofHead || area.getFirstRow() > head) {
            notes.see(ofHead ? "mergedHead" : "merged", area.formatAsString());
        }
    }

    private void flush() {
        try {
            if (!cells.isEmpty()) {
                if (head < 0) {
                    begin();
                }
                if (head >= 0) {
                    write();
                }
                cells.clear();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin() {
        long filled = cells.stream().filter(c -> !c.isEmpty()).count();
        if (filled < 2) {
            notes.see("above", Integer.toString(row + 1));
            return;
        }
        while (cells.get(first).isEmpty()) {
            first++;
        }
        width = cells.size() - first;
        head = row;
    }

    private void write() throws IOException {
        for (; line < row; line++) {
            out.write('\n');
            characters++;
        }
        for (int i = first; i < first + width; i++) {
            if (i > first) {
                out.write(',');
            }
            if (i < cells.size()) {
                cell(cells.get(i));
            }
        }
        out.write('\n');
        line++;
        characters += width;
        if (characters > most) {
            throw new FileRefused("tooLarge", most >> 20);
        }
    }

    private void cell(String text) throws IOException {
        characters += text.length();
        if (text.indexOf(',') < 0 && text.indexOf('"') < 0) {
            out.write(text);
        } else {
            out.write('"');
            out.write(text.replace("\"", "\"\""));
            out.write('"');
        }
    }

    /// Writes what is left.
    void end() {
        flush();
    }

    /// The column of the first heading.
    int first() {
        return first;
    }

    /// The row of the headings, -1 for none.
    int head() {
        return head;
    }
}
