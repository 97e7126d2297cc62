package org.verdite.targets;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Whom the goals of a year reach: of the people who hold a post or work for a contractor, those whose share was signed
/// for. What was only proposed reaches nobody.
@Component
public class Coverage {

    public enum People {
        EXECUTIVES,
        EMPLOYEES,
        CONTRACTORS
    }

    /// @param active who hold a post or work for a contractor on the day
    public record Count(int active, int reached) {
        static final Count NONE = new Count(0, 0);

        Count plus(Count other) {
            return new Count(active + other.active, reached + other.reached);
        }
    }

    /// A site with all below it, or a unit that stands at none.
    ///
    /// @param name in the reader's language
    public record Part(int unit, String name, Map<People, Count> counts) {

        public Count of(People people) {
            return counts.getOrDefault(people, Count.NONE);
        }

        public Count all() {
            return counts.values().stream().reduce(Count.NONE, Count::plus);
        }
    }

    private final JdbcClient jdbc;

    Coverage(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The parts within the reader's scope, the least covered first.
    ///
    /// @param day who holds what
    @Transactional(readOnly = true)
    public List<Part> of(int year, LocalDate day, String language) {
        var parts = new LinkedHashMap<Integer, Part>();
        jdbc.sql("""
                        select c.part_id, c.people, c.active, c.reached, coalesce(verdite.text(organisation.pub_unit_name(c.part_id), :lang), '') as name
                        from targets.coverage(:year, :day) c order by name, c.part_id""")
                .param("lang", language)
                .param("year", year)
                .param("day", day)
                .query(rs -> {
                    var part = parts.get(rs.getInt("part_id"));
                    if (part == null) {
                        part = new Part(rs.getInt("part_id"), rs.getString("name"), new LinkedHashMap<>());
                        parts.put(part.unit(), part);
                    }
                    part.counts()
                            .put(
                                    People.valueOf(rs.getString("people")),
                                    new Count(rs.getInt("active"), rs.getInt("reached")));
                });
        return parts.values().stream()
                .sorted(java.util.Comparator.comparingDouble(p -> p.all().active() == 0
                        ? 1
                        : (double) p.all().reached() / p.all().active()))
                .toList();
    }

    /// All parts together; somebody with posts in two of them counts in each.
    public static Part sum(List<Part> parts) {
        var counts = new LinkedHashMap<People, Count>();
        parts.forEach(p -> p.counts().forEach((people, count) -> counts.merge(people, count, Count::plus)));
        return new Part(0, "", counts);
    }
}
