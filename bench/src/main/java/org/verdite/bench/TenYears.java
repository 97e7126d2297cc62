package org.verdite.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Ten years of results for sites that have none, written by SQL and month by month, because the doors would take
/// hours: results with their verdicts, judgements, episodes, latest values, sums of days and loads.
///
/// What it leaves is what the doors leave, but for this: a year of a site is one intake and one judging; no result was
/// ever revised, flagged or screened; roots of intakes and judgings are not in the trail; loads are not derived from
/// the results. Results lie on the disk as if each site had sent a file a day, which is harder on whoever asks for a
/// year of one series than a file of a year is.
final class TenYears {

    /// Quarters add up exactly in any order, so that sums of days can be compared with those the program makes.
    private static final String VALUE = "20 + (%s * 7919 + s.id * 131) %% 160 / 4.0";

    private static final String HOURS =
            """
            insert into monitoring.result_%1$s (series_id, unit_id, started, ended, utc_offset_minutes, value, original, original_unit, verdict,
              judging_id, intake_id, line, digits, time_precision)
            select s.id, s.unit_id, h.at, h.at + interval '1 hour', 480, v.value, v.value::text, s.unit,
              case when s.limit_id is null then 0 when h.above then 3 else 1 end, case when s.limit_id is not null then b.judging_id end,
              b.intake_id, (h.n %% 100000)::int, 4, 2
            from (select d.day, s.* from generate_series(%2$d, %3$d) d(day), probe.series s where s.hourly and not s.filled order by d.day, s.id) s
            join probe.batch b on b.site_id = s.site_id and b.year = %4$d
            cross join lateral (
              select n, (select origin from probe.span) + n * interval '1 hour' as at, s.limit_id is not null and (n + s.shift) %% s.every < 3 as above
              from generate_series(s.day * 24, s.day * 24 + 23) n) h
            cross join lateral (select round(VALUE + case when h.above then 100 else 0 end, 2) as value) v
            where h.at >= %5$s and h.at < %6$s""".replace("VALUE", VALUE.formatted("h.n").replace("%", "%%"));

    private static final String DAYS =
            """
            insert into monitoring.result_%1$s (series_id, unit_id, started, ended, date_only, value, censor, level, original, original_unit, verdict,
              judging_id, intake_id, line, digits, level_kind, time_precision)
            select s.id, s.unit_id, d.at, d.at + interval '1 day', true, case when not d.below then v.value end, d.below::int,
              case when d.below then 0.5 end, case when d.below then '<0.5' else v.value::text end, s.unit, case when d.above then 3 else 1 end,
              b.judging_id, b.intake_id, d.day, case when d.below then 1 else 4 end, case when d.below then 2 else 0 end, 1
            from (select * from probe.series where not hourly and not filled order by id) s
            join probe.batch b on b.site_id = s.site_id and b.year = %4$d
            cross join lateral (
              select day, ((select first from probe.span) + day)::timestamp at time zone 'UTC' as at, (day + s.shift) %% s.every = 0 as above,
                (day + s.shift) %% s.every <> 0 and (day * 31 + s.id) %% 20 = 7 as below
              from generate_series(%2$d, %3$d) day) d
            cross join lateral (select round(VALUE + case when d.above then 100 else 0 end, 2) as value) v
            where d.at >= %5$s and d.at < %6$s""".replace("VALUE", VALUE.formatted("d.day").replace("%", "%%"));

    private static final String JUDGEMENTS = """
            insert into monitoring.judgement (series_id, unit_id, started, ended, judging_id, limit_id, limit_revision, kind, verdict, value, limit_value,
              unit)
            select r.series_id, r.unit_id, r.started, r.ended, r.judging_id, s.limit_id, s.limit_revision, 'COMPLIANCE', 3, r.value, 100, s.unit
            from monitoring.result_%1$s r join probe.series s on s.id = r.series_id and not s.filled where r.verdict = 3""";

    private static final String SUMS = """
            insert into monitoring.rollup (series_id, unit_id, grain, began, measured, below, below_unknown, left_out, hours, total, minimum, maximum,
              levels, within_limits, warning, exceeded, not_judged, no_limit)
            select r.series_id, min(r.unit_id), 'DAY', (r.started at time zone 'Asia/Shanghai')::date::timestamp at time zone 'UTC', count(*), 0, 0, 0,
              count(*), sum(r.value), min(r.value), max(r.value), 0, count(*) filter (where r.verdict = 1), 0, count(*) filter (where r.verdict = 3), 0,
              count(*) filter (where r.verdict = 0)
            from monitoring.result r join probe.series s on s.id = r.series_id and s.hourly and not s.filled
            where r.started >= %1$s - interval '8 hours' and r.started < %2$s - interval '8 hours'
            group by r.series_id, (r.started at time zone 'Asia/Shanghai')::date""";

    /// How to come to another connection.
    interface Connections {
        Connection open() throws Exception;
    }

    private final Connections connections;
    private final LocalDate first;
    private final int days;

    TenYears(Connections connections, LocalDate first) {
        this.connections = connections;
        this.first = first;
        this.days = (int) (first.plusYears(10).toEpochDay() - first.toEpochDay());
    }

    private record Month(LocalDate begin) {
        String leaf() {
            return "%d%02d".formatted(begin.getYear(), begin.getMonthValue());
        }

        String from() {
            return "timestamptz '" + begin + " 00:00+00'";
        }

        String to() {
            return "timestamptz '" + begin.plusMonths(1) + " 00:00+00'";
        }
    }

    private List<Month> months() {
        var months = new ArrayList<Month>();
        // the first legal day begins on the evening before in UTC
        for (var m = first.minusDays(1).withDayOfMonth(1); m.isBefore(first.plusDays(days)); m = m.plusMonths(1)) {
            months.add(new Month(m));
        }
        return months;
    }

    void fill() throws Exception {
        try (var connection = connections.open();
                var sql = connection.createStatement()) {
            // a crash would cost the data set and nothing else
            for (String setting : List.of("fsync = off", "full_page_writes = off", "autovacuum = off")) {
                sql.execute("alter system set " + setting);
            }
            sql.execute("select pg_reload_conf()");
            prepare(connection);
        }
        both(months(), this::results);
        both(months(), (c, month) -> execute(c, SUMS.formatted(month.from(), month.to())));
        try (var connection = connections.open()) {
            followUp(connection);
            for (String setting : List.of("fsync", "full_page_writes", "autovacuum")) {
                execute(connection, "alter system reset " + setting);
            }
            execute(connection, "select pg_reload_conf()");
            execute(connection, "checkpoint");
        }
    }

    private void prepare(Connection connection) throws SQLException {
        execute(connection, "create schema if not exists probe");
        execute(
                connection,
                "create table if not exists probe.span as select date '%1$s' as first, timestamp '%1$s' at time zone 'Asia/Shanghai' as origin"
                        .formatted(first));
        execute(connection, """
                create table if not exists probe.series (id int primary key, unit_id int, site_id int, point_id int, parameter_code text, unit text,
                  hourly boolean, shift int, every int, limit_id bigint, limit_revision bigint, filled boolean)""");
        // ten episodes of three hours, or one of a day, at another time for each series
        execute(connection, """
                insert into probe.series
                select s.id, s.unit_id, p.site_id, p.id, s.parameter_code, s.unit, s.mode = 'ONLINE', s.id * 977 %% 3000,
                  case s.mode when 'ONLINE' then %1$d * 24 / 10 else %1$d end, l.id, l.revision, false
                from monitoring.series s join monitoring.point p on p.id = s.point_id
                left join obligations.limit_set t on t.site_id = p.site_id
                left join obligations."limit" l on l.set_id = t.id and l.parameter_code = s.parameter_code and l.point_code in ('', p.code)
                where s.id not in (select id from probe.series)""".formatted(days));
        execute(
                connection,
                "create table if not exists probe.batch (site_id int, year int, intake_id int, judging_id int)");
        execute(connection, """
                with sites as (select site_id, min(unit_id) as unit_id from probe.series where not filled group by 1),
                years as (select s.site_id, s.unit_id, y, row_number() over (order by s.site_id, y) as n from sites s, generate_series(%d, %d) y),
                intakes as (insert into monitoring.intake (unit_id, source, file_name, state, loaded_at)
                  select unit_id, 'bench', site_id || '-' || y || '.csv', 'LOADED', verdite.now() from years order by n returning id, unit_id, file_name),
                judgings as (insert into monitoring.judging (unit_id, intake_id, limit_revision)
                  select unit_id, id, (select max(revision) from obligations."limit") from intakes returning id, intake_id)
                insert into probe.batch select y.site_id, y.y, i.id, j.id from years y
                join intakes i on i.file_name = y.site_id || '-' || y.y || '.csv' join judgings j on j.intake_id = i.id""".formatted(first.getYear() - 1, first.getYear() + 10));
        execute(connection, "analyze probe.series, probe.batch");
        for (Month month : months()) {
            execute(connection, "select monitoring.ensure_partitions('%1$s', '%1$s')".formatted(month.begin()));
        }
    }

    private void results(Connection connection, Month month) throws SQLException {
        long begin = month.begin().toEpochDay() - first.toEpochDay();
        long from = Math.max(0, begin - 1);
        long to = Math.min(days - 1L, begin + month.begin().lengthOfMonth());
        for (String statement : List.of(HOURS, DAYS)) {
            execute(
                    connection,
                    statement.formatted(month.leaf(), from, to, month.begin().getYear(), month.from(), month.to()));
        }
        execute(connection, JUDGEMENTS.formatted(month.leaf()));
        // as autovacuum would have done by and by
        execute(connection, "vacuum (analyze) monitoring.result_" + month.leaf());
    }

    private interface Work {
        void on(Connection connection, Month month) throws SQLException;
    }

    /// Two at a time: of a month each.
    private void both(List<Month> months, Work work) throws Exception {
        var queue = new ConcurrentLinkedQueue<>(months);
        Callable<Boolean> worker = () -> {
            try (var connection = connections.open()) {
                for (var month = queue.poll(); month != null; month = queue.poll()) {
                    work.on(connection, month);
                }
            }
            return true;
        };
        try (var workers = Executors.newFixedThreadPool(2)) {
            for (Future<Boolean> done : workers.invokeAll(List.of(worker, worker))) {
                done.get();
            }
        }
    }

    private void followUp(Connection connection) throws SQLException {
        execute(connection, """
                insert into monitoring.latest (series_id, unit_id, started, date_only, value, censor, level, original, verdict, recorded_at)
                select r.series_id, r.unit_id, r.started, r.date_only, r.value, r.censor, r.level, r.original, r.verdict, verdite.now()
                from probe.series s
                cross join lateral (select * from monitoring.result r where r.series_id = s.id order by r.started desc limit 1) r where not s.filled""");
        execute(connection, """
                with episode as (
                  select j.series_id, j.limit_id, min(j.unit_id) as unit_id, min(j.started) as started, max(j.started) as ended, count(*) as results,
                    max(j.value) as peak, (array_agg(j.started order by j.value desc, j.started))[1] as peak_at, bool_and(not s.hourly) as days,
                    min(j.unit) as unit
                  from monitoring.judgement j join probe.series s on s.id = j.series_id and not s.filled
                  group by j.series_id, j.limit_id, case when s.hourly
                    then (extract(epoch from j.started - (select origin from probe.span))::bigint / 3600 + s.shift) / s.every else 0 end)
                insert into monitoring.exceedance (unit_id, number, series_id, limit_id, kind, state, started, ended, date_only, results, peak, peak_at,
                  limit_value, above, unit, detected_at, acknowledged_at, acknowledged_who, acknowledged_peak)
                select unit_id, 'EX-' || extract(year from started) || '-' || to_char(row_number() over (order by started, series_id)
                    + (select count(*) from monitoring.exceedance), 'FM00000'), series_id, limit_id, 'COMPLIANCE', 'ENDED', started, ended, days, results,
                  peak, peak_at, 100, true, unit, started + interval '1 day', case when seen then started + interval '2 days' end,
                  case when seen then 'account:1' else '' end, case when seen then peak end
                from (select *, started < (select max(started) from episode) - interval '60 days' as seen from episode) e order by started, series_id""");
        // told, or the next round of notices would take all of them for news
        execute(connection, """
                insert into monitoring.exceedance_told (exceedance_id, times, peak) select id, 0, peak from monitoring.exceedance
                on conflict do nothing""");
        execute(connection, """
                insert into monitoring.load (unit_id, point_id, parameter_code, month, kind, kilograms, cubic_metres, present, filled, needed, results,
                  not_detected, left_out, method, gap, non_detect, concentration_series, flow_series)
                select c.unit_id, c.point_id, c.parameter_code, m.month, 'DERIVED', 3600 + (c.id * 37 + m.n * 101) %% 900, 104000, m.hours, 0, m.hours,
                  m.hours, 0, 0, 'HOURS', 'NONE', 'HALF', c.id, f.id
                from probe.series c join probe.series f on f.point_id = c.point_id and f.parameter_code = 'w00000'
                cross join lateral (select d::date as month, row_number() over (order by d) as n,
                    extract(day from d + interval '1 month' - interval '1 day')::int * 24 as hours
                  from generate_series(date_trunc('month', date '%s'), date '%s', interval '1 month') d) m
                where c.hourly and c.parameter_code <> 'w00000' and not c.filled""".formatted(first, first.plusYears(10).minusDays(1)));
        execute(connection, "update probe.series set filled = true");
        execute(
                connection,
                "vacuum (analyze) monitoring.judgement, monitoring.exceedance, monitoring.latest, monitoring.rollup, monitoring.load,"
                        + " monitoring.series, monitoring.point");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
