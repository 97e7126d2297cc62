package org.verdite.rectification;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.UnitTouch;
import org.verdite.ui.Texts;

/// Open items of units that are changed.
@Component
class ItemsTouched implements UnitTouch {

    private final JdbcClient jdbc;

    ItemsTouched(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Touched> touched(Change change, Texts t) {
        long count = jdbc.sql("""
                        select count(*) from rectification.item where unit_id = any(:units)
                          and state not in ('CLOSED_EFFECTIVE', 'CLOSED_UNSAMPLED', 'CANCELLED', 'NO_FINDING', 'BECAME_ITEM')""")
                .param("units", change.array())
                .query((rs, _) -> rs.getLong(1))
                .single();
        return List.of(new Touched(
                40,
                t.of("rectification.touched.items"),
                count,
                t.of("rectification.touched.items" + (change.closes() ? ".closes" : ".stays")),
                change.list("/rectification")));
    }
}
