package org.verdite.targets.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.indicators.Definition;
import org.verdite.indicators.Definitions;
import org.verdite.indicators.Figures;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;
import org.verdite.targets.Goal;
import org.verdite.targets.GoalId;
import org.verdite.targets.GoalRules;
import org.verdite.targets.Goals;
import org.verdite.targets.Holder;
import org.verdite.targets.Horizon;
import org.verdite.targets.Method;
import org.verdite.targets.Nature;
import org.verdite.targets.NewGoal;
import org.verdite.targets.NewTarget;
import org.verdite.targets.Ratchet;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;

/// What the form of a goal offers, and what is typed in it.
@Component
@Transactional(readOnly = true)
class GoalForms {

    private final GoalQueries queries;
    private final Definitions definitions;
    private final Figures figures;
    private final Goals goals;
    private final Ratchet ratchet;

    GoalForms(GoalQueries queries, Definitions definitions, Figures figures, Goals goals, Ratchet ratchet) {
        this.goals = goals;
        this.ratchet = ratchet;
        this.queries = queries;
        this.definitions = definitions;
        this.figures = figures;
    }

    GoalPages.New page(Form form, @Nullable Goal goal, boolean changed, Texts t) {
        var indicators = new LinkedHashMap<String, String>();
        for (Definition d : definitions.all()) {
            if (figures.supplies(d.code())) {
                indicators.put(d.code(), t.of(d.name()));
            }
        }
        return new GoalPages.New(
                form,
                goal,
                queries.units(t),
                queries.people(t),
                indicators,
                queries.longer(t),
                queries.promises(t),
                words(Stream.of(Horizon.values()), "targets.horizon.", t),
                words(Stream.of(Method.values()), "targets.method.", t),
                words(Stream.of(NewTarget.Direction.values()), "targets.direction.", t),
                words(Stream.of(Nature.values()), "targets.nature.", t),
                rhythms(t),
                held(form, goal, t),
                changed);
    }

    static Map<String, String> words(Stream<? extends Enum<?>> values, String prefix, Texts t) {
        return values.collect(Collectors.toMap(
                Enum::name, (Function<Enum<?>, String>) v -> t.of(prefix + v.name()), (a, _) -> a, LinkedHashMap::new));
    }

    /// What the goal is held to: of one that is there, all that is known; of a new one, what its longer
    /// goal asks.
    private String held(Form form, @Nullable Goal goal, Texts t) {
        if (goal != null) {
            return GoalPages.held(ratchet.of(goal), goal.measure(), t);
        }
        if (!form.typed("serves").matches("\\d{1,18}") || !form.typed("dueYear").matches("\\d{4}")) {
            return "";
        }
        return goals.find(new GoalId(Long.parseLong(form.typed("serves"))))
                .map(longer -> {
                    var asks = ratchet.asks(longer, Integer.parseInt(form.typed("dueYear")));
                    return asks == null
                            ? ""
                            : t.of(
                                    "targets.ratchet.path",
                                    longer.number(),
                                    GoalPages.value(ProgressPages.brief(asks), longer.measure(), t));
                })
                .orElse("");
    }

    private static Map<String, String> rhythms(Texts t) {
        var rhythms = new LinkedHashMap<String, String>();
        GoalRules.EVERY.forEach(m -> rhythms.put(String.valueOf(m), t.of("targets.every." + m)));
        return rhythms;
    }

    static Form of(Goal g) {
        var form = Form.empty()
                .with("version", g.version())
                .with("at", g.unit())
                .with("horizon", g.horizon())
                .with("sentence.en", g.sentence().texts().get("en"))
                .with("sentence.zh", g.sentence().texts().get("zh"))
                .with("indicator", g.indicator())
                .with("measure", g.measure())
                .with("direction", g.direction())
                .with("method", g.method())
                .with("base", g.base())
                .with("baselineYear", g.baselineYear())
                .with("baseline", text(g.baseline()))
                .with("dueYear", g.dueYear())
                .with("value", text(g.value()))
                .with(
                        "milestones",
                        g.milestones().stream()
                                .map(m -> m.year() + ": " + text(m.value()))
                                .collect(Collectors.joining("\n")))
                .with("owner", g.owner())
                .with("serves", g.serves() == null ? "" : g.serves())
                .with("servesTarget", g.servesTarget())
                .with("localBecause", g.localBecause())
                .with("noCost", g.noCost())
                .with("nature", g.nature())
                .with("driver", g.driver())
                .with("every", g.every());
        for (String p : g.protects()) {
            form = form.with("protects." + p, "on");
        }
        return form;
    }

    private static String text(@Nullable BigDecimal value) {
        return value == null ? "" : GoalPages.plain(value).toPlainString();
    }

    /// @throws org.verdite.shared.Invalid naming each field that can't be read
    static NewGoal read(Form form, @Nullable Goal goal) {
        var protects = new TreeSet<String>();
        for (String p : GoalRules.PROTECTED) {
            if (form.ticked("protects." + p)) {
                protects.add(p);
            }
        }
        var method = goal != null ? goal.method() : form.choice("method", Method.class);
        var read = new NewGoal(
                goal != null ? goal.unit() : new UnitId(form.integer("at", 1, Integer.MAX_VALUE)),
                goal != null ? goal.horizon() : form.choice("horizon", Horizon.class),
                form.texts("sentence", 300),
                protects,
                form.optionalText("indicator", 60),
                form.optionalText("measure", 40),
                form.choice("direction", NewTarget.Direction.class),
                method,
                form.optionalText("base", 80),
                form.integer("baselineYear", 1990, 2200),
                form.optionalNumber("baseline"),
                form.integer("dueYear", 1990, 2200),
                form.optionalNumber("value"),
                milestones(form),
                new PersonId(form.integer("owner", 1, Integer.MAX_VALUE)),
                form.has("serves") ? new GoalId(form.integer("serves", 1, Integer.MAX_VALUE)) : null,
                form.optionalText("servesTarget", 40),
                form.optionalText("localBecause", 1000),
                form.optionalText("noCost", 1000));
        read = read.of(
                form.has("nature") ? form.choice("nature", Nature.class) : read.nature(),
                form.has("driver") ? form.optionalText("driver", 200) : read.driver(),
                form.has("every") ? form.integer("every", 1, 12) : read.every());
        if (!form.ok()) {
            // what is missing besides is told at once, not when this is mended
            GoalRules.problems(read, _ -> true).stream()
                    .filter(p -> form.problems(p.field()).isEmpty())
                    .forEach(p -> form.problem(p.field(), p.key(), p.args().toArray()));
        }
        form.check();
        return read;
    }

    /// A line each: the year, a colon, and the value.
    private static List<NewGoal.Milestone> milestones(Form form) {
        var milestones = new ArrayList<NewGoal.Milestone>();
        for (String line : form.optionalText("milestones", 2000).lines().toList()) {
            if (line.isBlank()) {
                continue;
            }
            String[] parts = line.strip().split("[:：\\s]+", 2);
            var value =
                    Form.of(Map.of("value", parts.length < 2 ? "" : parts[1])).optionalNumber("value");
            if (value == null || !parts[0].matches("\\d{4}")) {
                form.problem("milestones", "targets.invalid.milestone", line.strip());
                return List.of();
            }
            milestones.add(new NewGoal.Milestone(Integer.parseInt(parts[0]), value));
        }
        return milestones;
    }

    /// As {@link Holder#key()} writes it.
    static @Nullable Holder holder(Form form, String field) {
        var holder = holder(form.text(field, 60));
        if (holder == null && form.problems(field).isEmpty()) {
            form.problem(field, "ui.form.choice");
        }
        return holder;
    }

    static @Nullable Holder holder(String key) {
        if (!key.matches("UNIT:\\d{1,9}|(POST|CONTRACTOR):\\d{1,9}:\\d{1,9}")) {
            return null;
        }
        String[] parts = key.split(":");
        var unit = new UnitId(Integer.parseInt(parts[1]));
        return switch (Holder.Kind.valueOf(parts[0])) {
            case UNIT -> Holder.unit(unit);
            case POST -> Holder.post(unit, Integer.parseInt(parts[2]));
            case CONTRACTOR -> Holder.contractor(unit, Integer.parseInt(parts[2]));
        };
    }
}
