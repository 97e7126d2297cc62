package org.verdite.governance;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.indicators.Phrase;

/// What was measured against what was allowed.
@Component
class MonitoringFacts implements FactSource {

    private final JdbcClient jdbc;
    private final AskedFigures figures;

    MonitoringFacts(JdbcClient jdbc, AskedFigures figures) {
        this.jdbc = jdbc;
        this.figures = figures;
    }

    @Override
    public List<Fact> facts(Asked asked) {
        String list =
                "/monitoring/exceedances?kind=COMPLIANCE&from=" + asked.first() + "&to=" + asked.last() + asked.place();
        long[] episodes = jdbc.sql("""
                        select count(*), count(*) filter (where e.acknowledged_at is null)
                        from monitoring.pub_exceedance e join monitoring.pub_exceedance_day d on d.id = e.id
                        where e.kind = 'COMPLIANCE' and e.unit_id = any(:units) and d.started_day between :first and :last""")
                .param("units", asked.units())
                .param("first", asked.first())
                .param("last", asked.last())
                .query((rs, _) -> new long[] {rs.getLong(1), rs.getLong(2)})
                .single();
        return List.of(
                Fact.of(
                        ReviewInput.MEASUREMENTS,
                        Fact.name("within"),
                        figures.of("MON-WITHIN", asked),
                        Phrase.NONE,
                        "/reporting/explain/MON-WITHIN?year=" + asked.year() + asked.place()),
                Fact.count(ReviewInput.COMPLIANCE, "exceedances", episodes[0], list),
                Fact.count(ReviewInput.COMPLIANCE, "exceedances.new", episodes[1], list + "&state=new"));
    }
}
