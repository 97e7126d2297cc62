package org.verdite.monitoring.web.imports;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import org.verdite.monitoring.register.RegisterSheet;
import org.verdite.monitoring.register.RegisterSheet.Column;
import org.verdite.ui.Texts;
import org.verdite.ui.book.FormBook;

/// An empty workbook of registers in the reader's language: a sheet for each register.
final class RegisterTemplate {

    private RegisterTemplate() {}

    static void write(Texts t, OutputStream out) throws IOException {
        var tables = Arrays.stream(RegisterSheet.values())
                .map(sheet -> new FormBook.Table(
                        t.of("monitoring.register.sheet." + sheet),
                        sheet.columns().stream().map(c -> column(t, c)).toList(),
                        List.of()))
                .toList();
        FormBook.write(tables, t.of("monitoring.register.lists"), t.of("monitoring.register.lists.how"), out);
    }

    private static FormBook.Column column(Texts t, Column column) {
        return new FormBook.Column(
                t.of("monitoring.register.col." + column.key()) + (column.needed() ? " *" : ""),
                t.of("monitoring.register.about." + column.key()),
                column.kind() == Column.Kind.DATE,
                column.choices().stream()
                        .map(code -> new FormBook.Choice(t.of(column.words() + code), code))
                        .toList());
    }
}
