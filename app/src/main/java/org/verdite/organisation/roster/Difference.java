package org.verdite.organisation.roster;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;
import org.verdite.ui.form.Form;

/// What a line would make different. An empty cell, and a column that is not there, leave what stands.
final class Difference {

    private final Form line;
    private final List<Judged.Change> changes = new ArrayList<>();

    Difference(Form line) {
        this.line = line;
    }

    /// All that a line brings of which nothing stood before: days in the shape in which they are kept.
    static List<Judged.Change> brought(RosterLine line) {
        var form = Form.of(line.cells());
        return line.sheet().columns().stream()
                .filter(column -> form.has(column.key()))
                .map(column -> {
                    var day = column.kind() == RosterSheet.Column.Kind.DATE ? form.optionalDate(column.key()) : null;
                    return new Judged.Change(
                            column.key(),
                            "",
                            day == null ? form.typed(column.key()).strip() : day.toString());
                })
                .toList();
    }

    List<Judged.Change> changes() {
        return List.copyOf(changes);
    }

    boolean any() {
        return !changes.isEmpty();
    }

    boolean of(String column) {
        return changes.stream()
                .anyMatch(c -> c.column().equals(column) || c.column().startsWith(column + "."));
    }

    String text(String column, String stands) {
        return line.has(column) ? noted(column, stands, line.typed(column).strip()) : stands;
    }

    LocalText texts(String column, LocalText stands) {
        var texts = new TreeMap<>(stands.texts());
        for (String language : List.of("en", "zh")) {
            String field = column + "." + language;
            String text = text(field, texts.getOrDefault(language, ""));
            if (!text.isEmpty()) {
                texts.put(language, text);
            }
        }
        return new LocalText(stands.original(), texts);
    }

    @Nullable LocalDate day(String column, @Nullable LocalDate stands) {
        LocalDate said = line.optionalDate(column);
        if (said == null || said.equals(stands)) {
            return stands;
        }
        noted(column, stands == null ? "" : stands.toString(), said.toString());
        return said;
    }

    BigDecimal number(String column, BigDecimal stands) {
        BigDecimal said = line.optionalNumber(column);
        if (said == null || said.compareTo(stands) == 0) {
            return stands;
        }
        noted(column, stands.stripTrailingZeros().toPlainString(), said.toPlainString());
        return said;
    }

    private String noted(String column, String before, String after) {
        if (!before.equals(after)) {
            changes.add(new Judged.Change(column, before, after));
        }
        return after;
    }
}
