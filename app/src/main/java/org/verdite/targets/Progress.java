package org.verdite.targets;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.UnitId;

/// How far goals and shares are: what rooms compute and what people told, rolled up by the goal's method in
/// one pass over its tree. Nothing of it is stored, so nothing can disagree with the values it stands on.
@Component
public class Progress {

    private static final long GOAL = 0;

    /// @param whole of the goal, or of the share that was asked for
    /// @param parts of every share below
    /// @param uncounted shares of units whose figure was not asked for, as there are too many
    public record Tree(Standing whole, Map<ShareId, Part> parts, int uncounted) {}

    /// @param computed false where a room would have to be asked and was not
    public record Part(UnitId unit, ShareState state, Standing standing, boolean computed) {}

    /// A share as it is read for the roll-up.
    private record Row(
            long id,
            long parent,
            UnitId unit,
            Holder.Kind kind,
            ShareState state,
            @Nullable BigDecimal value,
            @Nullable BigDecimal weight,
            List<@Nullable BigDecimal> told,
            int unconfirmed) {}

    private final JdbcClient jdbc;
    private final Measured measured;

    Progress(JdbcClient jdbc, Measured measured) {
        this.jdbc = jdbc;
        this.measured = measured;
    }

    /// @param day what is over by then
    /// @param figures how many units may be asked of the room that computes the goal's indicator, besides
    /// the whole's own; those right below come first
    @Transactional(readOnly = true)
    public Tree of(Goal goal, int year, LocalDate day, int figures) {
        return tree(goal, null, year, day, figures);
    }

    /// Of one share and all below it.
    @Transactional(readOnly = true)
    public Tree of(Goal goal, Share share, int year, LocalDate day, int figures) {
        return tree(goal, share, year, day, figures);
    }

    private Tree tree(Goal goal, @Nullable Share from, int year, LocalDate day, int most) {
        var periods = new Periods(year, goal.every());
        var over = periods.over(day);
        var rows = rows(goal, from, periods);
        var all = new HashMap<Long, Integer>();
        var seen = new HashMap<Long, Integer>();
        jdbc.sql("select coalesce(parent_id, 0) as parent, parts from targets.all_parts(:goal)")
                .param("goal", goal.id().value())
                .query(rs -> {
                    all.put(rs.getLong(1), rs.getInt(2));
                });
        rows.forEach(r -> seen.merge(r.parent(), 1, Integer::sum));
        var figures = figures(goal, from, rows, over, most);
        var own = own(goal, periods);
        var nodes = new ArrayList<ShareTree.Node>();
        ShareTree.Node root = null;
        for (var row : rows) {
            var figure = row.kind() == Holder.Kind.UNIT ? figures.get(row.unit()) : null;
            var node = new ShareTree.Node(
                    row.id(),
                    row.parent(),
                    row.weight(),
                    figure != null ? figure.values() : reached(goal, row.told()),
                    all.getOrDefault(row.id(), 0) - seen.getOrDefault(row.id(), 0));
            if (from != null && row.id() == from.id().value()) {
                root = node;
            } else {
                nodes.add(node);
            }
        }
        if (root == null) {
            var figure = figures.get(goal.unit());
            root = new ShareTree.Node(
                    GOAL,
                    -1,
                    null,
                    figure != null ? figure.values() : reached(goal, own.told()),
                    all.getOrDefault(GOAL, 0) - seen.getOrDefault(GOAL, 0));
        }
        var reached = ShareTree.reached(goal.method(), goal.direction(), over.size(), root, nodes);
        return told(goal, from, periods, over, rows, reached, figures, own);
    }

    private Map<UnitId, Measured.Series> figures(
            Goal goal, @Nullable Share from, List<Row> rows, List<YearMonth> over, int most) {
        if (!goal.measured() || over.isEmpty()) {
            return Map.of();
        }
        var main = from == null ? goal.unit() : from.holder().unit();
        long above = from == null ? GOAL : from.id().value();
        var others = rows.stream()
                .filter(r -> r.kind() == Holder.Kind.UNIT && !r.unit().equals(main))
                .sorted(Comparator.comparing((Row r) -> r.parent() != above).thenComparing(Row::id))
                .map(Row::unit)
                .distinct()
                .limit(most)
                .toList();
        return measured.of(goal, main, others, over);
    }

    private static Tree told(
            Goal goal,
            @Nullable Share from,
            Periods periods,
            List<YearMonth> over,
            List<Row> rows,
            Map<Long, List<ShareTree.Reached>> reached,
            Map<UnitId, Measured.Series> figures,
            Row own) {
        var parts = new HashMap<ShareId, Part>();
        int uncounted = 0;
        Standing whole = null;
        for (var row : rows) {
            var its = reached.get(row.id());
            if (its == null) {
                continue;
            }
            var figure = row.kind() == Holder.Kind.UNIT ? figures.get(row.unit()) : null;
            var standing = Standing.of(
                    goal, row.value(), false, periods, over, its, row.unconfirmed(), figure != null && figure.gaps());
            if (from != null && row.id() == from.id().value()) {
                whole = standing;
            } else {
                boolean computed = !goal.measured() || row.kind() != Holder.Kind.UNIT || figure != null;
                uncounted += computed ? 0 : 1;
                parts.put(new ShareId(row.id()), new Part(row.unit(), row.state(), standing, computed));
            }
        }
        if (whole == null) {
            var figure = figures.get(goal.unit());
            whole = Standing.of(
                    goal,
                    goal.value(),
                    true,
                    periods,
                    over,
                    Objects.requireNonNull(reached.get(GOAL)),
                    own.unconfirmed() + rows.stream().mapToInt(Row::unconfirmed).sum(),
                    figure != null && figure.gaps());
        }
        return new Tree(whole, parts, uncounted);
    }

    /// What was told for each period, as what was reached by its end: amounts are added up as long as none
    /// is missing.
    private static List<@Nullable BigDecimal> reached(Goal goal, List<@Nullable BigDecimal> told) {
        if (goal.nature() != Nature.AMOUNT) {
            return told;
        }
        var reached = new ArrayList<@Nullable BigDecimal>();
        BigDecimal sum = BigDecimal.ZERO;
        for (var value : told) {
            sum = sum == null || value == null ? null : sum.add(value);
            reached.add(sum);
        }
        return reached;
    }

    private static final String TOLD = """
            select share_id, array_agg(extract(month from month)::int order by month) as months,
              array_agg(coalesce(value, case when kept then 1 else 0 end) order by month) as told,
              (count(*) filter (where confirmed_at is null))::int as unconfirmed
            from targets.reading where goal_id = :goal and superseded_at is null and month between :first and :last""";

    private List<Row> rows(Goal goal, @Nullable Share from, Periods periods) {
        String which = from == null
                ? "from targets.share s left join told r on r.share_id = s.id where s.goal_id = :goal and s.state <> 'WITHDRAWN'"
                : "from branch b join targets.share s on s.id = b.id left join told r on r.share_id = s.id";
        String branch = from == null ? "" : """
                branch(id) as (select cast(:from as bigint) union all
                  select s.id from branch b join targets.share s on s.parent_id = b.id where s.state <> 'WITHDRAWN'),
                """;
        return jdbc.sql("with recursive " + branch + "told as (" + TOLD
                        + " and share_id is not null group by share_id) "
                        + "select s.id, coalesce(s.parent_id, 0) as parent, s.unit_id, s.holder, s.state, s.value, s.weight, r.months, r.told, "
                        + "coalesce(r.unconfirmed, 0) as unconfirmed " + which)
                .param("goal", goal.id().value())
                .param("from", from == null ? null : from.id().value())
                .param("first", LocalDate.of(periods.year(), 1, 1))
                .param("last", LocalDate.of(periods.year(), 12, 31))
                .query((rs, _) -> new Row(
                        rs.getLong("id"),
                        rs.getLong("parent"),
                        new UnitId(rs.getInt("unit_id")),
                        Holder.Kind.valueOf(rs.getString("holder")),
                        ShareState.valueOf(rs.getString("state")),
                        rs.getBigDecimal("value"),
                        rs.getBigDecimal("weight"),
                        values(rs, periods),
                        rs.getInt("unconfirmed")))
                .list();
    }

    private Row own(Goal goal, Periods periods) {
        return jdbc.sql(TOLD + " and share_id is null group by share_id")
                .param("goal", goal.id().value())
                .param("first", LocalDate.of(periods.year(), 1, 1))
                .param("last", LocalDate.of(periods.year(), 12, 31))
                .query((rs, _) -> new Row(
                        GOAL,
                        -1,
                        goal.unit(),
                        Holder.Kind.UNIT,
                        ShareState.ACCEPTED,
                        goal.value(),
                        null,
                        values(rs, periods),
                        rs.getInt("unconfirmed")))
                .optional()
                .orElseGet(() -> new Row(
                        GOAL,
                        -1,
                        goal.unit(),
                        Holder.Kind.UNIT,
                        ShareState.ACCEPTED,
                        goal.value(),
                        null,
                        List.of(),
                        0));
    }

    private static List<@Nullable BigDecimal> values(ResultSet rs, Periods periods) throws SQLException {
        Array months = rs.getArray("months");
        if (months == null) {
            return List.of();
        }
        var values = new @Nullable BigDecimal[12 / periods.every()];
        var told = (BigDecimal[]) rs.getArray("told").getArray();
        var at = (Integer[]) months.getArray();
        for (int i = 0; i < at.length; i++) {
            values[at[i] / periods.every() - 1] = told[i];
        }
        return Arrays.asList(values);
    }
}
