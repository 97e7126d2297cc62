package org.verdite.organisation.roster;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.verdite.organisation.roster.RosterSheet.Column;
import org.verdite.ui.Texts;
import org.verdite.ui.book.FormBook;

/// The workbook in the reader's language: a sheet for each kind, empty or with what stands.
final class RosterWorkbook {

    private RosterWorkbook() {}

    static void write(Texts t, Map<RosterSheet, List<List<@Nullable Object>>> rows, OutputStream out)
            throws IOException {
        var tables = Arrays.stream(RosterSheet.values())
                .map(sheet -> new FormBook.Table(
                        t.of(RosterWords.sheetKey(sheet)),
                        sheet.columns().stream().map(c -> column(t, sheet, c)).toList(),
                        rows.getOrDefault(sheet, List.of()).stream()
                                .map(row -> words(t, sheet, row))
                                .toList()))
                .toList();
        FormBook.write(tables, t.of("organisation.roster.about"), t.of("organisation.roster.about.how"), out);
    }

    private static FormBook.Column column(Texts t, RosterSheet sheet, Column column) {
        return new FormBook.Column(
                t.of(RosterWords.headKey(sheet, column)) + (column.needed() ? " *" : ""),
                t.of("organisation.roster.say." + column.key()),
                column.kind() == Column.Kind.DATE,
                column.choices().stream()
                        .map(code -> new FormBook.Choice(t.of(column.words() + code), code))
                        .toList());
    }

    private static List<@Nullable Object> words(Texts t, RosterSheet sheet, List<@Nullable Object> row) {
        var words = new ArrayList<@Nullable Object>();
        for (int i = 0; i < row.size(); i++) {
            words.add(RosterBooks.word(t, sheet.columns().get(i), row.get(i)));
        }
        return words;
    }
}
