package org.verdite.targets.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// What waits for a yes or no of the signed-in person: values that somebody else told, and reasons why a
/// goal asks for less, one level up.
@Component
@Transactional(readOnly = true)
class DecisionQueries {

    /// Values of a goal or of one share of it.
    ///
    /// @param share null for the goal itself
    /// @param who carries it
    /// @param values how many wait
    /// @param latest the last month of them
    record Told(
            int unit,
            long goal,
            @Nullable Long share,
            String number,
            String sentence,
            String who,
            int values,
            YearMonth latest) {}

    record Excepted(
            int unit, long goal, String number, String sentence, BigDecimal value, String measure, String who) {}

    /// What is seen and what is decided on are not the same: so many are looked through for each one that
    /// is shown.
    private static final int MANY = 10;

    private final JdbcClient jdbc;
    private final Access access;

    DecisionQueries(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// Those that wait longest first.
    List<Told> toConfirm(int limit, String language) {
        Integer me = Scope.current().person();
        if (me == null || !access.mayAnywhere(Permission.TARGETS_SHARE)) {
            return List.of();
        }
        return jdbc
                .sql("""
                        select r.unit_id, r.goal_id, r.share_id, g.number, verdite.text(g.sentence, :lang) as sentence,
                          case when s.id is null then coalesce(verdite.text(organisation.pub_unit_name(r.unit_id), :lang), '')
                            else targets.holder_name(s.holder, s.unit_id, s.position_id, s.contractor_id, :lang) end as who,
                          r.n, r.latest
                        from (select unit_id, goal_id, share_id, count(*)::int as n, max(month) as latest, min(id) as first
                          from targets.reading where superseded_at is null and confirmed_at is null and entered_by is distinct from :me
                          group by 1, 2, 3) r
                        join targets.goal g on g.id = r.goal_id and g.state = 'ACTIVE'
                        left join targets.share s on s.id = r.share_id
                        where s.id is null or s.state = 'ACCEPTED' order by r.first limit :most""")
                .param("lang", language)
                .param("me", me)
                .param("most", limit * MANY)
                .query((rs, _) -> new Told(
                        rs.getInt("unit_id"),
                        rs.getLong("goal_id"),
                        (Long) rs.getObject("share_id"),
                        rs.getString("number"),
                        rs.getString("sentence"),
                        rs.getString("who"),
                        rs.getInt("n"),
                        YearMonth.from(rs.getObject("latest", LocalDate.class))))
                .list()
                .stream()
                .filter(r -> access.may(Permission.TARGETS_SHARE, new UnitId(r.unit())))
                .limit(limit)
                .toList();
    }

    /// Those that wait longest first.
    List<Excepted> toDecide(int limit, String language) {
        Integer me = Scope.current().person();
        if (me == null || !access.mayAnywhere(Permission.TARGETS_APPROVE)) {
            return List.of();
        }
        return jdbc
                .sql("""
                        select x.unit_id, x.goal_id, g.number, verdite.text(g.sentence, :lang) as sentence, x.value, g.measure,
                          coalesce(verdite.text(organisation.pub_person_name(x.asked_by), :lang), '') as who
                        from targets.exception x join targets.goal g on g.id = x.goal_id and g.state in ('DRAFT', 'ACTIVE')
                        where x.decision = 'OPEN' and x.asked_by <> :me order by x.id limit :most""")
                .param("lang", language)
                .param("me", me)
                .param("most", limit * MANY)
                .query((rs, _) -> new Excepted(
                        rs.getInt("unit_id"),
                        rs.getLong("goal_id"),
                        rs.getString("number"),
                        rs.getString("sentence"),
                        rs.getBigDecimal("value"),
                        rs.getString("measure"),
                        rs.getString("who")))
                .list()
                .stream()
                .filter(x -> access.mayAbove(Permission.TARGETS_APPROVE, new UnitId(x.unit())))
                .limit(limit)
                .toList();
    }
}
