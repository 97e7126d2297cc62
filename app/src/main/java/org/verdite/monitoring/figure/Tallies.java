package org.verdite.monitoring.figure;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.indicators.FigureRequest;
import org.verdite.monitoring.LimitBook;
import org.verdite.obligations.LimitKind;
import org.verdite.ui.Json;

/// Counts, series by series, what was held against compliance limits.
///
/// On a day on which a compliance limit binds to a series, every verdict its results have is one against that limit
/// too, so what was held is what has a verdict on such days. Only what is not plainly within has a row that says
/// which limit; those are looked up.
@Component
@Transactional(readOnly = true)
class Tallies {

    /// The stretches of days that count, each with its series and that series' place.
    private static final String STRETCHES = """
            with stretch as (
              select d.series_id, d.first, d.last, p.time_zone, s.mode = 'ONLINE' and s.statistic in ('VALUE', 'HOUR_MEAN') and s.derived_from is null as summed
              from unnest(cast(:series as int[]), cast(:first as date[]), cast(:last as date[])) d(series_id, first, last)
              join monitoring.series s on s.id = d.series_id join monitoring.point p on p.id = s.point_id
            )""";

    /// Days of online series are counted from their sums, everything else from the results.
    private static final String HELD = STRETCHES + """
            select series_id, sum(held) as held from (
              select t.series_id, k.within_limits + k.warning + k.exceeded + k.not_judged as held
              from stretch t join monitoring.rollup k on k.series_id = t.series_id and k.grain = 'DAY'
                and k.began >= cast(t.first as timestamp) at time zone 'UTC' and k.began <= cast(t.last as timestamp) at time zone 'UTC'
              where t.summed
              union all
              select t.series_id, 1 from stretch t join monitoring.result r on r.series_id = t.series_id
                and r.started >= :begin and r.started < :end and r.verdict <> 0
                and monitoring.pub_day(r.started, r.date_only, t.time_zone) between t.first and t.last
              where not t.summed) h
            group by series_id""";

    /// The worst a compliance limit said of a result: exceeded before warning before not judgeable.
    private static final String WORST = """
            (array_agg(j.verdict order by case j.verdict when 3 then 0 when 2 then 1 when 4 then 2 else 3 end))[1]""";

    private static final String NOT_WITHIN = STRETCHES + """
            , worst as (
              select j.series_id, """ + " " + WORST + """
               as verdict
              from stretch t
              join monitoring.judgement j on j.series_id = t.series_id and j.kind = 'COMPLIANCE' and j.started >= :begin and j.started < :end
              join monitoring.result r on r.series_id = j.series_id and r.started = j.started and r.ended = j.ended and r.sample = j.sample
                and r.replicate = j.replicate and r.run = j.run and r.judging_id = j.judging_id
                and r.verdict <> 0 and r.started >= :begin and r.started < :end
              where monitoring.pub_day(r.started, r.date_only, t.time_zone) between t.first and t.last
              group by j.series_id, j.started, j.ended, j.sample, j.replicate, j.run
            )
            select series_id, count(*) filter (where verdict = 3) as exceeded, count(*) filter (where verdict = 4) as not_judgeable
            from worst group by series_id""";

    /// The same of the results as they were known, by the last judging of then.
    private static final String KNOWN = STRETCHES + """
            select t.series_id, count(*) as held, count(*) filter (where w.verdict = 3) as exceeded,
              count(*) filter (where w.verdict = 4) as not_judgeable
            from stretch t
            cross join lateral monitoring.known_results(t.series_id, cast(t.first - 1 as timestamp) at time zone 'UTC',
              cast(t.last + 2 as timestamp) at time zone 'UTC', :known) r
            left join lateral (
              select """ + " " + WORST + """
               as verdict
              from monitoring.judgement j where r.verdict in (2, 3, 4) and j.kind = 'COMPLIANCE' and j.series_id = r.series_id
                and j.started = r.started and j.ended = r.ended and j.sample = r.sample and j.replicate = r.replicate and j.run = r.run
                and j.judging_id = (
                  select max(x.id) from monitoring.judgement k join monitoring.judging x on x.id = k.judging_id
                  where x.recorded_at <= :known and k.series_id = r.series_id and k.started = r.started and k.ended = r.ended
                    and k.sample = r.sample and k.replicate = r.replicate and k.run = r.run)) w on true
            where r.verdict <> 0 and monitoring.pub_day(r.started, r.date_only, t.time_zone) between t.first and t.last
            group by t.series_id""";

    private record Counts(long held, long exceeded, long notJudgeable) {}

    private final JdbcClient jdbc;
    private final LimitBook limits;

    Tallies(JdbcClient jdbc, LimitBook limits) {
        this.jdbc = jdbc;
        this.limits = limits;
    }

    /// Of every series at the sites of a request that a compliance limit bound to in its period; by site and point.
    public List<Tally> of(FigureRequest request) {
        var series = series(request);
        boolean now = nothingSince(request.known());
        var bound = now ? limits.bind(series.keySet()) : limits.bindKnown(series.keySet(), request.known());
        var ids = new ArrayList<Integer>();
        var first = new ArrayList<String>();
        var last = new ArrayList<String>();
        var end = request.last().isAfter(request.on()) ? request.on() : request.last();
        for (int one : series.keySet()) {
            bound.days(one, LimitKind.COMPLIANCE, request.first(), end).forEach(days -> {
                ids.add(one);
                first.add(days.first().toString());
                last.add(days.last().toString());
            });
        }
        var params = new HashMap<String, Object>();
        params.put("series", ids.toArray(Integer[]::new));
        params.put("first", first.toArray(String[]::new));
        params.put("last", last.toArray(String[]::new));
        // a legal day begins or ends up to a day beside the date in UTC
        params.put("begin", request.first().minusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC));
        params.put("end", end.plusDays(2).atStartOfDay().atOffset(ZoneOffset.UTC));
        params.put("known", at(request.known()));
        var counts = now ? now(params) : known(params);
        return ids.stream()
                .distinct()
                .map(id -> {
                    var c = counts.getOrDefault(id, new Counts(0, 0, 0));
                    return new Tally(Objects.requireNonNull(series.get(id)), c.held(), c.exceeded(), c.notJudgeable());
                })
                .toList();
    }

    private Map<Integer, Counts> now(Map<String, Object> params) {
        var counts = new HashMap<Integer, Counts>();
        jdbc.sql(HELD).params(params).query(rs -> {
            counts.put(rs.getInt("series_id"), new Counts(rs.getLong("held"), 0, 0));
        });
        jdbc.sql(NOT_WITHIN).params(params).query(rs -> {
            long exceeded = rs.getLong("exceeded");
            long notJudgeable = rs.getLong("not_judgeable");
            counts.computeIfPresent(rs.getInt("series_id"), (_, c) -> new Counts(c.held(), exceeded, notJudgeable));
        });
        return counts;
    }

    private Map<Integer, Counts> known(Map<String, Object> params) {
        var counts = new HashMap<Integer, Counts>();
        jdbc.sql(KNOWN).params(params).query(rs -> {
            counts.put(
                    rs.getInt("series_id"),
                    new Counts(rs.getLong("held"), rs.getLong("exceeded"), rs.getLong("not_judgeable")));
        });
        return counts;
    }

    /// Whether what is known now was known then.
    private boolean nothingSince(Instant known) {
        return jdbc.sql("select recorded_at <= :known from monitoring.judging order by id desc limit 1")
                .param("known", at(known))
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    Map<Integer, Tally.Series> series(FigureRequest r) {
        var params = new HashMap<String, @Nullable Object>();
        params.put("boundary", r.boundary());
        params.put("on", r.on());
        params.put("known", at(r.known()));
        params.put("structure", r.structureDate());
        params.put("unit", r.unit() == null ? null : r.unit().value());
        var series = new LinkedHashMap<Integer, Tally.Series>();
        jdbc.sql("""
                select s.id, p.site_id, o.name as site, p.code as point, q.name as parameter, s.statistic, s.unit
                from monitoring.series s
                join monitoring.point p on p.id = s.point_id
                join monitoring.parameter q on q.code = s.parameter_code
                join organisation.pub_site o on o.id = p.site_id
                where p.site_id in (select m.site_id from organisation.pub_members(:boundary, :on, :known) m where m.standing = 'IN')
                  and (cast(:unit as int) is null or s.unit_id in (select organisation.pub_below(cast(:unit as int), :structure, :known)))
                order by o.code, p.code, s.parameter_code, s.id""").params(params).query(rs -> {
            series.put(
                    rs.getInt("id"),
                    new Tally.Series(
                            rs.getInt("id"),
                            rs.getInt("site_id"),
                            Json.text(rs.getString("site")),
                            rs.getString("point"),
                            Json.text(rs.getString("parameter")),
                            rs.getString("statistic"),
                            rs.getString("unit")));
        });
        return series;
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
