package org.verdite.targets;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;

/// What a goal must say before anybody can carry a share of it.
public final class GoalRules {

    /// What is protected, as the group's policy names it.
    public static final List<String> PROTECTED =
            List.of("AIR", "WATER", "SOIL", "FOREST", "ENERGY", "FOOD", "BIODIVERSITY", "WASTE", "NOISE", "CLIMATE");

    /// For how many months at once a value can be told.
    public static final List<Integer> EVERY = List.of(1, 3, 12);

    private static final BigDecimal LARGEST = new BigDecimal("100000000000000");

    private GoalRules() {}

    /// @throws Invalid with every wrong field
    static void check(NewGoal g, Predicate<String> supplied) {
        var problems = problems(g, supplied);
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
    }

    /// Every wrong field.
    ///
    /// @param supplied whether a room computes an indicator
    public static List<Invalid.Problem> problems(NewGoal g, Predicate<String> supplied) {
        var problems = new ArrayList<Invalid.Problem>();
        if (!Set.copyOf(PROTECTED).containsAll(g.protects())) {
            problems.add(new Invalid.Problem("protects", "ui.form.choice", List.of()));
        }
        if (!g.indicator().isEmpty() && !supplied.test(g.indicator())) {
            problems.add(new Invalid.Problem("indicator", "targets.invalid.indicator", List.of(g.indicator())));
        }
        if (g.method().numeric() && g.indicator().isEmpty() && g.measure().isBlank()) {
            problems.add(new Invalid.Problem("measure", "targets.invalid.measure", List.of()));
        }
        if (g.method() == Method.WEIGHTED && g.base().isBlank()) {
            problems.add(new Invalid.Problem("base", "targets.invalid.base", List.of()));
        }
        if (g.method() != Method.WEIGHTED && !g.base().isBlank()) {
            problems.add(new Invalid.Problem("base", "targets.invalid.noBase", List.of()));
        }
        year(problems, "baselineYear", g.baselineYear());
        year(problems, "dueYear", g.dueYear());
        if (g.dueYear() <= g.baselineYear()) {
            problems.add(new Invalid.Problem("dueYear", "targets.invalid.due", List.of()));
        }
        if (g.method().numeric() && g.value() == null) {
            problems.add(new Invalid.Problem("value", "ui.form.required", List.of()));
        }
        if (!g.method().numeric() && g.value() != null) {
            problems.add(new Invalid.Problem("value", "targets.invalid.noNumber", List.of()));
        }
        number(problems, "value", g.value());
        number(problems, "baseline", g.baseline());
        milestones(problems, g);
        if (g.nature() == Nature.INTENSITY && g.driver().isBlank()) {
            problems.add(new Invalid.Problem("driver", "targets.invalid.driver", List.of()));
        }
        if (!EVERY.contains(g.every())) {
            problems.add(new Invalid.Problem("every", "ui.form.choice", List.of()));
        }
        if (g.horizon() == Horizon.ANNUAL
                && g.serves() == null
                && g.servesTarget().isEmpty()
                && g.localBecause().isBlank()) {
            problems.add(new Invalid.Problem("serves", "targets.invalid.serves", List.of()));
        }
        words(problems, g);
        return problems;
    }

    private static void words(List<Invalid.Problem> problems, NewGoal g) {
        try {
            new Lengths()
                    .most("sentence", 300, g.sentence())
                    .most("measure", 40, g.measure())
                    .most("base", 80, g.base())
                    .most("localBecause", 1000, g.localBecause())
                    .most("noCost", 1000, g.noCost())
                    .most("driver", 200, g.driver())
                    .check();
        } catch (Invalid e) {
            problems.addAll(e.problems());
        }
    }

    private static void milestones(List<Invalid.Problem> problems, NewGoal g) {
        int last = g.baselineYear();
        for (var m : g.milestones()) {
            if (m.year() <= last || m.year() >= g.dueYear()) {
                problems.add(new Invalid.Problem(
                        "milestones", "targets.invalid.milestones", List.of(g.baselineYear() + 1, g.dueYear() - 1)));
                return;
            }
            last = m.year();
            number(problems, "milestones", m.value());
        }
    }

    static void number(List<Invalid.Problem> problems, String field, @Nullable BigDecimal value) {
        if (value != null
                && (value.abs().compareTo(LARGEST) >= 0
                        || value.stripTrailingZeros().scale() > Method.DIGITS)) {
            problems.add(new Invalid.Problem(field, "targets.invalid.value", List.of()));
        }
    }

    private static void year(List<Invalid.Problem> problems, String field, int year) {
        if (year < 1990 || year > 2200) {
            problems.add(new Invalid.Problem(field, "ui.form.range", List.of("1990", "2200")));
        }
    }
}
