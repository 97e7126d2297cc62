package org.verdite.monitoring.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
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
import org.verdite.shared.FacilityId;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;

/// Finds the points that a file names, only among the units that the mapping's author sees.
@Component
class PlanPoints {

    private final JdbcClient jdbc;
    private final Points points;

    PlanPoints(JdbcClient jdbc, Points points) {
        this.jdbc = jdbc;
        this.points = points;
    }

    private record Found(
            int id,
            int unit,
            String zone,
            String label,
            String code,
            @Nullable LocalDate closed) {}

    /// The one point that all lines belong to.
    PointRef fixed(IntakeRow row, String code) {
        var ref = ref(code, find(row, Set.of(code)).getOrDefault(key(code), List.of()));
        if (ref == null) {
            throw new Invalid("point", "monitoring.import.invalid.pointCode", code);
        }
        return ref;
    }

    void resolve(IntakeRow row, MappingSpec spec, PlanMaker.Names survey, Plan plan) {
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
            if (ref == null) {
                ref = bySample(row, name);
            }
            if (ref != null) {
                plan.points.put(name, ref);
            }
        }
        controls(plan);
    }

    /// A laboratory gives back what stood on the bottle: the number of a sample that is known here.
    private @Nullable PointRef bySample(IntakeRow row, String name) {
        int[] visible = row.visible();
        var found = jdbc.sql("""
                        select p.id, p.unit_id, p.time_zone, p.valid_to, s.code || '/' || p.code as label, p.code, x.number
                        from monitoring.sample x join monitoring.point p on p.id = x.point_id join organisation.pub_site s on s.id = p.site_id
                        where upper(x.number) = upper(:name) and x.state <> 'VOID'
                          and (:everywhere or p.unit_id = any(cast(:visible as int[]))) limit 2""")
                .param("name", name.strip())
                .param("everywhere", visible == null)
                .param("visible", array(visible))
                .query((rs, _) -> {
                    var ref = ref(name, List.of(found(rs)));
                    if (ref != null) {
                        ref.sample = rs.getString("number");
                    }
                    return ref;
                })
                .list();
        return found.size() == 1 ? found.getFirst() : null;
    }

    private void controls(Plan plan) {
        jdbc.sql("""
                        select point_id, number from monitoring.sample
                        where point_id = any(:points) and kind <> 'ROUTINE' and state <> 'VOID'""")
                .param("points", plan.points.values().stream().map(p -> p.id).toArray(Integer[]::new))
                .query(rs -> {
                    plan.controls.add(new Plan.Control(rs.getInt(1), rs.getString(2)));
                });
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
        var ref = new PointRef(name, one.id(), one.unit(), ZoneId.of(one.zone()), one.label(), false);
        ref.closed = one.closed() == null ? Long.MAX_VALUE : one.closed().toEpochDay();
        return ref;
    }

    private Map<String, List<Found>> find(IntakeRow row, Set<String> names) {
        var keys = names.stream().map(PlanPoints::key).toArray(String[]::new);
        int[] visible = row.visible();
        var all = new HashMap<String, List<Found>>();
        jdbc.sql("""
                        select p.id, p.unit_id, p.time_zone, p.valid_to, s.code || '/' || p.code as label, p.code, verdite.text(p.name, 'en') as en,
                          verdite.text(p.name, 'zh') as zh
                        from monitoring.point p join organisation.pub_site s on s.id = p.site_id
                        where (upper(p.code) = any(:names) or upper(s.code || '/' || p.code) = any(:names)
                            or upper(verdite.text(p.name, 'en')) = any(:names) or upper(verdite.text(p.name, 'zh')) = any(:names))
                          and (:everywhere or p.unit_id = any(cast(:visible as int[])))""")
                .param("names", keys)
                .param("everywhere", visible == null)
                .param("visible", array(visible))
                .query((rs, _) -> {
                    var found = found(rs);
                    Set.of(key(found.label()), key(found.code())).forEach(k -> add(all, k, found));
                    add(all, key(rs.getString("en")), found);
                    add(all, key(rs.getString("zh")), found);
                    return found;
                })
                .list();
        return all;
    }

    private static Found found(ResultSet rs) throws SQLException {
        return new Found(
                rs.getInt("id"),
                rs.getInt("unit_id"),
                rs.getString("time_zone"),
                rs.getString("label"),
                rs.getString("code"),
                rs.getObject("valid_to", LocalDate.class));
    }

    private static String array(int @Nullable [] visible) {
        return visible == null
                ? "{}"
                : java.util.Arrays.toString(visible).replace('[', '{').replace(']', '}');
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
}
