package org.verdite.risks;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.UnitTouch;
import org.verdite.ui.Texts;

/// Aspects, risks and controls of units that are changed. They stay with their unit; by which rules they are judged is
/// the matter of what stands above it.
@Component
class RisksTouched implements UnitTouch {

    private record Counted(String what, String path, int order) {}

    private static final List<Counted> COUNTED = List.of(
            new Counted("aspects", "/risks/aspects", 24),
            new Counted("risks", "/risks", 25),
            new Counted("controls", "/risks", 26));

    private final JdbcClient jdbc;

    RisksTouched(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Touched> touched(Change change, Texts t) {
        return jdbc.sql("""
                        select (select count(*) from risks.aspect where unit_id = any(:units) and ended_on is null) as aspects,
                          (select count(*) from risks.risk where unit_id = any(:units) and ended_on is null) as risks,
                          (select count(*) from risks.control where unit_id = any(:units) and ended_at is null) as controls""")
                .param("units", change.array())
                .query((rs, _) -> {
                    var all = new ArrayList<Touched>();
                    for (Counted one : COUNTED) {
                        String key = "risks.touched." + one.what();
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
