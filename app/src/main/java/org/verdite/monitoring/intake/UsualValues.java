package org.verdite.monitoring.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What series have shown on their last days with a measured value; of those that are summed up by days, the days'
/// means. What does not count, is in doubt or may be left out says nothing of what is usual.
@Component
class UsualValues {

    private static final int DAYS = 60;

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
        var days = new HashMap<Integer, List<Usual.Day>>();
        if (!series.isEmpty()) {
            jdbc.sql("""
                            with unsure as (
                              select series_id, started, ended, date_only from monitoring.doubt
                              where series_id = any(:series) and state = 'OPEN'
                              union all
                              select series_id, started, ended, false from monitoring.suppression
                              where series_id = any(:series) and state = 'PROPOSED')
                            select k.id, d.mean, d.least, d.most
                            from unnest(cast(:series as int[])) as k(id) join monitoring.latest l on l.series_id = k.id
                            join monitoring.series s on s.id = k.id join monitoring.point p on p.id = s.point_id cross join lateral (
                              (select r.total / r.measured as mean, r.minimum as least, r.maximum as most from monitoring.rollup r
                                where r.series_id = k.id and r.grain = 'DAY' and r.measured > 0 and r.minimum > 0
                                  and not exists (select from unsure u where u.series_id = k.id and (r.began at time zone 'UTC')::date between
                                    monitoring.pub_day(u.started, u.date_only, p.time_zone) and monitoring.pub_day(u.ended, u.date_only, p.time_zone))
                                order by r.began desc limit :days)
                              union all
                              (select r.value, r.value, r.value from monitoring.result r
                                where r.series_id = k.id and r.started <= l.started and r.started > l.started - interval '3 years'
                                  and r.censor = 0 and r.value > 0 and monitoring.counts(r.flag, r.qualifier, r.status)
                                  and not exists (select from unsure u where u.series_id = k.id and r.started between u.started and u.ended)
                                  and not exists (select from monitoring.rollup x where x.series_id = k.id)
                                order by r.started desc limit :days)) d""")
                    .param("series", series.toArray(Integer[]::new))
                    .param("days", DAYS)
                    .query((rs, _) -> days.computeIfAbsent(rs.getInt("id"), _ -> new ArrayList<>())
                            .add(new Usual.Day(rs.getDouble("mean"), rs.getDouble("least"), rs.getDouble("most"))))
                    .list();
        }
        var found = new HashMap<Integer, Usual>();
        days.forEach((id, of) -> found.put(id, Usual.of(of)));
        return found;
    }
}
