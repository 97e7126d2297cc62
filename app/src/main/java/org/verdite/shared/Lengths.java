package org.verdite.shared;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How long texts may be. Asked by the verbs, so that page, API, file and another room are held to the same; all
/// problems are told at once.
public final class Lengths {

    private final List<Invalid.Problem> problems = new ArrayList<>();

    public Lengths most(String field, int max, @Nullable String text) {
        if (text != null && text.length() > max) {
            problems.add(new Invalid.Problem(field, "ui.form.tooLong", List.of(max, text.length())));
        } else if (text != null && controls(text)) {
            problems.add(new Invalid.Problem(field, "ui.form.control", List.of()));
        }
        return this;
    }

    /// Whether a text holds what nobody types and no database keeps.
    public static boolean controls(String text) {
        return text.chars().anyMatch(c -> c < 0x20 && c != '\n' && c != '\r' && c != '\t');
    }

    /// A text in each of its languages; the field is named after the language, as on a form.
    public Lengths most(String field, int max, LocalText text) {
        text.texts().forEach((language, words) -> most(field + "." + language, max, words));
        return this;
    }

    /// @throws Invalid naming every field with a text that is too long or holds control characters
    public void check() {
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
    }
}
