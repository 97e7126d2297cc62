package org.verdite.governance;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.ui.Phase;

/// Act: non-compliant items that the year had, from before or its own, and whether their correction was verified;
/// changes they proposed, and whether somebody decided (ISO 14001, 10.2 and 10.3).
@Component
class ActLines implements LoopLines {

    private final JdbcClient jdbc;

    ActLines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<LoopLine> lines(FactSource.Asked asked) {
        long[] n = jdbc.sql("""
                        with item as materialized (
                          select coalesce(i.verified_on, i.closed_on) as over_on, i.deadline from rectification.pub_item i
                          where i.unit_id = any(:units) and not i.investigation and i.state <> 'CANCELLED' and i.discovered <= :last
                            and coalesce(i.verified_on, i.closed_on, :last) >= :first
                        ), change as materialized (
                          select c.state from rectification.pub_change c
                          where c.unit_id = any(:units) and (c.state = 'PROPOSED' or c.decided_at >= :from and c.decided_at < :to)
                        )
                        select count(*), count(*) filter (where over_on <= :last),
                          count(*) filter (where (over_on is null or over_on > :last) and deadline < :last),
                          (select count(*) from change), (select count(*) from change where state <> 'PROPOSED') from item""")
                .param("units", asked.units())
                .param("first", asked.first())
                .param("last", asked.last())
                .param("from", asked.first().atStartOfDay().atOffset(java.time.ZoneOffset.UTC))
                .param("to", asked.last().plusDays(1).atStartOfDay().atOffset(java.time.ZoneOffset.UTC))
                .query((rs, _) ->
                        new long[] {rs.getLong(1), rs.getLong(2), rs.getLong(3), rs.getLong(4), rs.getLong(5)})
                .single();
        return List.of(
                new LoopLine(Phase.ACT, "ITEMS", n[0], n[1], n[2], "/rectification?view=all&unit=" + asked.unit()),
                new LoopLine(Phase.ACT, "CHANGES", n[3], n[4], 0, "/rectification/changes?unit=" + asked.unit()));
    }
}
