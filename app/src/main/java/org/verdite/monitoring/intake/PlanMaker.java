package org.verdite.monitoring.intake;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.monitoring.NewPoint;
import org.verdite.monitoring.Points;
import org.verdite.monitoring.intake.MappingSpec.ParameterChoice;
import org.verdite.monitoring.intake.MappingSpec.PointChoice;
import org.verdite.monitoring.intake.written.DateStyle;
import org.verdite.monitoring.intake.written.NumberStyle;
import org.verdite.monitoring.units.Conversion;
import org.verdite.monitoring.units.UnitTable;
import org.verdite.shared.FacilityId;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;

/// Resolves what a mapping and a file name. Runs inside the transaction of the dry run or the load, which sees
/// everything; points are looked up only among the units that the mapping's author sees.
@Component
class PlanMaker {

    private final JdbcClient jdbc;
    private final Dictionary dictionary;
    private final Points points;
    private final SeriesMaker series;

    PlanMaker(JdbcClient jdbc, Dictionary dictionary, Points points, SeriesMaker series) {
        this.jdbc = jdbc;
        this.dictionary = dictionary;
        this.points = points;
        this.series = series;
    }

    private record Found(int id, int unit, String zone, String label, String code) {}

    /// @param survey what occurs in the file
    /// @param dates the style, null while it must be asked for
    Plan make(IntakeRow row, MappingSpec spec, Names survey, @Nullable DateStyle dates, @Nullable NumberStyle numbers) {
        var layout = new Layout(row.header(), spec);
        PointRef fixed = null;
        if (!layout.has(Role.POINT) && spec.point() != null) {
            var found = find(row, Set.of(spec.point()));
            fixed = ref(spec.point(), found.getOrDefault(key(spec.point()), List.of()));
            if (fixed == null) {
                throw new Invalid("point", "monitoring.import.invalid.pointCode", spec.point());
            }
        }
        var plan = new Plan(layout, spec, fixed, dates, numbers);
        resolvePoints(row, spec, survey, plan);
        resolveParameters(spec, survey, plan);
        series.make(plan, spec, survey);
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

    private void resolvePoints(IntakeRow row, MappingSpec spec, Names survey, Plan plan) {
        var wanted = new LinkedHashSet<String>();
        for (String name : survey.points()) {
            var choice = spec.points().get(name);
            wanted.add(choice != null && choice.point() != null ? choice.point() : name);
        }
        var found = find(row, wanted);
        for (String name : survey.points()) {
            var choice = spec.points().get(name);
            PointRef ref;
            if (choice != null && Boolean.TRUE.equals(choice.leaveOut())) {
                ref = PointRef.leftOut(name);
            } else if (choice != null && choice.create() != null) {
                ref = created(row, name, choice.create(), spec);
            } else {
                String code = choice != null && choice.point() != null ? choice.point() : name;
                ref = ref(name, found.getOrDefault(key(code), List.of()));
            }
            if (ref != null) {
                plan.points.put(name, ref);
            }
        }
    }

    private static String key(String name) {
        return org.verdite.monitoring.intake.written.Names.normal(name);
    }

    /// One match is a match; two points of one name are none.
    private static @Nullable PointRef ref(String name, List<Found> found) {
        if (found.size() != 1) {
            return null;
        }
        var one = found.getFirst();
        return new PointRef(name, one.id(), one.unit(), ZoneId.of(one.zone()), one.label(), false);
    }

    private Map<String, List<Found>> find(IntakeRow row, Set<String> names) {
        var keys = names.stream().map(PlanMaker::key).toArray(String[]::new);
        int[] visible = row.visible();
        var all = new HashMap<String, List<Found>>();
        jdbc.sql("""
                        select p.id, p.unit_id, p.time_zone, s.code || '/' || p.code as label, p.code, verdite.text(p.name, 'en') as en,
                          verdite.text(p.name, 'zh') as zh
                        from monitoring.point p join organisation.pub_site s on s.id = p.site_id
                        where (upper(p.code) = any(:names) or upper(s.code || '/' || p.code) = any(:names)
                            or upper(verdite.text(p.name, 'en')) = any(:names) or upper(verdite.text(p.name, 'zh')) = any(:names))
                          and (:everywhere or p.unit_id = any(cast(:visible as int[])))""")
                .param("names", keys)
                .param("everywhere", visible == null)
                .param(
                        "visible",
                        visible == null
                                ? "{}"
                                : java.util.Arrays.toString(visible)
                                        .replace('[', '{')
                                        .replace(']', '}'))
                .query((rs, _) -> {
                    var found = new Found(
                            rs.getInt("id"),
                            rs.getInt("unit_id"),
                            rs.getString("time_zone"),
                            rs.getString("label"),
                            rs.getString("code"));
                    Set.of(key(found.label()), key(found.code())).forEach(k -> add(all, k, found));
                    add(all, key(rs.getString("en")), found);
                    add(all, key(rs.getString("zh")), found);
                    return found;
                })
                .list();
        return all;
    }

    private static void add(Map<String, List<Found>> all, String key, Found found) {
        var list = all.computeIfAbsent(key, _ -> new ArrayList<>());
        if (!list.contains(found)) {
            list.add(found);
        }
    }

    private PointRef created(IntakeRow row, String name, MappingSpec.NewPoint wanted, MappingSpec spec) {
        var facility = jdbc.sql("""
                        select f.unit_id, s.code from organisation.pub_facility f join organisation.pub_site s on s.id = f.site_id
                        where f.id = :id""")
                .param("id", wanted.facility())
                .query((rs, _) -> Map.entry(rs.getInt("unit_id"), rs.getString("code")))
                .optional();
        int[] visible = row.visible();
        boolean seen = facility.isPresent()
                && (visible == null
                        || java.util.Arrays.stream(visible)
                                .anyMatch(u -> u == facility.get().getKey()));
        if (!seen) {
            throw new Invalid("points", "monitoring.import.invalid.facility", wanted.facility());
        }
        String label = facility.get().getValue() + "/" + wanted.code();
        var there = find(row, Set.of(label)).getOrDefault(key(label), List.of());
        if (there.isEmpty()) {
            points.add(new NewPoint(
                    new FacilityId(wanted.facility()),
                    wanted.code(),
                    LocalText.of("en", wanted.name()),
                    wanted.kind(),
                    wanted.latitude(),
                    wanted.longitude(),
                    "",
                    "",
                    "",
                    spec.source() == null ? "" : spec.source().name(),
                    spec.source() == null || spec.source().licence() == null
                            ? ""
                            : spec.source().licence(),
                    false,
                    null));
            there = find(row, Set.of(label)).getOrDefault(key(label), List.of());
        }
        var ref = ref(name, there);
        if (ref == null) {
            throw new Invalid("points", "monitoring.import.invalid.pointCode", label);
        }
        return ref;
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
        return rule(new ParameterRef(index, key, entry.known(), said, target(entry.known(), units), unit), spec);
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

    /// For pages: whether a name was answered.
    static boolean answered(@Nullable PointChoice choice) {
        return choice != null
                && (choice.point() != null || choice.create() != null || Boolean.TRUE.equals(choice.leaveOut()));
    }
}
