package org.verdite.inspections;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.UnitTouch;
import org.verdite.ui.Texts;

/// Inspections that are planned or under way at units that are changed.
@Component
class InspectionsTouched implements UnitTouch {

    private final JdbcClient jdbc;

    InspectionsTouched(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Touched> touched(Change change, Texts t) {
        long count = jdbc.sql("""
                        select count(*) from inspections.inspection where unit_id = any(:units) and state in ('PLANNED', 'OPEN', 'CLOSING')""")
                .param("units", change.array())
                .query((rs, _) -> rs.getLong(1))
                .single();
        return List.of(new Touched(
                45,
                t.of("inspections.touched.inspections"),
                count,
                t.of("inspections.touched.inspections" + (change.closes() ? ".closes" : ".stays")),
                change.list("/inspections")));
    }
}
