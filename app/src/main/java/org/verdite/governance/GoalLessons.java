package org.verdite.governance;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.targets.GoalId;
import org.verdite.targets.Lessons;
import org.verdite.ui.Texts;

/// Brings proposals of closed items to the goal that they name by its address.
@Component
class GoalLessons implements Lessons {

    private final JdbcClient jdbc;

    GoalLessons(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Lesson> of(GoalId goal, Texts t) {
        return jdbc.sql("""
                        select c.title, c.state, i.number, i.id from rectification.pub_change c join rectification.pub_item i on i.id = c.item_id
                        where c.room = 'targets' and c.key = :key and c.kind = 'TARGET' and c.state <> 'REJECTED' order by c.id desc limit 20""")
                .param("key", "goals/" + goal)
                .query((rs, _) -> {
                    String state = rs.getString("state");
                    return new Lesson(
                            rs.getString("title"),
                            rs.getString("number"),
                            "/rectification/items/" + rs.getString("id"),
                            t.of("rectification.change.state." + state),
                            !state.equals("MADE"));
                })
                .list();
    }
}
