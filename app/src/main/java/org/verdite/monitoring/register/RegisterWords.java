package org.verdite.monitoring.register;

import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.verdite.monitoring.register.RegisterSheet.Column;
import org.verdite.ui.book.BothLanguages;

/// What sheets, headings and choices are called, in both languages of the program.
@Component
class RegisterWords {

    private final BothLanguages words;

    RegisterWords(MessageSource messages) {
        this.words = new BothLanguages(messages);
    }

    static String sheetKey(RegisterSheet sheet) {
        return "monitoring.register.sheet." + sheet;
    }

    static String headKey(Column column) {
        return "monitoring.register.col." + column.key();
    }

    Optional<RegisterSheet> sheet(String name) {
        for (RegisterSheet sheet : RegisterSheet.values()) {
            if (words.called(name, sheet.name(), sheetKey(sheet))) {
                return Optional.of(sheet);
            }
        }
        return Optional.empty();
    }

    /// The column of a heading; a star marks what is needed.
    Optional<Column> column(RegisterSheet sheet, String heading) {
        String bare = heading.replace("*", "");
        return sheet.columns().stream()
                .filter(c -> words.called(bare, c.key(), headKey(c)))
                .findFirst();
    }

    /// The code of a choice; as it was written when it is none.
    String choice(Column column, String written) {
        return words.choice(written, column.choices(), column.words());
    }
}
