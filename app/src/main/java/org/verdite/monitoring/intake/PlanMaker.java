package org.verdite.monitoring.intake;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.verdite.monitoring.intake.MappingSpec.ParameterChoice;
import org.verdite.monitoring.intake.written.DateStyle;
import org.verdite.monitoring.intake.written.NumberStyle;
import org.verdite.shared.LocalText;
import org.verdite.shared.units.Conversion;
import org.verdite.shared.units.UnitTable;

/// Resolves what a mapping and a file name. Runs inside the transaction of the dry run or the load, which sees
/// everything; points are looked up only among the units that the mapping's author sees.
@Component
class PlanMaker {

    private final Dictionary dictionary;
    private final PlanPoints points;
    private final SeriesMaker series;
    private final UsualValues usual;
    private final Clock clock;

    PlanMaker(Dictionary dictionary, PlanPoints points, SeriesMaker series, UsualValues usual, Clock clock) {
        this.dictionary = dictionary;
        this.points = points;
        this.series = series;
        this.usual = usual;
        this.clock = clock;
    }

    /// @param survey what occurs in the file
    /// @param dates the style, null while it must be asked for
    Plan make(IntakeRow row, MappingSpec spec, Names survey, @Nullable DateStyle dates, @Nullable NumberStyle numbers) {
        var layout = new Layout(row.header(), spec);
        PointRef fixed = null;
        if (!layout.has(Role.POINT) && spec.point() != null) {
            fixed = points.fixed(row, spec.point());
        }
        var plan = new Plan(layout, spec, fixed, dates, numbers);
        plan.latest = clock.instant().plus(1, ChronoUnit.DAYS).getEpochSecond();
        points.resolve(row, spec, survey, plan);
        resolveParameters(spec, survey, plan);
        series.make(plan, spec, survey);
        usual.fill(plan.series());
        return plan;
    }

    /// The names a file uses: from the survey, or as an earlier dry run kept them.
    interface Names {
        List<String> points();

        List<String> parameters();

        /// Units as written for a parameter, the most frequent first.
        List<String> units(String parameter);

        /// Whether the point and the parameter occur together.
        boolean together(String point, String parameter);
    }

    private void resolveParameters(MappingSpec spec, Names survey, Plan plan) {
        var lookup = dictionary.lookup();
        for (var entry : spec.parameters().entrySet()) {
            var create = entry.getValue().create();
            if (create != null) {
                dictionary.create(entry.getKey(), create);
                lookup = dictionary.lookup();
            }
        }
        int index = 0;
        for (String key : survey.parameters()) {
            var ref = parameter(index, key, spec, survey, lookup);
            if (ref != null) {
                plan.parameters.put(key, ref);
                index++;
            }
        }
        for (int i = 0; i < spec.wide().size(); i++) {
            var column = spec.wide().get(i);
            var entry = lookup.find(column.parameter());
            var known = entry == null ? lookup.require(column.parameter()) : entry;
            String unit = column.unit() == null || column.unit().isBlank()
                    ? known.known().unit()
                    : column.unit();
            plan.wide[i] = rule(
                    new ParameterRef(
                            index++,
                            column.column(),
                            known.known(),
                            new ParameterRef.Said(known.fraction(), "", false, false),
                            target(known.known(), List.of(unit)),
                            unit),
                    spec);
        }
    }

    private static @Nullable ParameterRef parameter(
            int index, String key, MappingSpec spec, Names survey, Dictionary.Lookup lookup) {
        var choice = spec.parameters().get(key);
        if (choice == null) {
            choice = spec.parameters()
                    .getOrDefault(ParameterKey.name(key), new ParameterChoice(null, null, null, null, null, null));
        }
        boolean leftOut = Boolean.TRUE.equals(choice.leaveOut());
        var entry = choice.code() != null && !choice.code().isBlank()
                ? lookup.require(choice.code())
                : lookup.find(ParameterKey.name(key));
        if (entry == null) {
            return leftOut ? leftOut(index, key) : null;
        }
        String fraction = first(choice.fraction(), Dictionary.fraction(ParameterKey.fraction(key)), entry.fraction());
        String chosen = first(choice.basis(), ParameterKey.basis(key).replaceFirst("(?i)^as ", ""), "");
        boolean water = chosen.equalsIgnoreCase("WATER");
        var said = new ParameterRef.Said(fraction, water ? "" : chosen, water, leftOut);
        String unit = choice.unit() == null || choice.unit().isBlank() ? null : choice.unit();
        var units = unit == null ? survey.units(key) : List.of(unit);
        var ref = new ParameterRef(index, key, entry.known(), said, target(entry.known(), units), unit);
        ref.named = choice.series();
        return rule(ref, spec);
    }

    private static String first(@Nullable String a, String b, String c) {
        return a != null && !a.isBlank() ? a : b.isBlank() ? c : b;
    }

    private static ParameterRef leftOut(int index, String key) {
        var nothing = new ParameterRef.Known("", LocalText.of("en", key), "OTHER", "-", "", "", false, true, true);
        return new ParameterRef(index, key, nothing, new ParameterRef.Said("", "", false, true), "-", null);
    }

    /// A new series keeps the unit that most of the file's values are written in, without what it counts.
    private static String target(ParameterRef.Known known, List<String> units) {
        var table = UnitTable.standard();
        for (String written : units) {
            String bare = table.canonical(written).orElse("").replaceFirst(" as \\w+$", "");
            if (!bare.isEmpty() && table.conversion(bare, known.unit()) instanceof Conversion.Linear linear) {
                return linear.from();
            }
        }
        return known.unit();
    }

    private static ParameterRef rule(ParameterRef parameter, MappingSpec spec) {
        var rule = spec.zero();
        if (rule != null) {
            parameter.zero = rule.except().getOrDefault(parameter.code, rule.rule());
            parameter.zeroLevel = rule.levels().get(parameter.code);
        }
        return parameter;
    }
}
