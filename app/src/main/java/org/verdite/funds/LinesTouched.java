package org.verdite.funds;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.UnitTouch;
import org.verdite.ui.Texts;

/// Funding lines, of the year and later, of units that are changed.
@Component
class LinesTouched implements UnitTouch {

    private final JdbcClient jdbc;

    LinesTouched(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Touched> touched(Change change, Texts t) {
        long count = jdbc.sql("""
                        select count(*) from funds.line where unit_id = any(:units) and state in ('PROPOSED', 'APPROVED')
                          and year >= extract(year from cast(:day as date))""")
                .param("units", change.array())
                .param("day", change.day())
                .query((rs, _) -> rs.getLong(1))
                .single();
        return List.of(new Touched(
                35,
                t.of("funds.touched.lines"),
                count,
                t.of("funds.touched.lines" + (change.closes() ? ".closes" : ".stays")),
                change.list("/funds/lines")));
    }
}
