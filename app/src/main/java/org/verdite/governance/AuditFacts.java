package org.verdite.governance;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.indicators.Phrase;

/// Inspections, audits and what they found; certification.
@Component
class AuditFacts implements FactSource {

    private record Held(long planned, long issued, long audits, long major, long minor) {}

    private final JdbcClient jdbc;
    private final AskedFigures figures;

    AuditFacts(JdbcClient jdbc, AskedFigures figures) {
        this.jdbc = jdbc;
        this.figures = figures;
    }

    @Override
    public List<Fact> facts(Asked asked) {
        var h = held(asked);
        String list = "/inspections?view=issued" + asked.place();
        var on = ReviewInput.AUDITS;
        return List.of(
                Fact.share(on, "visits.issued", h.issued(), h.planned(), list),
                Fact.count(on, "audits.issued", h.audits(), list + "&kind=INTERNAL_AUDIT"),
                Fact.count(on, "findings.major", h.major(), list),
                Fact.count(on, "findings.minor", h.minor(), list),
                Fact.of(
                        on,
                        Fact.name("certified"),
                        figures.of("EMS-14001", asked),
                        Phrase.NONE,
                        "/assessments/coverage?on=" + asked.last() + asked.place()));
    }

    private Held held(Asked asked) {
        return jdbc.sql("""
                        with held as materialized (
                          select i.* from inspections.pub_inspection i
                          where i.unit_id = any(:units) and i.state <> 'CANCELLED' and i.planned_from between :first and :end
                        )
                        select count(*) as planned, count(*) filter (where h.state = 'ISSUED') as issued,
                          count(*) filter (where h.state = 'ISSUED' and h.kind = 'INTERNAL_AUDIT') as audits,
                          (select count(*) from inspections.pub_finding f join held x on x.id = f.inspection_id
                            where f.state = 'ISSUED' and f.grade = 'MAJOR') as major,
                          (select count(*) from inspections.pub_finding f join held x on x.id = f.inspection_id
                            where f.state = 'ISSUED' and f.grade = 'MINOR') as minor
                        from held h""")
                .param("units", asked.units())
                .param("first", asked.first())
                .param("end", asked.first().plusYears(1).minusDays(1))
                .query((rs, _) -> new Held(
                        rs.getLong("planned"),
                        rs.getLong("issued"),
                        rs.getLong("audits"),
                        rs.getLong("major"),
                        rs.getLong("minor")))
                .single();
    }
}
