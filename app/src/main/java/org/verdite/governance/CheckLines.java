package org.verdite.governance;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.ui.Phase;

/// Check: visits that were planned and issued, exceedances that somebody looked at (ISO 14001, 9.1 and 9.2).
@Component
class CheckLines implements LoopLines {

    private final JdbcClient jdbc;

    CheckLines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<LoopLine> lines(FactSource.Asked asked) {
        long[] n = jdbc.sql("""
                        select count(*), count(*) filter (where i.state = 'ISSUED'),
                          count(*) filter (where i.state <> 'ISSUED' and i.planned_to < :last),
                          (select count(*) from monitoring.pub_exceedance e join monitoring.pub_exceedance_day d on d.id = e.id
                            where e.kind = 'COMPLIANCE' and e.unit_id = any(:units) and d.started_day between :first and :last),
                          (select count(*) from monitoring.pub_exceedance e join monitoring.pub_exceedance_day d on d.id = e.id
                            where e.kind = 'COMPLIANCE' and e.unit_id = any(:units) and d.started_day between :first and :last
                              and e.acknowledged_at is not null)
                        from inspections.pub_inspection i
                        where i.unit_id = any(:units) and i.state <> 'CANCELLED' and i.planned_from between :first and :end""")
                .param("units", asked.units())
                .param("first", asked.first())
                .param("last", asked.last())
                .param("end", asked.first().plusYears(1).minusDays(1))
                .query((rs, _) ->
                        new long[] {rs.getLong(1), rs.getLong(2), rs.getLong(3), rs.getLong(4), rs.getLong(5)})
                .single();
        return List.of(
                new LoopLine(Phase.CHECK, "VISITS", n[0], n[1], n[2], "/inspections?view=all" + asked.place()),
                new LoopLine(
                        Phase.CHECK,
                        "EXCEEDANCES",
                        n[3],
                        n[4],
                        n[3] - n[4],
                        "/monitoring/exceedances?kind=COMPLIANCE&from=" + asked.first() + "&to=" + asked.last()
                                + asked.place()));
    }
}
