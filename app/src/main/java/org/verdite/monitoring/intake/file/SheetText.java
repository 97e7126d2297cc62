package org.verdite.monitoring.intake.file;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.verdite.ui.book.SheetNote;
import org.verdite.ui.book.SheetNotes;
import org.verdite.ui.book.WorkbookFile;

/// A sheet as text.
///
/// @param first column of the sheet, from 0, in which the text's first stands
public record SheetText(FileShape shape, List<SheetNote> notes, int first) {

    /// Writes a sheet as comma-separated text in UTF-8.
    ///
    /// @param most characters at most
    /// @throws FileRefused when it holds no table or more than that
    public static SheetText write(WorkbookFile book, int sheet, Path to, long most) throws IOException {
        var notes = new SheetNotes();
        int first;
        try (BufferedWriter out = Files.newBufferedWriter(to, StandardCharsets.UTF_8)) {
            var writer = new SheetWriter(out, notes, most);
            book.read(sheet, notes, writer);
            writer.end();
            if (writer.head() < 0) {
                throw new FileRefused("noTable", book.name(sheet));
            }
            first = writer.first();
        }
        return new SheetText(CsvFile.plain(to).shape(), notes.list(), first);
    }
}
