package org.verdite.demonstration;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;

/// A line of an input file, by the names of its columns. An empty cell says nothing.
record Row(String file, NamedCsvRecord line) {

    String text(String column) {
        return line.findField(column).orElseThrow(() -> new IllegalStateException(file + " has no column " + column));
    }

    @Nullable String said(String column) {
        String text = text(column);
        return text.isEmpty() ? null : text;
    }

    int number(String column) {
        return Integer.parseInt(text(column));
    }

    BigDecimal decimal(String column) {
        return new BigDecimal(text(column));
    }

    @Nullable BigDecimal maybeDecimal(String column) {
        String text = said(column);
        return text == null ? null : new BigDecimal(text);
    }

    LocalDate day(String column) {
        return LocalDate.parse(text(column));
    }

    @Nullable LocalDate maybeDay(String column) {
        String text = said(column);
        return text == null ? null : LocalDate.parse(text);
    }

    /// The columns `name_en` and `name_zh`, or others with those endings.
    LocalText local(String column) {
        return LocalText.of(text(column + "_en"), text(column + "_zh"), "en");
    }
}
