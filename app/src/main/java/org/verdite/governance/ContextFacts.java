package org.verdite.governance;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What changed around the unit. Of obligations the register tells; of drills, complaints and talks no room keeps a
/// record yet.
@Component
class ContextFacts implements FactSource {

    private final JdbcClient jdbc;

    ContextFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Fact> facts(Asked asked) {
        long[] changed = jdbc.sql("""
                        select count(*) filter (where s.side = 'PERMIT' and s.valid_from between :first and :last) as begun,
                          count(*) filter (where s.side = 'PERMIT' and s.valid_to between :first and :last) as ended,
                          count(*) filter (where s.side <> 'PERMIT' and s.valid_from between :first and :last) as standards
                        from obligations.pub_limit_set s where s.unit_id is null or s.unit_id = any(:units)""")
                .param("first", asked.first())
                .param("last", asked.last())
                .param("units", asked.units())
                .query((rs, _) -> new long[] {rs.getLong(1), rs.getLong(2), rs.getLong(3)})
                .single();
        String permits = "/obligations/permits?unit=" + asked.unit();
        return List.of(
                Fact.count(ReviewInput.OBLIGATIONS, "permits.begun", changed[0], permits),
                Fact.count(ReviewInput.OBLIGATIONS, "permits.ended", changed[1], permits),
                Fact.count(ReviewInput.OBLIGATIONS, "standards.begun", changed[2], "/obligations"),
                Fact.noRecord(ReviewInput.RISKS, "drills"),
                Fact.noRecord(ReviewInput.COMMUNICATIONS, "complaints"),
                Fact.noRecord(ReviewInput.COMMUNICATIONS, "stakeholders"));
    }
}
