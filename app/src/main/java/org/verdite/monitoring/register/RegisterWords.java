package org.verdite.monitoring.register;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.verdite.monitoring.intake.written.Names;
import org.verdite.monitoring.register.RegisterSheet.Column;

/// What sheets, headings and choices are called, in both languages of the program: a workbook made in one is read in
/// the
/// other.
@Component
class RegisterWords {

    private static final List<Locale> LOCALES = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);

    private final MessageSource messages;

    RegisterWords(MessageSource messages) {
        this.messages = messages;
    }

    String of(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }

    static String sheetKey(RegisterSheet sheet) {
        return "monitoring.register.sheet." + sheet;
    }

    static String headKey(Column column) {
        return "monitoring.register.col." + column.key();
    }

    Optional<RegisterSheet> sheet(String name) {
        for (RegisterSheet sheet : RegisterSheet.values()) {
            if (called(name, sheet.name(), sheetKey(sheet))) {
                return Optional.of(sheet);
            }
        }
        return Optional.empty();
    }

    /// The column of a heading; a star marks what is needed.
    Optional<Column> column(RegisterSheet sheet, String heading) {
        String bare = heading.replace("*", "");
        return sheet.columns().stream()
                .filter(c -> called(bare, c.key(), headKey(c)))
                .findFirst();
    }

    /// The code of a choice, written as code or as either language says it; as it was written when it is none.
    String choice(Column column, String written) {
        return column.choices().stream()
                .filter(code -> called(written, code, column.words() + code))
                .findFirst()
                .orElse(written);
    }

    private boolean called(String written, String code, String key) {
        String normal = Names.normal(written);
        return normal.equals(Names.normal(code))
                || LOCALES.stream().anyMatch(l -> normal.equals(Names.normal(of(key, l))));
    }
}
