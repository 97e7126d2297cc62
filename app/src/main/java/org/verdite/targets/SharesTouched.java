package org.verdite.targets;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.UnitTouch;
import org.verdite.ui.Texts;

/// Goals and shares of units that are changed. A share keeps its place under who gave it, also while it is negotiated.
@Component
class SharesTouched implements UnitTouch {

    private record Counted(String what, String path, int order) {}

    private static final List<Counted> COUNTED = List.of(
            new Counted("goals", "/targets/goals", 20),
            new Counted("negotiated", "/targets/shares", 21),
            new Counted("signed", "/targets/shares", 22));

    private final JdbcClient jdbc;

    SharesTouched(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Touched> touched(Change change, Texts t) {
        return jdbc.sql("""
                        select (select count(*) from targets.goal g where g.unit_id = any(:units) and g.state in ('DRAFT', 'ACTIVE')) as goals,
                          count(*) filter (where s.state in ('PROPOSED', 'COUNTERED')) as negotiated,
                          count(*) filter (where s.state = 'ACCEPTED') as signed
                        from targets.share s join targets.goal g on g.id = s.goal_id
                        where s.unit_id = any(:units) and g.state in ('DRAFT', 'ACTIVE')""")
                .param("units", change.array())
                .query((rs, _) -> {
                    var all = new ArrayList<Touched>();
                    for (Counted one : COUNTED) {
                        String key = "targets.touched." + one.what();
                        all.add(new Touched(
                                one.order(),
                                t.of(key),
                                rs.getLong(one.what()),
                                t.of(key + (change.closes() ? ".closes" : ".stays")),
                                change.list(one.path())));
                    }
                    return all;
                })
                .single();
    }
}
