package org.verdite.obligations.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.verdite.obligations.Clauses.Clause;
import org.verdite.obligations.Clauses.Edition;
import org.verdite.obligations.NewStandard;
import org.verdite.obligations.NewStandard.NewClause;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;
import org.verdite.ui.form.Form;

/// A document as a person writes it: its clauses a line each, `number | English | Chinese | clauses it continues`, or
/// the same columns copied from a spreadsheet.
final class DocumentForm {

    private static final Pattern PARTS = Pattern.compile("[|｜\\t]");
    private static final Pattern COMMA = Pattern.compile("[,，、;；\\s]+");
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

    private DocumentForm() {}

    static NewStandard read(Form form, UnitId unit) {
        return new NewStandard(
                unit,
                form.text("code", 80),
                form.text("edition", 40),
                form.texts("name", 200),
                LocalText.of(
                        form.has("source.en") || form.has("source.zh") ? form.optionalText("source.en", 1000) : "–",
                        form.optionalText("source.zh", 1000),
                        "en"),
                false,
                false,
                clauses(form));
    }

    private static List<NewClause> clauses(Form form) {
        var clauses = new ArrayList<NewClause>();
        var lines = form.typed("clauses").lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            var parts =
                    Stream.of(PARTS.split(lines.get(i), -1)).map(String::strip).toList();
            var name = name(parts);
            if (name.isEmpty() || parts.size() > 4) {
                form.problem(
                        "clauses",
                        "obligations.clauses.line",
                        i + 1,
                        lines.get(i).strip());
            } else {
                clauses.add(new NewClause(
                        parts.getFirst(),
                        name.size() == 1
                                ? LocalText.of(CHINESE.matcher(name.getFirst()).find() ? "zh" : "en", name.getFirst())
                                : LocalText.of(name.getFirst(), name.getLast(), "en"),
                        parts.size() < 4
                                ? List.of()
                                : Stream.of(COMMA.split(parts.get(3)))
                                        .filter(b -> !b.isEmpty())
                                        .toList()));
            }
        }
        return clauses;
    }

    /// In both languages, or in the one that is there.
    private static List<String> name(List<String> parts) {
        return parts.subList(Math.min(1, parts.size()), Math.min(3, parts.size())).stream()
                .filter(p -> !p.isEmpty())
                .toList();
    }

    static Form of(Edition e, List<Clause> clauses) {
        return head(e).with("edition", e.edition())
                .with("version", e.version())
                .with("clauses", clauses.stream().map(c -> line(c, c.before())).collect(Collectors.joining("\n")));
    }

    /// The next edition, each clause continuing itself.
    static Form next(Edition e, List<Clause> clauses) {
        return head(e).with(
                        "clauses",
                        clauses.stream().map(c -> line(c, List.of(c.number()))).collect(Collectors.joining("\n")));
    }

    private static Form head(Edition e) {
        var unit = e.unit();
        return Form.empty()
                .with("unit", unit == null ? "" : unit.value())
                .with("code", e.code())
                .with("name.en", e.name().texts().get("en"))
                .with("name.zh", e.name().texts().get("zh"))
                .with("source.en", e.source().texts().get("en"))
                .with("source.zh", e.source().texts().get("zh"));
    }

    private static String line(Clause c, List<String> before) {
        return Stream.of(
                        c.number(),
                        c.name().texts().getOrDefault("en", ""),
                        c.name().texts().getOrDefault("zh", ""),
                        String.join(", ", before))
                .collect(Collectors.joining(" | "));
    }
}
