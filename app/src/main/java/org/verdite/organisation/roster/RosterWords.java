package org.verdite.organisation.roster;

import java.text.Normalizer;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.verdite.organisation.roster.RosterSheet.Column;
import org.verdite.ui.book.BothLanguages;

/// What sheets, headings and choices are called, in both languages of the program.
@Component
class RosterWords {

    private final BothLanguages words;

    RosterWords(MessageSource messages) {
        this.words = new BothLanguages(messages);
    }

    static String sheetKey(RosterSheet sheet) {
        return "organisation.roster.sheet." + sheet;
    }

    static String headKey(RosterSheet sheet, Column column) {
        return sheet.heading(column.key());
    }

    Optional<RosterSheet> sheet(String name) {
        for (RosterSheet sheet : RosterSheet.values()) {
            if (words.called(name, sheet.name(), sheetKey(sheet))) {
                return Optional.of(sheet);
            }
        }
        return Optional.empty();
    }

    /// The column of a heading; a star marks what is needed.
    Optional<Column> column(RosterSheet sheet, String heading) {
        String bare = heading.replace("*", "").replace("＊", "");
        return sheet.columns().stream()
                .filter(c -> words.called(bare, c.key(), headKey(sheet, c)))
                .findFirst();
    }

    /// A cell as it is read: a choice by its code, a code and a date in the usual width.
    String read(Column column, String written) {
        return switch (column.kind()) {
            case CHOICE -> words.choice(written, column.choices(), column.words());
            case TEXT -> unquoted(written.strip());
            case CODE, DATE, NUMBER ->
                unquoted(Normalizer.normalize(written, Normalizer.Form.NFKC).strip());
        };
    }

    /// A list that we wrote ourselves keeps a spreadsheet from running a text as a formula by a quotation mark.
    private static String unquoted(String text) {
        return text.length() > 1 && text.charAt(0) == '\'' && "=+-@".indexOf(text.charAt(1)) >= 0
                ? text.substring(1)
                : text;
    }
}
