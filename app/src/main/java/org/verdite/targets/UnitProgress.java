package org.verdite.targets;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// How the shares of a year stand, by site: each share that was signed for, under its light.
@Component
public class UnitProgress {

    private static final int FIGURES = 200;

    /// A site with all below it, or a unit that stands at none.
    ///
    /// @param name in the reader's language
    public record Part(int unit, String name, Map<Light, Integer> lights) {

        public int of(Light light) {
            return lights.getOrDefault(light, 0);
        }

        public int all() {
            return lights.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /// @param parts those with most to do first
    /// @param uncounted shares whose figure would have to be computed and were left out, as there are too
    /// many
    public record All(List<Part> parts, Map<Light, Integer> sum, int uncounted) {}

    private final JdbcClient jdbc;
    private final Progress progress;

    UnitProgress(JdbcClient jdbc, Progress progress) {
        this.jdbc = jdbc;
        this.progress = progress;
    }

    @Transactional(readOnly = true)
    public All of(int year, LocalDate day, String language) {
        var lights = new HashMap<Integer, Map<Light, Integer>>();
        int uncounted = 0;
        int left = FIGURES;
        for (Goal goal : goals(year)) {
            var tree = progress.of(goal, year, day, left);
            if (goal.measured()) {
                left = Math.max(0, left - tree.parts().size());
            }
            uncounted += tree.uncounted();
            for (var part : tree.parts().values()) {
                boolean carried = part.state() == ShareState.ACCEPTED || part.state() == ShareState.EVALUATED;
                if (carried && part.computed()) {
                    lights.computeIfAbsent(part.unit().value(), _ -> new EnumMap<>(Light.class))
                            .merge(part.standing().light(), 1, Integer::sum);
                }
            }
        }
        var parts = parts(lights, day, language);
        var sum = new EnumMap<Light, Integer>(Light.class);
        parts.forEach(p -> p.lights().forEach((light, n) -> sum.merge(light, n, Integer::sum)));
        return new All(parts, sum, uncounted);
    }

    private List<Goal> goals(int year) {
        return jdbc.sql("""
                        select * from targets.goal where state in ('ACTIVE', 'EVALUATED')
                          and case when horizon = 'ANNUAL' then due_year = :year else :year between baseline_year + 1 and due_year end order by id""").param("year", year).query(GoalStore::read).list();
    }

    private List<Part> parts(Map<Integer, Map<Light, Integer>> lights, LocalDate day, String language) {
        var parts = new HashMap<Integer, Part>();
        jdbc.sql("""
                        select u.unit_id, coalesce(p.part_id, u.unit_id) as part,
                          coalesce(verdite.text(organisation.pub_unit_name(coalesce(p.part_id, u.unit_id)), :lang), '') as name
                        from unnest(cast(:units as int[])) as u(unit_id) left join targets.part_of(:day) p on p.unit_id = u.unit_id""")
                .param("lang", language)
                .param("units", lights.keySet().toArray(Integer[]::new))
                .param("day", day)
                .query(rs -> {
                    var part = parts.get(rs.getInt("part"));
                    if (part == null) {
                        part = new Part(rs.getInt("part"), rs.getString("name"), new EnumMap<>(Light.class));
                        parts.put(part.unit(), part);
                    }
                    var sums = part.lights();
                    lights.getOrDefault(rs.getInt("unit_id"), Map.of())
                            .forEach((light, n) -> sums.merge(light, n, Integer::sum));
                });
        var sorted = new ArrayList<>(parts.values());
        sorted.sort(Comparator.comparingInt((Part p) -> -p.of(Light.RED))
                .thenComparingInt(p -> -p.of(Light.AMBER))
                .thenComparingInt(p -> -p.of(Light.UNKNOWN))
                .thenComparing(Part::name));
        return sorted;
    }
}
