package org.verdite.funds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.organisation.UnitTree;
import org.verdite.organisation.UnitTrees;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Under which branch each unit's money is told, month by month where the tree of each month counts.
@Component
class PlanBranches {

    /// What the statements join, as `branch(unit_id, branch, from_month, to_month)`.
    static final String CTE = """
            with branch as materialized (
              select * from unnest(cast(:units as int[]), cast(:branches as int[]), cast(:from_months as int[]), cast(:to_months as int[]))
                as b(unit_id, branch, from_month, to_month))
            """;

    private record Part(int unit, int branch, int from, int to) {}

    private final JdbcClient jdbc;
    private final UnitTrees trees;

    PlanBranches(JdbcClient jdbc, UnitTrees trees) {
        this.jdbc = jdbc;
        this.trees = trees;
    }

    Map<String, Object> of(PlanAsked asked) {
        UnitId unit = asked.unit() == null ? top() : asked.unit();
        List<Part> parts;
        if (unit == null) {
            parts = seen(trees.today());
        } else if (asked.structure() == null) {
            parts = byMonth(unit, asked.year());
        } else {
            var today = trees.today();
            parts = of(asked.structure().equals(today.day()) ? today : trees.on(asked.structure()), unit);
        }
        return Map.of(
                "units",
                parts.stream().map(Part::unit).toArray(Integer[]::new),
                "branches",
                parts.stream().map(Part::branch).toArray(Integer[]::new),
                "from_months",
                parts.stream().map(Part::from).toArray(Integer[]::new),
                "to_months",
                parts.stream().map(Part::to).toArray(Integer[]::new));
    }

    /// The one unit that everything the reader sees stands below.
    private @Nullable UnitId top() {
        var tree = trees.today();
        return Scope.current().seesEverything() && tree.roots().size() == 1
                ? new UnitId(tree.roots().getFirst())
                : null;
    }

    private static List<Part> of(UnitTree tree, UnitId unit) {
        var parts = new ArrayList<Part>();
        parts.add(new Part(unit.value(), unit.value(), 1, 12));
        for (int child : tree.children(unit.value())) {
            Arrays.stream(tree.subtree(child)).forEach(u -> parts.add(new Part(u, child, 1, 12)));
        }
        return parts;
    }

    /// Somebody with several posts reads each of them by its topmost unit.
    private static List<Part> seen(UnitTree tree) {
        int[] units = Scope.current().units();
        Set<Integer> seen = units == null
                ? tree.nodes().stream().map(UnitTree.Node::id).collect(Collectors.toSet())
                : Arrays.stream(units).boxed().collect(Collectors.toCollection(HashSet::new));
        return seen.stream()
                .map(u -> new Part(
                        u,
                        Stream.concat(Stream.of(u), tree.above(u).stream())
                                .filter(seen::contains)
                                .reduce(u, (_, above) -> above),
                        1,
                        12))
                .toList();
    }

    /// By the tree at the end of each month; months in a row under the same branch are one part.
    private List<Part> byMonth(UnitId unit, int year) {
        var parts = new ArrayList<>(jdbc.sql("""
                        with place as (
                          select m.month, c.id as branch, x.unit_id
                          from (select month, (make_date(:year, month, 1) + interval '1 month' - interval '1 day')::date as day
                                from generate_series(1, 12) month) m
                          cross join lateral (select u.id from organisation.pub_unit_on(m.day) u where u.parent_id = :unit) c
                          cross join lateral (select b as unit_id from organisation.pub_below(c.id, m.day) b) x
                        ), run as (
                          select *, month - row_number() over (partition by unit_id, branch order by month) as island from place
                        ) select unit_id, branch, min(month) as from_month, max(month) as to_month from run
                        group by unit_id, branch, island""")
                .param("year", year)
                .param("unit", unit.value())
                .query((rs, _) -> new Part(rs.getInt(1), rs.getInt(2), rs.getInt(3), rs.getInt(4)))
                .list());
        parts.add(new Part(unit.value(), unit.value(), 1, 12));
        return parts;
    }
}
