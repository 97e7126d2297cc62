package org.verdite.actions;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.UnitTouch;
import org.verdite.ui.Texts;

/// Open actions of units that are changed.
@Component
class ActionsTouched implements UnitTouch {

    private final JdbcClient jdbc;

    ActionsTouched(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Touched> touched(Change change, Texts t) {
        long count = jdbc.sql("""
                        select count(*) from actions.action where unit_id = any(:units) and state in ('OPEN', 'STARTED')""")
                .param("units", change.array())
                .query((rs, _) -> rs.getLong(1))
                .single();
        return List.of(new Touched(
                30,
                t.of("actions.touched.actions"),
                count,
                t.of("actions.touched.actions" + (change.closes() ? ".closes" : ".stays")),
                change.list("/actions")));
    }
}
