package org.verdite.targets;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.verdite.indicators.Boundaries;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;

/// What a promise must say before it can be kept.
final class TargetRules {

    private static final BigDecimal LARGEST = new BigDecimal("100000000000000");

    private TargetRules() {}

    /// @throws Invalid with every wrong field
    static void check(NewTarget t, int version, Predicate<String> supplied) {
        var problems = new ArrayList<Invalid.Problem>();
        if (!t.code().matches("[A-Z][A-Z0-9-]{1,39}")) {
            problems.add(new Invalid.Problem("code", "targets.invalid.code", List.of()));
        }
        if (!supplied.test(t.indicator())) {
            problems.add(new Invalid.Problem("indicator", "targets.invalid.indicator", List.of(t.indicator())));
        }
        if (!Boundaries.ALL.contains(t.boundary())) {
            problems.add(new Invalid.Problem("boundary", "ui.form.choice", List.of()));
        }
        year(problems, "baselineYear", t.baselineYear());
        year(problems, "dueYear", t.dueYear());
        if (t.dueYear() <= t.baselineYear()) {
            problems.add(new Invalid.Problem("dueYear", "targets.invalid.due", List.of()));
        }
        if (t.value().abs().compareTo(LARGEST) >= 0
                || t.value().stripTrailingZeros().scale() > 4) {
            problems.add(new Invalid.Problem("value", "targets.invalid.value", List.of()));
        }
        if (t.validFrom().getYear() < 1990 || t.validFrom().getYear() > 2200) {
            problems.add(new Invalid.Problem("validFrom", "ui.form.range", List.of("1990", "2200")));
        }
        text(problems, "sentence", t.sentence(), 300);
        text(problems, "scope", t.scope(), 300);
        if (version > 1 && t.reason().isBlank()) {
            problems.add(new Invalid.Problem("reason", "targets.invalid.reason", List.of()));
        }
        if (t.reason().length() > 500) {
            problems.add(new Invalid.Problem(
                    "reason", "ui.form.tooLong", List.of(500, t.reason().length())));
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
    }

    private static void year(List<Invalid.Problem> problems, String field, int year) {
        if (year < 1990 || year > 2200) {
            problems.add(new Invalid.Problem(field, "ui.form.range", List.of("1990", "2200")));
        }
    }

    private static void text(List<Invalid.Problem> problems, String field, LocalText text, int most) {
        text.texts().values().stream()
                .filter(s -> s.length() > most)
                .findFirst()
                .ifPresent(s -> problems.add(new Invalid.Problem(field, "ui.form.tooLong", List.of(most, s.length()))));
    }
}
