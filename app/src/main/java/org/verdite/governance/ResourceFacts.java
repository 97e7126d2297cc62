package org.verdite.governance;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.indicators.Phrase;

/// Whether the means sufficed: money, and whether what was to be done was done in time.
@Component
class ResourceFacts implements FactSource {

    private final JdbcClient jdbc;
    private final AskedFigures figures;

    ResourceFacts(JdbcClient jdbc, AskedFigures figures) {
        this.jdbc = jdbc;
        this.figures = figures;
    }

    @Override
    public List<Fact> facts(Asked asked) {
        long[] due = jdbc.sql("""
                        select count(*), count(*) filter (where a.state = 'DONE' and a.done_on <= a.due) from actions.pub_action a
                        where a.unit_id = any(:units) and a.state <> 'CANCELLED' and a.due between :first and :last""")
                .param("units", asked.units())
                .param("first", asked.first())
                .param("last", asked.last())
                .query((rs, _) -> new long[] {rs.getLong(1), rs.getLong(2)})
                .single();
        var on = ReviewInput.RESOURCES;
        return List.of(
                Fact.of(
                        on,
                        Fact.name("spent"),
                        figures.of("INV-ENV", asked),
                        Phrase.NONE,
                        "/funds?year=" + asked.year() + asked.place()),
                Fact.noRecord(on, "planned"),
                Fact.share(on, "doneInTime", due[1], due[0], "/actions?view=done&unit=" + asked.unit()),
                Fact.noRecord(on, "people"));
    }
}
