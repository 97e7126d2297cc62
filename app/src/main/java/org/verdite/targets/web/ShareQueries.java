package org.verdite.targets.web;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;
import org.verdite.targets.Balance;
import org.verdite.targets.Balances;
import org.verdite.targets.Goal;
import org.verdite.targets.Holder;
import org.verdite.targets.Share;
import org.verdite.targets.ShareId;
import org.verdite.targets.ShareState;
import org.verdite.targets.Shares;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Shares level by level, and those that wait for somebody.
@Component
@Transactional(readOnly = true)
class ShareQueries {

    /// How many parts of one whole a page shows at once.
    static final int LEVEL = 100;

    /// A share in the table of a goal.
    ///
    /// @param who unit, post or contractor in the reader's language
    /// @param where the unit of a post or contractor
    /// @param balance of its own parts
    record Line(
            long id,
            Holder.Kind kind,
            String who,
            String where,
            @Nullable BigDecimal value,
            @Nullable BigDecimal weight,
            ShareState state,
            @Nullable BigDecimal counter,
            String counterReason,
            Balance balance) {

        Line with(Balance balance) {
            return new Line(id, kind, who, where, value, weight, state, counter, counterReason, balance);
        }
    }

    /// @param more true when there are others after the last
    /// @param hidden of a level without lines: how many parts there are that the reader doesn't see
    /// @param twice one of the parts stands inside another one; null where none does
    record Level(List<Line> lines, boolean more, int hidden, Share.@Nullable Inside twice) {}

    /// A share in the list of all that somebody carries or gives.
    record Row(
            long id,
            long goal,
            String number,
            String sentence,
            int dueYear,
            Holder.Kind kind,
            String who,
            String where,
            @Nullable BigDecimal value,
            String measure,
            ShareState state,
            @Nullable BigDecimal counter) {}

    private static final String WHO = """
            targets.holder_name(s.holder, s.unit_id, s.position_id, s.contractor_id, :lang) as who,
            case when s.holder = 'UNIT' then '' else coalesce(verdite.text(organisation.pub_unit_name(s.unit_id), :lang), '') end as place
            """;

    private final JdbcClient jdbc;
    private final Shares shares;
    private final Balances balances;
    private final Clock clock;

    ShareQueries(JdbcClient jdbc, Shares shares, Balances balances, Clock clock) {
        this.shares = shares;
        this.jdbc = jdbc;
        this.balances = balances;
        this.clock = clock;
    }

    /// The parts of a goal or of a share, in the order they were given.
    ///
    /// @param after id of the last that was shown; 0 from the start
    Level level(Goal goal, @Nullable ShareId parent, long after, Texts t) {
        var lines = jdbc.sql("select s.*, " + WHO + "from targets.share s where "
                        + (parent == null ? "s.goal_id = :goal and s.parent_id is null" : "s.parent_id = :parent")
                        + " and s.state <> 'WITHDRAWN' and s.id > :after order by s.id limit " + (LEVEL + 1))
                .param("lang", t.language())
                .param("goal", goal.id().value())
                .param("parent", parent == null ? null : parent.value())
                .param("after", after)
                .query((rs, _) -> line(rs))
                .list();
        boolean more = lines.size() > LEVEL;
        var shown = more ? lines.subList(0, LEVEL) : lines;
        var sums = balances.sums(
                goal.id(), shown.stream().map(l -> new ShareId(l.id())).toList());
        return new Level(
                shown.stream()
                        .map(l -> l.with(Balance.of(
                                goal.method(),
                                goal.direction(),
                                l.value(),
                                sums.getOrDefault(new ShareId(l.id()), Balance.Sums.NONE))))
                        .toList(),
                more,
                lines.isEmpty() ? hidden(goal, parent) : 0,
                lines.isEmpty() || after > 0 ? null : shares.twice(goal, parent).orElse(null));
    }

    private int hidden(Goal goal, @Nullable ShareId parent) {
        return jdbc.sql(
                        "select parts from targets.all_parts(:goal) where parent_id is not distinct from cast(:parent as bigint)")
                .param("goal", goal.id().value())
                .param("parent", parent == null ? null : parent.value())
                .query((rs, _) -> rs.getInt(1))
                .optional()
                .orElse(0);
    }

    private static Line line(ResultSet rs) throws SQLException {
        return new Line(
                rs.getLong("id"),
                Holder.Kind.valueOf(rs.getString("holder")),
                rs.getString("who"),
                rs.getString("place"),
                rs.getBigDecimal("value"),
                rs.getBigDecimal("weight"),
                ShareState.valueOf(rs.getString("state")),
                rs.getBigDecimal("counter"),
                rs.getString("counter_reason"),
                Balance.NONE);
    }

    /// Who carries a share, and where.
    record Named(String who, String where) {}

    Named named(Share share, Texts t) {
        return jdbc.sql("select " + WHO + "from targets.share s where s.id = :id")
                .param("lang", t.language())
                .param("id", share.id().value())
                .query((rs, _) -> new Named(rs.getString("who"), rs.getString("place")))
                .single();
    }

    /// The whole a share is part of, also where the reader doesn't see it.
    record Above(String who, @Nullable BigDecimal value) {}

    @Nullable Above above(ShareId share, Texts t) {
        return jdbc.sql("""
                        select a.value, targets.holder_name(a.holder, a.unit_id, a.position_id, a.contractor_id, :lang) as who
                        from targets.above(:id) a""")
                .param("lang", t.language())
                .param("id", share.value())
                .query((rs, _) -> new Above(rs.getString("who"), rs.getBigDecimal("value")))
                .optional()
                .orElse(null);
    }

    /// Its unit does not stand below its giver's any more: the share keeps its place until somebody decides (ADR 0051).
    boolean astray(Share share) {
        return jdbc.sql("""
                        select not exists (select from organisation.pub_way_up(s.unit_id) w where w.id = coalesce(
                          (select a.unit_id from targets.above(s.id) a), g.unit_id))
                        from targets.share s join targets.goal g on g.id = s.goal_id where s.id = :id""")
                .param("id", share.id().value())
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }

    private static final String ROWS =
            "select s.id, s.goal_id, g.number, verdite.text(g.sentence, :lang) as sentence, g.due_year, s.holder, "
                    + WHO
                    + ", s.value, g.measure, s.state, s.counter from targets.share s join targets.goal g on g.id = s.goal_id ";

    /// Newest first.
    Page<Row> list(Filters filters, Texts t) {
        var keyset = Keyset.descending(filters, 25, "s.id bigint");
        var where = new StringBuilder(
                switch (filters.get("view")) {
                    case "all" -> "where s.state <> 'WITHDRAWN'";
                    case "offers" -> "where s.state = 'COUNTERED'";
                    case "mine" -> "where s.state <> 'WITHDRAWN' and " + MINE;
                    default -> "where s.state in ('PROPOSED', 'COUNTERED')";
                });
        if (filters.has("year")) {
            where.append(" and g.due_year = :year");
        }
        if (filters.has("at")) {
            where.append(" and s.unit_id = :at");
        }
        if (filters.has("kind")) {
            where.append(" and s.holder = :kind");
        }
        var params = new HashMap<String, @Nullable Object>();
        params.put("lang", t.language());
        params.put("year", filters.has("year") ? filters.integer("year") : 0);
        params.put("at", filters.has("at") ? filters.integer("at") : 0);
        params.put("kind", filters.get("kind"));
        params.put("me", Objects.requireNonNullElse(Scope.current().person(), -1));
        params.put("today", clock.instant().atZone(ZoneOffset.UTC).toLocalDate());
        var rows = jdbc.sql(ROWS + where + " and " + keyset.where() + keyset.orderAndLimit())
                .params(params)
                .params(keyset.params())
                .query((rs, _) -> row(rs))
                .list();
        return keyset.page(rows, r -> List.of(r.id()));
    }

    private static final String MINE = """
            (s.holder = 'POST' and organisation.pub_holds(:me, s.position_id, :today)
              or s.holder = 'CONTRACTOR' and organisation.pub_works_for(:me, s.contractor_id, :today))""";

    private static Row row(ResultSet rs) throws SQLException {
        return new Row(
                rs.getLong("id"),
                rs.getLong("goal_id"),
                rs.getString("number"),
                rs.getString("sentence"),
                rs.getInt("due_year"),
                Holder.Kind.valueOf(rs.getString("holder")),
                rs.getString("who"),
                rs.getString("place"),
                rs.getBigDecimal("value"),
                rs.getString("measure"),
                ShareState.valueOf(rs.getString("state")),
                rs.getBigDecimal("counter"));
    }

    private static final String WAITING = "where s.state = 'PROPOSED' and s.proposed_by is distinct from :me and ("
            + MINE + " or s.holder = 'UNIT' and s.unit_id in (select organisation.pub_units_of(:me, :today)))";

    int countWaiting(int limit) {
        return jdbc.sql("select count(*) from (select s.id from targets.share s " + WAITING
                        + " union all select -l.id from targets.letter l where l.superseded_at is null and l.signed_at is null and "
                        + LetterQueries.MINE + " limit :limit) w")
                .param("me", Objects.requireNonNullElse(Scope.current().person(), -1))
                .param("today", clock.instant().atZone(ZoneOffset.UTC).toLocalDate())
                .param("limit", limit)
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    /// Shares that wait for the signature of the signed-in person: of their posts, of their company, and of units in
    /// which
    /// they hold a post. What they proposed themselves is not theirs to sign.
    List<Row> waiting(int limit, Texts t) {
        return jdbc.sql(ROWS + WAITING + " order by s.id limit :limit")
                .param("lang", t.language())
                .param("me", Objects.requireNonNullElse(Scope.current().person(), -1))
                .param("today", clock.instant().atZone(ZoneOffset.UTC).toLocalDate())
                .param("limit", limit)
                .query((rs, _) -> row(rs))
                .list();
    }

    /// Who could be given a part: units right below, posts of the unit, contractors at work there.
    Map<String, String> holders(UnitId unit, Texts t) {
        var holders = new LinkedHashMap<String, String>();
        jdbc.sql("""
                        select * from (
                          select 1 as kind, 'UNIT:' || u.id as key, verdite.text(u.name, :lang) as word
                          from organisation.pub_unit_on(:today) u where u.parent_id = :unit
                          union all select 2, 'POST:' || p.unit_id || ':' || p.id, verdite.text(p.title, :lang)
                          from organisation.pub_post p where p.unit_id = :unit and (p.closed is null or p.closed > :today)
                          union all select 3, 'CONTRACTOR:' || c.unit_id || ':' || c.contractor_id, verdite.text(k.name, :lang) || ' ' || c.number
                          from organisation.pub_contract c join organisation.pub_contractor k on k.id = c.contractor_id
                          where c.unit_id = :unit and (c.valid_to is null or c.valid_to > :today)) x order by kind, word, key limit 1000""")
                .param("lang", t.language())
                .param("unit", unit.value())
                .param("today", clock.instant().atZone(ZoneOffset.UTC).toLocalDate())
                .query(rs -> {
                    holders.put(rs.getString("key"), rs.getString("word"));
                });
        return holders;
    }
}
