package org.verdite.monitoring.figure;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.indicators.Change;
import org.verdite.indicators.FigureRequest;
import org.verdite.indicators.Phrase;
import org.verdite.ui.Json;

/// Why a figure of a period is another one now: results that were corrected, came late or were left out, and limits
/// that changed.
@Component
@Transactional(readOnly = true)
class TallyChanges {

    /// More reasons than this are no reasons any more; the newest would hide what began it.
    private static final int MOST = 50;

    private final JdbcClient jdbc;
    private final Tallies tallies;

    TallyChanges(JdbcClient jdbc, Tallies tallies) {
        this.jdbc = jdbc;
        this.tallies = tallies;
    }

    public List<Change> of(FigureRequest request, Instant since) {
        Map<Integer, Tally.Series> series = tallies.series(request);
        var params = new HashMap<String, Object>();
        params.put("series", series.keySet().toArray(Integer[]::new));
        params.put("first", request.first());
        params.put("last", request.last());
        params.put("begin", request.first().minusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC));
        params.put("end", request.last().plusDays(2).atStartOfDay().atOffset(ZoneOffset.UTC));
        params.put("since", since.atOffset(ZoneOffset.UTC));
        params.put("known", request.known().atOffset(ZoneOffset.UTC));
        params.put("most", MOST);
        return jdbc.sql("""
                        with measured as (
                          select s.id, p.code as point, p.time_zone, q.name as parameter, s.unit
                          from monitoring.series s join monitoring.point p on p.id = s.point_id join monitoring.parameter q on q.code = s.parameter_code
                          where s.id = any(:series) and s.derived_from is null
                        ), corrected as (
                          select m.id, m.point, m.parameter, m.unit, v.superseded_by_intake as intake, count(*) as results,
                            min(monitoring.pub_day(v.started, v.date_only, m.time_zone)) as day, min(v.original) as before,
                            min((select n.original from (
                              select r.revision, r.original from monitoring.result r where r.series_id = v.series_id and r.started = v.started
                                and r.ended = v.ended and r.sample = v.sample and r.replicate = v.replicate and r.run = v.run
                              union all
                              select r.revision, r.original from monitoring.result_revision r where r.series_id = v.series_id and r.started = v.started
                                and r.ended = v.ended and r.sample = v.sample and r.replicate = v.replicate and r.run = v.run) n
                              where n.revision = v.revision + 1)) as after,
                            max(v.superseded_at) as at
                          from measured m
                          join monitoring.result_revision v on v.series_id = m.id and v.started >= :begin and v.started < :end
                            and v.superseded_at > :since and v.superseded_at <= :known
                          where monitoring.pub_day(v.started, v.date_only, m.time_zone) between :first and :last
                          group by m.id, m.point, m.parameter, m.unit, v.superseded_by_intake
                        ), late as (
                          select i.id as intake, count(*) as results, i.loaded_at as at, i.who
                          from monitoring.intake i
                          join monitoring.result r on r.intake_id = i.id and r.revision = 0 and r.started >= :begin and r.started < :end
                          join measured m on m.id = r.series_id
                          where i.loaded_at > :since and i.loaded_at <= :known
                            and monitoring.pub_day(r.started, r.date_only, m.time_zone) between :first and :last
                          group by i.id
                        )
                        select * from (
                          select 'corrected' as kind, c.at, coalesce(i.who, '') as who, c.results, c.point, c.parameter, c.unit, c.day, c.before, c.after,
                            '/monitoring/series/' || c.id || '/values?from=' || c.day || '&to=' || c.day as path, '' as reason
                          from corrected c left join monitoring.intake i on i.id = c.intake
                          union all
                          select 'late', l.at, l.who, l.results, '', null, '', null, '', '', '/monitoring/imports/' || l.intake, '' from late l
                          union all
                          select case when t.at = u.applied_at then 'leftOut' else 'restored' end, t.at,
                            case when t.at = u.applied_at then u.decided_who else u.lifted_who end, u.results, m.point, m.parameter, '', null, '', '',
                            '/monitoring/suppressions/' || u.id, u.reason
                          from monitoring.suppression u join measured m on m.id = u.series_id
                          cross join lateral (values (u.applied_at), (u.restored_at)) t(at)
                          where t.at > :since and t.at <= :known and u.started < :end and u.ended >= :begin
                          union all
                          select 'limit', l.recorded_at, l.recorded_by, 0, coalesce(l.point_code, ''), l.parameter_name, l.unit, null, '', coalesce(l.upper, l.lower)::text,
                            '/obligations/limits/' || l.revision, l.clause
                          from obligations.pub_limit l
                          where l.kind = 'COMPLIANCE' and l.recorded_at > :since and l.recorded_at <= :known
                            and l.valid_from <= :last and (l.valid_to is null or l.valid_to > :first)
                            and l.parameter_code in (select s.parameter_code from monitoring.series s where s.id = any(:series))) x
                        order by at limit :most""")
                .params(params)
                .query((rs, _) -> new Change(
                        what(
                                rs.getString("kind"),
                                rs.getLong("results"),
                                rs.getString("point"),
                                rs.getString("parameter"),
                                rs.getString("unit"),
                                rs.getObject("day", LocalDate.class),
                                rs.getString("before"),
                                rs.getString("after"),
                                rs.getString("reason")),
                        rs.getObject("at", OffsetDateTime.class).toInstant(),
                        rs.getString("who"),
                        rs.getString("path")))
                .list();
    }

    private static Phrase what(
            String kind,
            long results,
            String point,
            @Nullable String parameter,
            String unit,
            @Nullable LocalDate day,
            String before,
            @Nullable String after,
            String reason) {
        Object name = parameter == null ? "" : Json.text(parameter);
        return switch (kind) {
            case "corrected" ->
                results == 1 && day != null
                        ? Phrase.of(
                                "monitoring.figure.change.corrected",
                                name,
                                point,
                                day,
                                before,
                                after == null ? "–" : after,
                                unit)
                        : Phrase.of("monitoring.figure.change.correctedMany", results, name, point);
            case "late" -> Phrase.of("monitoring.figure.change.late", results);
            case "limit" ->
                Phrase.of("monitoring.figure.change.limit", name, after == null ? "–" : after, unit, reason);
            default -> Phrase.of("monitoring.figure.change." + kind, results, name, point, reason);
        };
    }
}
