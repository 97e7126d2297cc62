package org.verdite.governance;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.ui.Phase;

/// Plan: annual goals that are worked on, shares and letters that were signed, money that was approved, aspects that
/// were judged (ISO 14001, 6.1 and 6.2).
@Component
class PlanLines implements LoopLines {

    private final JdbcClient jdbc;

    PlanLines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<LoopLine> lines(FactSource.Asked asked) {
        String of = "?year=" + asked.year() + asked.place();
        return jdbc.sql("""
                        select count(*) filter (where what = 'GOALS') as goals, count(*) filter (where what = 'GOALS' and done) as goals_done,
                          count(*) filter (where what = 'SHARES') as shares, count(*) filter (where what = 'SHARES' and done) as shares_done,
                          count(*) filter (where what = 'LETTERS') as letters, count(*) filter (where what = 'LETTERS' and done) as letters_done,
                          count(*) filter (where what = 'MONEY') as money, count(*) filter (where what = 'MONEY' and done) as money_done,
                          count(*) filter (where what = 'ASPECTS') as aspects, count(*) filter (where what = 'ASPECTS' and done) as aspects_done
                        from (
                          select 'GOALS' as what, g.state <> 'DRAFT' as done from targets.pub_goal g
                          where g.unit_id = any(:units) and g.horizon = 'ANNUAL' and g.due_year = :year and g.state <> 'WITHDRAWN'
                          union all
                          select 'SHARES', s.signed from targets.pub_share s
                          where s.unit_id = any(:units) and s.horizon = 'ANNUAL' and s.due_year = :year
                          union all
                          select 'LETTERS', l.signed from targets.pub_letters_owed(:year) l where l.unit_id = any(:units)
                          union all
                          select 'MONEY', f.state in ('APPROVED', 'CLOSED') from funds.pub_funding f
                          where f.unit_id = any(:units) and f.year = :year and f.state not in ('REJECTED', 'WITHDRAWN')
                          union all
                          select 'ASPECTS', a.assessment_id is not null from risks.pub_aspects(:last) a where a.unit_id = any(:units)
                        ) x""")
                .param("units", asked.units())
                .param("year", asked.year())
                .param("last", asked.last())
                .query((rs, _) -> List.of(
                        new LoopLine(
                                Phase.PLAN,
                                "ASPECTS",
                                rs.getLong("aspects"),
                                rs.getLong("aspects_done"),
                                0,
                                "/risks/aspects?unit=" + asked.unit()),
                        new LoopLine(
                                Phase.PLAN,
                                "GOALS",
                                rs.getLong("goals"),
                                rs.getLong("goals_done"),
                                0,
                                "/targets/goals" + of + "&horizon=ANNUAL"),
                        new LoopLine(
                                Phase.PLAN,
                                "SHARES",
                                rs.getLong("shares"),
                                rs.getLong("shares_done"),
                                0,
                                "/targets/shares" + of + "&view=all"),
                        new LoopLine(
                                Phase.PLAN,
                                "LETTERS",
                                rs.getLong("letters"),
                                rs.getLong("letters_done"),
                                0,
                                "/targets/letters" + of),
                        new LoopLine(
                                Phase.PLAN,
                                "MONEY",
                                rs.getLong("money"),
                                rs.getLong("money_done"),
                                0,
                                "/funds/lines" + of)))
                .single();
    }
}
