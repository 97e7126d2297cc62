package org.verdite.monitoring.intake;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What series have shown on their last days with a measured value; of those that are summed up by days, the days'
/// means.
@Component
class UsualValues {

    private static final int DAYS = 60;
    private static final int ENOUGH = 5;

    private final JdbcClient jdbc;

    UsualValues(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void fill(Collection<SeriesRef> series) {
        var found = of(series.stream()
                .filter(s -> !s.fresh && s.id != SeriesRef.NONE)
                .map(s -> s.id)
                .distinct()
                .toList());
        series.forEach(s -> s.usual = found.getOrDefault(s.id, Usual.UNKNOWN));
    }

    private Map<Integer, Usual> of(Collection<Integer> series) {
        var found = new HashMap<Integer, Usual>();
        if (series.isEmpty()) {
            return found;
        }
        jdbc.sql("""
                        select k.id, exp(avg(ln(d.mean))) as middle, min(d.least) as least, max(d.most) as most
                        from unnest(cast(:series as int[])) as k(id) join monitoring.latest l on l.series_id = k.id cross join lateral (
                          (select r.total / r.measured as mean, r.minimum as least, r.maximum as most from monitoring.rollup r
                            where r.series_id = k.id and r.grain = 'DAY' and r.measured > 0 and r.minimum > 0
                            order by r.began desc limit :days)
                          union all
                          (select r.value, r.value, r.value from monitoring.result r
                            where r.series_id = k.id and r.started <= l.started and r.started > l.started - interval '3 years'
                              and r.censor = 0 and r.value > 0 and r.flag = '' and not exists (select from monitoring.rollup x where x.series_id = k.id)
                            order by r.started desc limit :days)) d
                        group by k.id having count(*) >= :enough""")
                .param("series", series.toArray(Integer[]::new))
                .param("days", DAYS)
                .param("enough", ENOUGH)
                .query((rs, _) -> found.put(
                        rs.getInt("id"),
                        new Usual(rs.getDouble("middle"), rs.getDouble("least"), rs.getDouble("most"))))
                .list();
        return found;
    }
}
