package org.verdite.monitoring.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.shared.Invalid;

/// Finds or makes the series of a plan, all in two statements. A fraction or basis that is the parameter's own is kept
/// empty, so that one series is not made twice under two spellings.
@Component
class SeriesMaker {

    private record Key(int point, String code, String fraction, String basis) {}

    private record Found(int id, String unit) {}

    private record Named(int id, int point, String code, String unit) {}

    private final JdbcClient jdbc;

    SeriesMaker(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void make(Plan plan, MappingSpec spec, PlanMaker.Names survey) {
        var places = new HashSet<>(plan.points.values());
        if (plan.fixed != null) {
            places.add(plan.fixed);
        }
        places.removeIf(p -> p.leftOut);
        var parameters = new ArrayList<>(plan.parameters.values());
        for (var wide : plan.wide) {
            if (wide != null) {
                parameters.add(wide);
            }
        }
        parameters.removeIf(p -> p.leftOut);
        int size = plan.parameters.size() + plan.wide.length;
        places.forEach(p -> p.series = new SeriesRef[size]);
        var known = find(places, spec);
        var named = named(parameters);
        var missing = new ArrayList<Map.Entry<PointRef, ParameterRef>>();
        each(plan, places, parameters, survey, (point, parameter) -> {
            if (parameter.named == null && !known.containsKey(key(point, parameter))) {
                missing.add(Map.entry(point, parameter));
            }
        });
        insert(missing, spec);
        var now = missing.isEmpty() ? known : find(places, spec);
        each(plan, places, parameters, survey, (point, parameter) -> {
            if (parameter.named != null) {
                point.series[parameter.index] = at(point, parameter, named.get(parameter.named));
                return;
            }
            var found = Objects.requireNonNull(now.get(key(point, parameter)));
            boolean fresh = !known.containsKey(key(point, parameter));
            point.series[parameter.index] = new SeriesRef(point, parameter, found.id(), found.unit(), fresh);
        });
    }

    /// A series that the mapping names must be one of the point that the line names.
    private static SeriesRef at(PointRef point, ParameterRef parameter, @Nullable Named found) {
        if (found == null || found.point() != point.id || !found.code().equals(parameter.code)) {
            throw new Invalid("parameters", "monitoring.import.invalid.series", point.label, parameter.key);
        }
        return new SeriesRef(point, parameter, found.id(), found.unit(), false);
    }

    private Map<Integer, Named> named(List<ParameterRef> parameters) {
        var ids = parameters.stream().map(p -> p.named).filter(Objects::nonNull).toArray(Integer[]::new);
        var found = new HashMap<Integer, Named>();
        if (ids.length > 0) {
            jdbc.sql(
                            "select id, point_id, parameter_code, unit from monitoring.series where id = any(:ids) and derived_from is null")
                    .param("ids", ids)
                    .query((rs, _) -> found.put(
                            rs.getInt("id"),
                            new Named(
                                    rs.getInt("id"),
                                    rs.getInt("point_id"),
                                    rs.getString("parameter_code"),
                                    rs.getString("unit"))))
                    .list();
        }
        return found;
    }

    private interface Pair {
        void of(PointRef point, ParameterRef parameter);
    }

    private static void each(
            Plan plan, Set<PointRef> places, List<ParameterRef> parameters, PlanMaker.Names survey, Pair sink) {
        for (PointRef point : places) {
            for (ParameterRef parameter : parameters) {
                boolean wide = plan.wide.length > 0;
                if (wide || survey.together(point == plan.fixed ? "" : point.name, parameter.key)) {
                    sink.of(point, parameter);
                }
            }
        }
    }

    private static Key key(PointRef point, ParameterRef parameter) {
        return new Key(point.id, parameter.code, parameter.fraction, parameter.basis);
    }

    private Map<Key, Found> find(Set<PointRef> places, MappingSpec spec) {
        var found = new HashMap<Key, Found>();
        jdbc.sql("""
                        select s.id, s.point_id, s.parameter_code, s.unit, coalesce(nullif(s.fraction, ''), q.fraction) as fraction,
                          coalesce(nullif(s.basis, ''), q.basis) as basis
                        from monitoring.series s join monitoring.parameter q on q.code = s.parameter_code
                        where s.point_id = any(:points) and s.statistic = :statistic and s.mode = :mode and s.derived_from is null order by s.id desc""")
                .param("points", places.stream().map(p -> p.id).toArray(Integer[]::new))
                .param("statistic", spec.statistic())
                .param("mode", spec.mode())
                .query((rs, _) -> found.put(
                        new Key(
                                rs.getInt("point_id"),
                                rs.getString("parameter_code"),
                                rs.getString("fraction"),
                                rs.getString("basis")),
                        new Found(rs.getInt("id"), rs.getString("unit"))))
                .list();
        return found;
    }

    private void insert(List<Map.Entry<PointRef, ParameterRef>> missing, MappingSpec spec) {
        if (missing.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into monitoring.series (unit_id, point_id, parameter_code, fraction, basis, statistic, mode, unit)
                        select distinct on (point, code, fraction, basis) place, point, code, fraction, basis, :statistic, :mode, unit from (
                          select u.place, u.point, u.code, case when u.fraction = q.fraction then '' else u.fraction end as fraction,
                            case when u.basis = q.basis then '' else u.basis end as basis, u.unit, u.n
                          from unnest(cast(:places as int[]), cast(:points as int[]), cast(:codes as text[]), cast(:fractions as text[]),
                            cast(:bases as text[]), cast(:units as text[])) with ordinality as u(place, point, code, fraction, basis, unit, n)
                          join monitoring.parameter q on q.code = u.code) k
                        order by point, code, fraction, basis, n""")
                .param("statistic", spec.statistic())
                .param("mode", spec.mode())
                .param("places", missing.stream().map(e -> e.getKey().unit).toArray(Integer[]::new))
                .param("points", missing.stream().map(e -> e.getKey().id).toArray(Integer[]::new))
                .param("codes", missing.stream().map(e -> e.getValue().code).toArray(String[]::new))
                .param(
                        "fractions",
                        missing.stream().map(e -> e.getValue().fraction).toArray(String[]::new))
                .param("bases", missing.stream().map(e -> e.getValue().basis).toArray(String[]::new))
                .param("units", missing.stream().map(e -> e.getValue().unit).toArray(String[]::new))
                .update();
    }
}
