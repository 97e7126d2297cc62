package org.verdite.monitoring.figure;

import java.time.ZoneOffset;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.indicators.FigureRequest;

/// How far the sites' months of a period are reviewed, as it was known.
@Component
@Transactional(readOnly = true)
class Months {

    /// @param all months of sites in the period that are over
    record Locked(int locked, int all) {}

    private final JdbcClient jdbc;

    Months(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Locked locked(Collection<Integer> sites, FigureRequest r) {
        return jdbc.sql("""
                        select count(*) as months, count(*) filter (where (
                          select s.step from monitoring.month_review v join monitoring.month_review_step s on s.review_id = v.id
                          where v.site_id = o.id and v.month = m.month and s.at <= :known order by s.id desc limit 1) = 'LOCK') as locked
                        from unnest(cast(:sites as int[])) o(id)
                        cross join (select cast(g as date) as month from generate_series(cast(:first as timestamp), cast(:last as timestamp), '1 month') g) m
                        where cast(m.month + interval '1 month' as date) - 1 <= :on""")
                .param("sites", sites.toArray(Integer[]::new))
                .param("first", r.first())
                .param("last", r.last())
                .param("on", r.on())
                .param("known", r.known().atOffset(ZoneOffset.UTC))
                .query((rs, _) -> new Locked(rs.getInt("locked"), rs.getInt("months")))
                .single();
    }

    /// Results and corrections that wait for their month to be unlocked.
    public long waiting(Collection<Integer> sites, FigureRequest r) {
        return jdbc.sql("""
                        select count(*) from monitoring.pending p
                        where p.site_id = any(:sites) and p.month between :first and :last and p.recorded_at <= :known
                          and (p.applied_at is null or p.applied_at > :known)""")
                .param("sites", sites.toArray(Integer[]::new))
                .param("first", r.first())
                .param("last", r.last())
                .param("known", r.known().atOffset(ZoneOffset.UTC))
                .query((rs, _) -> rs.getLong(1))
                .single();
    }
}
