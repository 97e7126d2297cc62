package org.verdite.governance;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.ui.Phase;

/// Do: actions that came due in the year, by what they are for.
@Component
class DoLines implements LoopLines {

    private record Due(long all, long done, long late, long goals, long goalsDone, long goalsLate) {}

    private final JdbcClient jdbc;

    DoLines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<LoopLine> lines(FactSource.Asked asked) {
        var due = jdbc.sql("""
                        select count(*) as all, count(*) filter (where a.state = 'DONE') as done,
                          count(*) filter (where a.state <> 'DONE' and a.due < :last) as late,
                          count(*) filter (where a.origin_room = 'targets') as goals,
                          count(*) filter (where a.origin_room = 'targets' and a.state = 'DONE') as goals_done,
                          count(*) filter (where a.origin_room = 'targets' and a.state <> 'DONE' and a.due < :last) as goals_late
                        from actions.pub_action a
                        where a.unit_id = any(:units) and a.state <> 'CANCELLED' and a.due between :first and :end""")
                .param("units", asked.units())
                .param("first", asked.first())
                .param("last", asked.last())
                .param("end", asked.first().plusYears(1).minusDays(1))
                .query((rs, _) -> new Due(
                        rs.getLong("all"),
                        rs.getLong("done"),
                        rs.getLong("late"),
                        rs.getLong("goals"),
                        rs.getLong("goals_done"),
                        rs.getLong("goals_late")))
                .single();
        String list = "/actions?unit=" + asked.unit();
        return List.of(
                new LoopLine(Phase.DO, "GOAL_ACTIONS", due.goals(), due.goalsDone(), due.goalsLate(), list),
                new LoopLine(
                        Phase.DO,
                        "OTHER_ACTIONS",
                        due.all() - due.goals(),
                        due.done() - due.goalsDone(),
                        due.late() - due.goalsLate(),
                        list));
    }
}
