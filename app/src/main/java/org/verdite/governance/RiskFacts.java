package org.verdite.governance;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Days;

/// What matters, what could go wrong and what moves the unit, from the registers of `risks`. A register that nobody
/// began tells nothing, which is not nought.
@Component
class RiskFacts implements FactSource {

    private final JdbcClient jdbc;
    private final Days days;

    RiskFacts(JdbcClient jdbc, Days days) {
        this.jdbc = jdbc;
        this.days = days;
    }

    @Override
    public List<Fact> facts(Asked asked) {
        return List.of(context(asked), parties(asked), aspects(asked), again(asked), risks(asked));
    }

    private Fact context(Asked asked) {
        long[] said = jdbc.sql("""
                        select count(*), count(*) filter (where s.valid_from between :first and :last)
                        from risks.pub_statement_changes s where s.unit_id = any(:units) and s.kind in ('SCOPE', 'ISSUE')""")
                .param("first", asked.first())
                .param("last", asked.last())
                .param("units", asked.units())
                .query((rs, _) -> new long[] {rs.getLong(1), rs.getLong(2)})
                .single();
        return said[0] == 0
                ? Fact.noRecord(ReviewInput.CONTEXT, "context")
                : Fact.count(ReviewInput.CONTEXT, "context", said[1], "/risks/context?unit=" + asked.unit());
    }

    private Fact parties(Asked asked) {
        long[] needs = jdbc.sql("""
                        select count(*), count(*) filter (where s.obligation) from risks.pub_statements(:last) s
                        where s.kind = 'PARTY' and s.unit_id = any(:units)""")
                .param("last", asked.last())
                .param("units", asked.units())
                .query((rs, _) -> new long[] {rs.getLong(1), rs.getLong(2)})
                .single();
        return needs[0] == 0
                ? Fact.noRecord(ReviewInput.OBLIGATIONS, "parties")
                : Fact.share(
                        ReviewInput.OBLIGATIONS,
                        "parties",
                        needs[1],
                        needs[0],
                        "/risks/context?on=" + asked.last() + asked.place());
    }

    private Fact aspects(Asked asked) {
        long[] known = aspectCounts(asked);
        return known[0] == 0
                ? Fact.noRecord(ReviewInput.ASPECTS, "aspects")
                : Fact.share(
                        ReviewInput.ASPECTS,
                        "aspects",
                        known[1],
                        known[0],
                        "/risks/aspects?view=significant" + asked.place());
    }

    private Fact again(Asked asked) {
        long[] known = aspectCounts(asked);
        return known[0] == 0
                ? Fact.noRecord(ReviewInput.ASPECTS, "aspects.again")
                : Fact.count(
                        ReviewInput.ASPECTS, "aspects.again", known[2], "/risks/aspects?view=again" + asked.place());
    }

    private long[] aspectCounts(Asked asked) {
        return jdbc.sql("""
                        select count(*), count(*) filter (where a.significant), count(*) filter (where a.again)
                        from risks.pub_aspects(:today) a where a.unit_id = any(:units)""")
                .param("today", days.today())
                .param("units", asked.units())
                .query((rs, _) -> new long[] {rs.getLong(1), rs.getLong(2), rs.getLong(3)})
                .single();
    }

    private Fact risks(Asked asked) {
        long[] known = jdbc.sql("""
                        select count(*), count(*) filter (where r.raised) from risks.pub_risks(:today) r
                        where r.kind = 'RISK' and r.unit_id = any(:units)""")
                .param("today", days.today())
                .param("units", asked.units())
                .query((rs, _) -> new long[] {rs.getLong(1), rs.getLong(2)})
                .single();
        return known[0] == 0
                ? Fact.noRecord(ReviewInput.RISKS, "risks")
                : Fact.share(ReviewInput.RISKS, "risks", known[1], known[0], "/risks?view=raised" + asked.place());
    }
}
