package org.verdite.monitoring;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.UnitTouch;
import org.verdite.ui.Texts;

/// Points of units that are changed.
@Component
class PointsTouched implements UnitTouch {

    private final JdbcClient jdbc;

    PointsTouched(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Touched> touched(Change change, Texts t) {
        long count = jdbc.sql("""
                        select count(*) from monitoring.point where unit_id = any(:units) and (valid_to is null or valid_to > :day)""")
                .param("units", change.array())
                .param("day", change.day())
                .query((rs, _) -> rs.getLong(1))
                .single();
        return List.of(new Touched(
                50,
                t.of("monitoring.touched.points"),
                count,
                t.of("monitoring.touched.points" + (change.closes() ? ".closes" : ".stays")),
                change.list("/monitoring")));
    }
}
