package org.verdite.obligations.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.verdite.obligations.Ranked;
import org.verdite.ui.form.Form;

/// Which of many values a limit speaks of, as people type it: a percentile, or how many may lie beyond, and of what.
final class RankedForm {

    static final List<String> FIELDS = List.of("percentile", "allowed", "outOf", "parts");

    private RankedForm() {}

    static boolean given(Form form) {
        return FIELDS.stream()
                .anyMatch(field -> form.has(field) || !form.problems(field).isEmpty());
    }

    /// Notes at the form's fields what can't be read. Where nothing is typed the register asks for what it needs.
    static @Nullable Ranked ranked(Form form) {
        // of what alone says nothing: it may be left from another choice of statistic
        if (!form.has("percentile") && !form.has("allowed") && !form.has("outOf")) {
            return null;
        }
        return new Ranked(
                form.optionalNumber("percentile"),
                form.has("allowed") ? (Integer) form.integer("allowed", 0, Ranked.MOST - 1) : null,
                form.has("outOf") ? (Integer) form.integer("outOf", 1, Ranked.MOST) : null,
                form.optionalText("parts", 20));
    }
}
