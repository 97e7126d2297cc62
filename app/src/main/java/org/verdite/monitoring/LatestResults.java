package org.verdite.monitoring;

import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The newest result of each series, as `monitoring.latest` keeps it, read again from the results.
@Component
public class LatestResults {

    private final JdbcClient jdbc;

    LatestResults(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// After results came or were revised; the verdict follows with judging.
    public void refresh(Collection<Integer> series) {
        jdbc.sql("""
                        insert into monitoring.latest as l (series_id, unit_id, started, date_only, value, censor, level, original, verdict, recorded_at)
                        select r.series_id, r.unit_id, r.started, r.date_only, r.value, r.censor, r.level, r.original, r.verdict, verdite.now()
                        from unnest(cast(:series as int[])) s
                        cross join lateral (select * from monitoring.result r where r.series_id = s order by r.started desc limit 1) r
                        on conflict (series_id) do update set started = excluded.started, date_only = excluded.date_only, value = excluded.value,
                          censor = excluded.censor, level = excluded.level, original = excluded.original, verdict = excluded.verdict,
                          recorded_at = excluded.recorded_at""").param("series", series.toArray(Integer[]::new)).update();
    }

    /// The latest value of a series carries the worst verdict of its moment.
    void judged(int series) {
        jdbc.sql("""
                        update monitoring.latest l set verdict = r.verdict
                        from (select r.verdict from monitoring.latest n join monitoring.result r on r.series_id = n.series_id and r.started = n.started
                              where n.series_id = :series
                              order by case r.verdict when 3 then 4 when 2 then 3 when 4 then 2 else r.verdict end desc limit 1) r
                        where l.series_id = :series and l.verdict <> r.verdict""").param("series", series).update();
    }
}
