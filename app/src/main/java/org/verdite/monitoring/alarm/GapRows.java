package org.verdite.monitoring.alarm;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Finds and fills gaps, all series in one statement each.
@Component
class GapRows {

    /// A date without a time is that day where the point stands.
    private static final String AT =
            "case when l.date_only then cast(cast(l.started at time zone 'UTC' as date) as timestamp) at time zone p.time_zone else l.started end";

    private final JdbcClient jdbc;

    GapRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// One look at a time.
    void alone() {
        jdbc.sql("select pg_advisory_xact_lock(734232)").query((_, _) -> true).list();
    }

    /// Ends what data have filled and answers the keys of their notices.
    List<String> fill() {
        var keys = new java.util.ArrayList<>(
                jdbc.sql("""
                        update monitoring.gap g set state = 'FILLED', over_at = verdite.now(), ended = %1$s, found = expected, version = g.version + 1
                        from monitoring.latest l, monitoring.series s, monitoring.point p
                        where l.series_id = g.series_id and s.id = g.series_id and p.id = s.point_id and g.state = 'OPEN' and g.ended is null
                          and %1$s >= g.started
                        returning coalesce(g.notice_key, '')""".formatted(AT)).query(String.class).list());
        keys.addAll(jdbc.sql("""
                        with counted as materialized (
                          select g.id, monitoring.results_between(g.series_id, cast(g.started at time zone p.time_zone as date),
                            cast(g.ended at time zone p.time_zone as date), p.time_zone) as n
                          from monitoring.gap g join monitoring.series s on s.id = g.series_id join monitoring.point p on p.id = s.point_id
                          where g.state = 'OPEN' and g.ended is not null)
                        update monitoring.gap g set found = c.n, state = case when c.n >= g.expected then 'FILLED' else 'OPEN' end,
                          over_at = case when c.n >= g.expected then verdite.now() end, version = g.version + 1
                        from counted c where c.id = g.id and c.n <> g.found
                        returning case when g.state = 'FILLED' then coalesce(g.notice_key, '') else '' end""").query(String.class).list());
        return keys.stream().filter(k -> !k.isEmpty()).distinct().toList();
    }

    /// Nothing came for longer than the interval, and the time forgiven is over too.
    void openSilences() {
        jdbc.sql("""
                        insert into monitoring.gap (unit_id, series_id, rhythm, started, due_at, expected)
                        select e.unit_id, e.series_id, e.rhythm, b.began, b.began + b.step + make_interval(hours => e.grace_hours), 1
                        from monitoring.expectation e
                        join monitoring.series s on s.id = e.series_id
                        join monitoring.point p on p.id = s.point_id
                        left join monitoring.latest l on l.series_id = e.series_id
                        cross join lateral (select case e.rhythm when 'HOUR' then interval '1 hour' else interval '1 day' end as step) i
                        cross join lateral (select i.step, greatest(%s + i.step, cast(e.valid_from as timestamp) at time zone p.time_zone) as began) b
                        where e.superseded_at is null and e.rhythm in ('HOUR', 'DAY')
                          and (e.valid_to is null or b.began < cast(e.valid_to as timestamp) at time zone p.time_zone)
                          and b.began >= cast(p.valid_from as timestamp) at time zone p.time_zone
                          and (p.valid_to is null or b.began < cast(p.valid_to as timestamp) at time zone p.time_zone)
                          and b.began + b.step + make_interval(hours => e.grace_hours) <= verdite.now()
                        on conflict (series_id, rhythm, started) do nothing""".formatted(AT)).update();
    }

    /// A period is over with too few results. Each is looked at once when it is due; a day's looks overlap.
    void openPeriods() {
        jdbc.sql("""
                        with due as (
                          select e.unit_id, e.series_id, e.rhythm, e.times, p.time_zone, d.from_day, d.before_day,
                            cast(d.from_day as timestamp) at time zone p.time_zone as started,
                            cast(d.before_day as timestamp) at time zone p.time_zone as ended,
                            cast(d.before_day as timestamp) at time zone p.time_zone + make_interval(hours => e.grace_hours) as due_at,
                            e.looked_until
                          from monitoring.expectation e
                          join monitoring.series s on s.id = e.series_id
                          join monitoring.point p on p.id = s.point_id
                          cross join lateral (select case e.rhythm when 'WEEK' then interval '7 days' when 'MONTH' then interval '1 month'
                            when 'QUARTER' then interval '3 months' else interval '1 year' end as step) i
                          cross join lateral (select cast(x as date) as from_day, cast(x + i.step as date) as before_day
                            from generate_series(date_trunc(lower(e.rhythm), cast(e.valid_from as timestamp)), verdite.now() at time zone p.time_zone, i.step) x) d
                          where e.superseded_at is null and e.rhythm not in ('HOUR', 'DAY') and d.from_day >= e.valid_from
                            and (e.valid_to is null or d.before_day <= e.valid_to)
                            and d.from_day >= p.valid_from and (p.valid_to is null or d.before_day <= p.valid_to))
                        insert into monitoring.gap (unit_id, series_id, rhythm, started, ended, due_at, expected, found)
                        select due.unit_id, due.series_id, due.rhythm, due.started, due.ended, due.due_at, due.times, c.n
                        from due cross join lateral (select monitoring.results_between(due.series_id, due.from_day, due.before_day, due.time_zone) as n) c
                        where due.due_at <= verdite.now() and (due.looked_until is null or due.due_at > due.looked_until) and c.n < due.times
                        on conflict (series_id, rhythm, started) do nothing""").update();
        jdbc.sql("""
                        update monitoring.expectation set looked_until = verdite.now()
                        where superseded_at is null and rhythm not in ('HOUR', 'DAY')
                          and (looked_until is null or looked_until < verdite.now() - interval '1 day')""").update();
    }

    List<Gap> untold() {
        return jdbc.sql(Gap.SELECT + " where g.state = 'OPEN' and g.notice_key is null order by g.id")
                .query((rs, _) -> Gap.read(rs))
                .list();
    }

    void told(Map<Integer, String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        update monitoring.gap g set notice_key = t.key
                        from unnest(cast(:ids as int[]), cast(:keys as text[])) t(id, key) where g.id = t.id""")
                .param("ids", keys.keySet().toArray(Integer[]::new))
                .param("keys", keys.values().toArray(String[]::new))
                .update();
    }

    /// Those keys of which no gap is open any more.
    List<String> allOver(Collection<String> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select k from unnest(cast(:keys as text[])) k
                        where k <> '' and not exists (select from monitoring.gap g where g.notice_key = k and g.state = 'OPEN')""")
                .param("keys", keys.toArray(String[]::new))
                .query((rs, _) -> rs.getString(1))
                .list();
    }
}
