package org.verdite.obligations;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.verdite.obligations.NewStandard.NewClause;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;

/// How a file tells a standard and its clauses: `clauses/*.yaml`, and the head of a checklist's file.
public final class ClausesFile {

    /// A text in both languages; one may be missing.
    public record Words(@Nullable String en, @Nullable String zh) {

        /// In the language that is there; null when none is.
        public @Nullable LocalText text() {
            String english = Objects.requireNonNullElse(en, "").strip();
            String chinese = Objects.requireNonNullElse(zh, "").strip();
            return english.isEmpty() && chinese.isEmpty() ? null : LocalText.of(english, chinese, "en");
        }
    }

    public record Standard(
            String code,
            String edition,
            Words name,
            @Nullable Words source,
            @Nullable Boolean verified,
            @Nullable Boolean sample) {}

    public record Clause(
            String clause, Words name, @Nullable List<String> before) {}

    /// @param clauses in their order
    public record Whole(Standard standard, List<Clause> clauses) {}

    private ClausesFile() {}

    /// @param unit whose document it is; null for one that comes with Verdite
    public static NewStandard standard(@Nullable UnitId unit, Standard head, List<Clause> clauses) {
        return new NewStandard(
                unit,
                head.code(),
                head.edition(),
                named(head.name(), head.code()),
                named(head.source(), "–"),
                Boolean.TRUE.equals(head.sample()),
                Boolean.TRUE.equals(head.verified()),
                clauses.stream()
                        .map(c -> new NewClause(
                                c.clause(),
                                named(c.name(), c.clause()),
                                Objects.requireNonNullElse(c.before(), List.of())))
                        .toList());
    }

    private static LocalText named(@Nullable Words words, String otherwise) {
        var text = words == null ? null : words.text();
        return text == null ? LocalText.of("en", otherwise) : text;
    }
}
