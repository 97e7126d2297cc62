package org.verdite.monitoring.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.MonthReviews;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.ui.Json;
import org.verdite.ui.Texts;

/// The months of a site's results and how far their review is.
@Component
@Transactional(readOnly = true)
public class MonthQueries {

    public record Site(int id, int unit, String code, LocalText name, ZoneId zone) {}

    /// @param results of the month that were measured; means that are put together are not counted
    /// @param waiting results and corrections for it while it is locked
    /// @param by who took the last step, and when; empty where nobody did
    record Month(
            YearMonth month,
            MonthReviews.State state,
            long results,
            long exceeded,
            long notJudged,
            long flagged,
            long waiting,
            String by,
            @Nullable Instant at) {}

    /// @param step CHECK, APPROVE, LOCK, UNLOCK or RETURN
    record Step(String step, String reason, String who, Instant at) {}

    /// A result that waits, beside what stands.
    ///
    /// @param stands as it is known now; null for a new one
    record Waiting(
            int series,
            String point,
            LocalText parameter,
            LocalDate day,
            String value,
            @Nullable String stands,
            String unit,
            int intake,
            Instant came) {}

    private record Counted(long results, long exceeded, long notJudged, long flagged) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    MonthQueries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Map<Integer, Site> sites() {
        var sites = new LinkedHashMap<Integer, Site>();
        jdbc.sql("""
                        select s.id, s.unit_id, s.code, s.name, s.time_zone from organisation.pub_site s
                        where exists (select from monitoring.point p where p.site_id = s.id) order by s.code limit 500""").query(rs -> {
            sites.put(rs.getInt("id"), site(rs));
        });
        return sites;
    }

    public Site require(int site) {
        return jdbc.sql("select id, unit_id, code, name, time_zone from organisation.pub_site where id = :id")
                .param("id", site)
                .query((rs, _) -> site(rs))
                .optional()
                .orElseThrow(() -> new NotHere("site " + site));
    }

    /// As a filter offers them: by id, in the order given.
    public static Map<String, String> choices(Map<Integer, Site> sites, Texts t) {
        var choices = new LinkedHashMap<String, String>();
        sites.forEach((id, site) -> choices.put(id.toString(), site.code() + " · " + t.of(site.name())));
        return choices;
    }

    private static Site site(ResultSet rs) throws SQLException {
        return new Site(
                rs.getInt("id"),
                rs.getInt("unit_id"),
                rs.getString("code"),
                Json.text(rs.getString("name")),
                ZoneId.of(rs.getString("time_zone")));
    }

    /// A year of months, newest first.
    List<Month> months(Site site, YearMonth last, Texts t) {
        var first = last.minusMonths(11);
        var counted = counted(site, first, last);
        var months = new LinkedHashMap<YearMonth, Month>();
        jdbc.sql("""
                        select m.month, coalesce(r.state, 'ENTERED') as state, x.who, x.at,
                          (select count(*) from monitoring.pending w where w.site_id = :site and w.month = m.month and w.applied_at is null) as waiting
                        from (select cast(d as date) as month from generate_series(cast(:first as timestamp), cast(:last as timestamp), interval '1 month') d) m
                        left join monitoring.month_review r on r.site_id = :site and r.month = m.month
                        left join lateral (select coalesce(verdite.text(organisation.pub_person_name(s.person), :language), s.who) as who, at from monitoring.month_review_step s where s.review_id = r.id order by s.id desc limit 1) x on true
                        order by m.month desc""")
                .param("site", site.id())
                .param("language", t.language())
                .param("first", first.atDay(1))
                .param("last", last.atDay(1))
                .query(rs -> {
                    var month = YearMonth.from(rs.getObject("month", LocalDate.class));
                    var of = counted.getOrDefault(month, new Counted(0, 0, 0, 0));
                    var at = rs.getTimestamp("at");
                    months.put(
                            month,
                            new Month(
                                    month,
                                    MonthReviews.State.valueOf(rs.getString("state")),
                                    of.results(),
                                    of.exceeded(),
                                    of.notJudged(),
                                    of.flagged(),
                                    rs.getLong("waiting"),
                                    Optional.ofNullable(rs.getString("who")).orElse(""),
                                    at == null ? null : at.toInstant()));
                });
        return new ArrayList<>(months.values());
    }

    /// Days that are rolled up count by their rows, others by their results.
    private Map<YearMonth, Counted> counted(Site site, YearMonth first, YearMonth last) {
        var counted = new HashMap<YearMonth, Counted>();
        jdbc.sql("""
                        select month, sum(results) as results, sum(exceeded) as exceeded, sum(not_judged) as not_judged, sum(flagged) as flagged from (
                          select cast(date_trunc('month', cast(monitoring.pub_day(r.started, r.date_only, p.time_zone) as timestamp)) as date) as month, count(*) as results,
                            count(*) filter (where r.verdict = 3) as exceeded, count(*) filter (where r.verdict = 4) as not_judged,
                            count(*) filter (where not monitoring.counts(r.flag, r.qualifier, r.status)) as flagged
                          from monitoring.point p join monitoring.series s on s.point_id = p.id
                          join monitoring.result r on r.series_id = s.id
                          where p.site_id = :site and s.derived_from is null and not (s.mode = 'ONLINE' and s.statistic in ('VALUE', 'HOUR_MEAN'))
                            and r.started >= cast(cast(:first as date) - 1 as timestamp) at time zone 'UTC'
                            and r.started < cast(cast(:last as date) + 2 as timestamp) at time zone 'UTC'
                          group by 1
                          union all
                          select cast(date_trunc('month', k.began at time zone 'UTC') as date), sum(k.within_limits + k.warning + k.exceeded + k.not_judged + k.no_limit),
                            sum(k.exceeded), sum(k.not_judged), sum(k.left_out)
                          from monitoring.point p join monitoring.series s on s.point_id = p.id
                          join monitoring.rollup k on k.series_id = s.id and k.grain = 'DAY'
                          where p.site_id = :site and k.began >= cast(cast(:first as date) as timestamp) at time zone 'UTC'
                            and k.began <= cast(cast(:last as date) as timestamp) at time zone 'UTC'
                          group by 1) c
                        group by month""")
                .param("site", site.id())
                .param("first", first.atDay(1))
                .param("last", last.atEndOfMonth())
                .query(rs -> {
                    counted.put(
                            YearMonth.from(rs.getObject("month", LocalDate.class)),
                            new Counted(
                                    rs.getLong("results"),
                                    rs.getLong("exceeded"),
                                    rs.getLong("not_judged"),
                                    rs.getLong("flagged")));
                });
        return counted;
    }

    List<Step> steps(int site, YearMonth month, Texts t) {
        return jdbc.sql("""
                        select s.step, s.reason, coalesce(verdite.text(organisation.pub_person_name(s.person), :language), s.who) as who, s.at
                        from monitoring.month_review_step s join monitoring.month_review r on r.id = s.review_id
                        where r.site_id = :site and r.month = :month order by s.id desc""")
                .param("site", site)
                .param("month", month.atDay(1))
                .param("language", t.language())
                .query((rs, _) -> new Step(
                        rs.getString("step"),
                        rs.getString("reason"),
                        rs.getString("who"),
                        rs.getTimestamp("at").toInstant()))
                .list();
    }

    /// What waits for a month, at most two hundred of it.
    List<Waiting> waiting(int site, YearMonth month) {
        return jdbc.sql("""
                        select w.series_id, p.code, q.name, monitoring.pub_day(w.started, w.date_only, p.time_zone) as day, w.original, s.unit, w.intake_id,
                          w.recorded_at, r.original as stands
                        from monitoring.pending w join monitoring.series s on s.id = w.series_id join monitoring.point p on p.id = s.point_id
                        join monitoring.parameter q on q.code = s.parameter_code
                        left join monitoring.result r on r.series_id = w.series_id and r.started = w.started and r.ended = w.ended
                          and r.sample = w.sample and r.replicate = w.replicate and r.run = w.run
                        where w.site_id = :site and w.month = :month and w.applied_at is null
                        order by p.code, w.series_id, w.started limit 200""")
                .param("site", site)
                .param("month", month.atDay(1))
                .query((rs, _) -> new Waiting(
                        rs.getInt("series_id"),
                        rs.getString("code"),
                        Json.text(rs.getString("name")),
                        rs.getObject("day", LocalDate.class),
                        rs.getString("original"),
                        rs.getString("stands"),
                        rs.getString("unit"),
                        rs.getInt("intake_id"),
                        rs.getTimestamp("recorded_at").toInstant()))
                .list();
    }

    public YearMonth thisMonth(Site site) {
        return YearMonth.from(LocalDate.ofInstant(clock.instant(), site.zone()));
    }
}
