package org.verdite.monitoring;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.monitoring.Episode.Known;

/// Finds episodes among judgements and stores them, many series in one statement.
@Component
class EpisodeRows {

    /// A result that broke a run: judged, and neither exceeded nor not judgeable against this limit.
    /// `offset 0` has the judgement of one result looked up by its key. Else the database reads all
    /// judgements of the series for each exceeded result: minutes for a third of ten years of hours.
    private static final String BREAKS = """
            r.judging_id is not null and not exists (select 1 from monitoring.judgement n
              where n.series_id = r.series_id and n.started = r.started and n.ended = r.ended and n.sample = r.sample
                and n.replicate = r.replicate and n.run = r.run and n.judging_id = r.judging_id and n.limit_id = x.limit_id
                and n.verdict in (3, 4) offset 0)""";

    /// For each pair of series and limit the days to look at: those given, widened to the stored episodes that touch
    /// them or lie next to them, because late data can join what was apart.
    private static final String WINDOWS = """
            with pair as (
              select distinct j.series_id, j.limit_id from monitoring.judgement j
              where j.series_id = any(:series) and j.started >= :from and j.started <= :to and j.verdict = 3
              union
              select e.series_id, e.limit_id from monitoring.exceedance e
              where e.series_id = any(:series) and e.state in ('ONGOING', 'ENDED')
            ), span as materialized (
              select pair.series_id, pair.limit_id, least(:from, b.lo) as lo, greatest(:to, i.hi, a.hi) as hi
              from pair
              left join lateral (select max(e.started) as lo from monitoring.exceedance e where e.series_id = pair.series_id
                and e.limit_id = pair.limit_id and e.state in ('ONGOING', 'ENDED') and e.started < :from) b on true
              left join lateral (select max(e.ended) as hi from monitoring.exceedance e where e.series_id = pair.series_id
                and e.limit_id = pair.limit_id and e.state in ('ONGOING', 'ENDED') and e.started <= :to) i on true
              left join lateral (select e.ended as hi from monitoring.exceedance e where e.series_id = pair.series_id
                and e.limit_id = pair.limit_id and e.state in ('ONGOING', 'ENDED') and e.started > :to order by e.started limit 1) a on true
            )""";

    /// The episodes are put together once: right after a large load the database knows nothing of its rows yet, expects
    /// one of each, and would begin again for every series.
    private static final String FIND = WINDOWS + """
            , x as (
              select j.series_id, j.limit_id, j.unit_id, j.kind, j.started, j.ended, j.sample, j.replicate, j.run, r.date_only, j.unit,
                coalesce(j.value, cast(j.limit_value as float8)) as value, j.limit_value,
                lag(j.started) over w as p_started, lag(j.ended) over w as p_ended, lag(j.sample) over w as p_sample,
                lag(j.replicate) over w as p_replicate, lag(j.run) over w as p_run
              from span
              join monitoring.judgement j on j.series_id = span.series_id and j.limit_id = span.limit_id and j.verdict = 3
                and j.started >= span.lo and j.started <= span.hi
              join monitoring.result r on r.series_id = j.series_id and r.started = j.started and r.ended = j.ended and r.sample = j.sample
                and r.replicate = j.replicate and r.run = j.run and r.judging_id = j.judging_id
              window w as (partition by j.series_id, j.limit_id order by j.started, j.ended, j.sample, j.replicate, j.run)
            ), cut as (
              select x.*, sum(case when x.p_started is null or exists (select 1 from monitoring.result r where r.series_id = x.series_id
                  and r.started >= x.p_started and r.started <= x.started
                  and (r.started, r.ended, r.sample, r.replicate, r.run) > (x.p_started, x.p_ended, x.p_sample, x.p_replicate, x.p_run)
                  and (r.started, r.ended, r.sample, r.replicate, r.run) < (x.started, x.ended, x.sample, x.replicate, x.run)
                  and %1$s) then 1 else 0 end) over (partition by x.series_id, x.limit_id
                  order by x.started, x.ended, x.sample, x.replicate, x.run) as island
              from x
            ), ep as materialized (
              select series_id, limit_id, island, min(unit_id) as unit_id, min(kind) as kind, min(started) as started, max(started) as ended,
                bool_or(date_only) as date_only, cast(count(*) as int) as results, min(unit) as measure,
                (array_agg(value order by abs(value - cast(limit_value as float8)) desc, started))[1] as peak,
                (array_agg(started order by abs(value - cast(limit_value as float8)) desc, started))[1] as peak_at,
                (array_agg(limit_value order by abs(value - cast(limit_value as float8)) desc, started))[1] as limit_value,
                (array_agg(ended order by started desc, ended desc, sample desc, replicate desc, run desc))[1] as l_ended,
                (array_agg(sample order by started desc, ended desc, sample desc, replicate desc, run desc))[1] as l_sample,
                (array_agg(replicate order by started desc, ended desc, sample desc, replicate desc, run desc))[1] as l_replicate,
                (array_agg(run order by started desc, ended desc, sample desc, replicate desc, run desc))[1] as l_run
              from cut group by series_id, limit_id, island
            )
            select x.*, x.peak >= cast(x.limit_value as float8) as above,
              cast(extract(year from x.started at time zone case when x.date_only then 'UTC' else (
                select p.time_zone from monitoring.series s join monitoring.point p on p.id = s.point_id where s.id = x.series_id) end) as int) as year,
              not exists (select 1 from monitoring.result r where r.series_id = x.series_id and r.started >= x.ended
                and (r.started, r.ended, r.sample, r.replicate, r.run) > (x.ended, x.l_ended, x.l_sample, x.l_replicate, x.l_run)
                and %1$s) as ongoing
            from ep x
            order by x.started, x.series_id, x.limit_id""".formatted(BREAKS);

    private static final String STORED = WINDOWS + """
             select e.id, e.series_id, e.limit_id, e.started, e.ended, e.state = 'WITHDRAWN' as withdrawn from span
             join monitoring.exceedance e on e.series_id = span.series_id and e.limit_id = span.limit_id
             where e.state in ('ONGOING', 'ENDED', 'WITHDRAWN') and e.ended >= span.lo and e.started <= span.hi""";

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    EpisodeRows(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /// One at a time for a series: two that look at the same results at once would both find the same episode new.
    /// Series share a few locks, so that a load of thousands doesn't exhaust the server's.
    void alone(Collection<Integer> series) {
        jdbc.sql("""
                        select pg_advisory_xact_lock(734201, b.bucket)
                        from (select distinct s % 64 as bucket from unnest(:series) s order by 1) b""").param("series", series.toArray(Integer[]::new)).query(_ -> {});
    }

    List<Episode> found(Collection<Integer> series, Instant from, Instant to) {
        return asked(FIND, series, from, to)
                .query((rs, _) -> new Episode(
                        rs.getInt("unit_id"),
                        rs.getInt("series_id"),
                        rs.getLong("limit_id"),
                        rs.getString("kind"),
                        rs.getObject("started", OffsetDateTime.class).toInstant(),
                        rs.getObject("ended", OffsetDateTime.class).toInstant(),
                        rs.getBoolean("date_only"),
                        rs.getInt("results"),
                        rs.getDouble("peak"),
                        rs.getObject("peak_at", OffsetDateTime.class).toInstant(),
                        rs.getBigDecimal("limit_value"),
                        rs.getBoolean("above"),
                        rs.getString("measure"),
                        rs.getInt("year"),
                        rs.getBoolean("ongoing")))
                .list();
    }

    List<Known> stored(Collection<Integer> series, Instant from, Instant to) {
        return asked(STORED, series, from, to)
                .query((rs, _) -> new Known(
                        rs.getInt("id"),
                        rs.getInt("series_id"),
                        rs.getLong("limit_id"),
                        rs.getObject("started", OffsetDateTime.class).toInstant(),
                        rs.getObject("ended", OffsetDateTime.class).toInstant(),
                        rs.getBoolean("withdrawn")))
                .list();
    }

    List<Integer> standing(Collection<Integer> series, Instant since) {
        return jdbc.sql("""
                        select distinct series_id from monitoring.exceedance
                        where series_id = any(:series) and (state = 'ONGOING' or state = 'ENDED' and ended >= :since)""")
                .param("series", series.toArray(Integer[]::new))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((rs, _) -> rs.getInt(1))
                .list();
    }

    private JdbcClient.StatementSpec asked(String sql, Collection<Integer> series, Instant from, Instant to) {
        return jdbc.sql(sql)
                .param("series", series.toArray(Integer[]::new))
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC));
    }

    /// Stores new episodes under the next numbers of their years and answers number → id.
    Map<String, Integer> insert(List<Episode> fresh) {
        if (fresh.isEmpty()) {
            return Map.of();
        }
        var numbers = numbers(fresh);
        var ids = new HashMap<String, Integer>();
        template.execute((Connection c) -> {
            try (var statement = c.prepareStatement("""
                    insert into monitoring.exceedance (number, unit_id, series_id, limit_id, kind, state, started, ended, date_only, results,
                      peak, peak_at, limit_value, above, unit)
                    select t.* from unnest(cast(? as text[]), cast(? as int[]), cast(? as int[]), cast(? as bigint[]), cast(? as text[]),
                      cast(? as text[]), cast(? as timestamptz[]), cast(? as timestamptz[]), cast(? as boolean[]), cast(? as int[]),
                      cast(? as float8[]), cast(? as timestamptz[]), cast(? as numeric[]), cast(? as boolean[]), cast(? as text[])) t
                    returning number, id""")) {
                statement.setArray(1, c.createArrayOf("text", numbers.toArray()));
                statement.setArray(2, array(c, "int4", fresh, Episode::unit));
                statement.setArray(3, array(c, "int4", fresh, Episode::series));
                statement.setArray(4, array(c, "int8", fresh, Episode::limit));
                statement.setArray(5, array(c, "text", fresh, Episode::kind));
                facts(c, statement, 6, fresh);
                try (var rs = statement.executeQuery()) {
                    while (rs.next()) {
                        ids.put(rs.getString(1), rs.getInt(2));
                    }
                }
                return ids.size();
            }
        });
        return ids;
    }

    private List<String> numbers(List<Episode> fresh) {
        var wanted = new HashMap<Integer, Integer>();
        fresh.forEach(e -> wanted.merge(e.year(), 1, Integer::sum));
        var next = new HashMap<Integer, Integer>();
        wanted.forEach((year, count) -> next.put(
                year,
                jdbc.sql("select monitoring.take_numbers(:year, :count)")
                        .param("year", year)
                        .param("count", count)
                        .query((rs, _) -> rs.getInt(1))
                        .single()));
        var numbers = new ArrayList<String>();
        for (Episode e : fresh) {
            numbers.add("EX-%d-%04d".formatted(e.year(), next.merge(e.year(), 1, Integer::sum)));
        }
        return numbers;
    }

    /// Brings stored episodes to what was found; unchanged ones stay untouched, so the trail hears nothing.
    void update(Map<Integer, Episode> goesOn) {
        if (goesOn.isEmpty()) {
            return;
        }
        var ids = List.copyOf(goesOn.keySet());
        var episodes = List.copyOf(goesOn.values());
        template.execute((Connection c) -> {
            try (var statement = c.prepareStatement("""
                    with t as (
                      select t.*, e.acknowledged_at is not null and (t.state = 'ONGOING' and e.state = 'ENDED'
                        or case when t.above then t.peak > e.acknowledged_peak else t.peak < e.acknowledged_peak end) as grown
                      from unnest(cast(? as int[]), cast(? as text[]), cast(? as timestamptz[]), cast(? as timestamptz[]), cast(? as boolean[]),
                        cast(? as int[]), cast(? as float8[]), cast(? as timestamptz[]), cast(? as numeric[]), cast(? as boolean[]),
                        cast(? as text[])) t(id, state, started, ended, date_only, results, peak, peak_at, limit_value, above, unit)
                      join monitoring.exceedance e on e.id = t.id)
                    update monitoring.exceedance e set state = t.state, started = t.started, ended = t.ended, date_only = t.date_only,
                      results = t.results, peak = t.peak, peak_at = t.peak_at, limit_value = t.limit_value, above = t.above, unit = t.unit,
                      acknowledged_at = case when not t.grown then e.acknowledged_at end,
                      acknowledged_by = case when not t.grown then e.acknowledged_by end,
                      acknowledged_who = case when t.grown then '' else e.acknowledged_who end,
                      noted_before = case when t.grown then e.acknowledged_at else e.noted_before end,
                      noted_before_who = case when t.grown then e.acknowledged_who else e.noted_before_who end
                    from t
                    where e.id = t.id and (e.state, e.started, e.ended, e.results, e.peak, e.limit_value)
                      is distinct from (t.state, t.started, t.ended, t.results, t.peak, t.limit_value)""")) {
                statement.setArray(1, c.createArrayOf("int4", ids.toArray()));
                facts(c, statement, 2, episodes);
                return statement.executeUpdate();
            }
        });
    }

    private static void facts(Connection c, java.sql.PreparedStatement statement, int at, List<Episode> episodes)
            throws SQLException {
        statement.setArray(at, array(c, "text", episodes, e -> e.ongoing() ? "ONGOING" : "ENDED"));
        statement.setArray(at + 1, array(c, "text", episodes, e -> e.started().toString()));
        statement.setArray(at + 2, array(c, "text", episodes, e -> e.ended().toString()));
        statement.setArray(at + 3, array(c, "bool", episodes, Episode::dateOnly));
        statement.setArray(at + 4, array(c, "int4", episodes, Episode::results));
        statement.setArray(at + 5, array(c, "float8", episodes, Episode::peak));
        statement.setArray(at + 6, array(c, "text", episodes, e -> e.peakAt().toString()));
        statement.setArray(at + 7, array(c, "numeric", episodes, Episode::limitValue));
        statement.setArray(at + 8, array(c, "bool", episodes, Episode::above));
        statement.setArray(at + 9, array(c, "text", episodes, Episode::measure));
    }

    private static Array array(
            Connection c, String type, List<Episode> episodes, Function<Episode, @Nullable Object> value)
            throws SQLException {
        return c.createArrayOf(type, episodes.stream().map(value).toArray());
    }

    void merge(int id, int into) {
        jdbc.sql("update monitoring.exceedance set state = 'MERGED', merged_into = :into where id = :id")
                .param("id", id)
                .param("into", into)
                .update();
    }

    void withdraw(Collection<Integer> ids) {
        jdbc.sql("update monitoring.exceedance set state = 'WITHDRAWN' where id = any(:ids)")
                .param("ids", ids.toArray(Integer[]::new))
                .update();
    }
}
