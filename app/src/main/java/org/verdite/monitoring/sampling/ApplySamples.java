package org.verdite.monitoring.sampling;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.monitoring.Consequences;
import org.verdite.monitoring.MonthUnlocked;
import org.verdite.monitoring.ResultsArrived;
import org.verdite.monitoring.ResultsSpan;
import org.verdite.monitoring.RunningLoads;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;
import org.verdite.ui.job.JobKind;
import org.verdite.ui.job.JobRun;
import org.verdite.ui.job.Jobs;

/// Blanks, duplicates, spikes and runs that do not count are left out of judging and of means: they do not speak for
/// the point. They keep their place and say so. Done again it changes nothing; in a locked month it waits.
@Component
class ApplySamples implements JobKind {

    private static final String KIND = "monitoring.applySamples";
    private static final LocalText TITLE = LocalText.of("Sorting results by their samples", "按样品归类测定结果", "en");

    /// What results of samples are and should be: 2 where a result does not speak for the point.
    private static final String MINE = """
            with mine as (
              select r.series_id, r.started, r.ended, r.sample, r.replicate, r.run, r.status,
                x.state = 'VOID' or x.kind = 'ROUTINE' and monitoring.reportable(x.id, e.id, r.started, r.ended, r.sample, r.replicate, r.run) as speaks
              from monitoring.sample x
              join monitoring.point p on p.id = x.point_id
              join monitoring.series e on e.point_id = x.point_id and e.derived_from is null
              join monitoring.result r on r.series_id = e.id and r.sample = x.number
                and r.started >= x.taken_at - interval '7 days' and r.started < x.taken_at + interval '7 days'
              where e.id = any(:series) and r.started between :from and :to and r.status in (0, 2)
                and not exists (select from monitoring.month_review m where m.site_id = x.site_id and m.state = 'LOCKED'
                  and m.month = cast(date_trunc('month', monitoring.pub_day(r.started, r.date_only, p.time_zone)) as date)))
            """;

    private record Changed(int series, Instant at) {}

    private final Consequences consequences;
    private final RunningLoads loads;
    private final Jobs jobs;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    ApplySamples(
            Consequences consequences,
            RunningLoads loads,
            Jobs jobs,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.consequences = consequences;
        this.loads = loads;
        this.jobs = jobs;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /// Results came, or count differently since somebody decided about them.
    @EventListener
    @Transactional
    public void on(ResultsArrived arrived) {
        start(
                arrived.unit(),
                arrived.from(),
                arrived.to(),
                jdbc.sql("""
                        select e.id from monitoring.series e where e.id = any(:series) and e.derived_from is null and exists (
                          select from monitoring.sample x where x.point_id = e.point_id
                            and x.taken_at between cast(:from as timestamptz) - interval '7 days' and cast(:to as timestamptz) + interval '7 days')
                        order by 1""")
                        .param("series", arrived.series().toArray(Integer[]::new))
                        .param("from", arrived.from().atOffset(ZoneOffset.UTC))
                        .param("to", arrived.to().atOffset(ZoneOffset.UTC))
                        .query((rs, _) -> rs.getInt(1))
                        .list());
    }

    /// What waited for the month.
    @EventListener
    @Transactional
    public void on(MonthUnlocked unlocked) {
        start(
                unlocked.unit(),
                unlocked.month().atDay(1).minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC),
                unlocked.month().atEndOfMonth().plusDays(2).atStartOfDay().toInstant(ZoneOffset.UTC),
                jdbc.sql("""
                        select distinct e.id from monitoring.sample x join monitoring.series e on e.point_id = x.point_id and e.derived_from is null
                        where x.site_id = :site and x.taken_at between :from and :to order by 1""")
                        .param("site", unlocked.site().value())
                        .param(
                                "from",
                                unlocked.month()
                                        .atDay(1)
                                        .minusDays(8)
                                        .atStartOfDay()
                                        .atOffset(ZoneOffset.UTC))
                        .param(
                                "to",
                                unlocked.month()
                                        .atEndOfMonth()
                                        .plusDays(8)
                                        .atStartOfDay()
                                        .atOffset(ZoneOffset.UTC))
                        .query((rs, _) -> rs.getInt(1))
                        .list());
    }

    /// A sample was entered or declared void, or another run of it counts.
    void after(int sample, UnitId unit) {
        var results = jdbc.sql("""
                        select e.id, r.started from monitoring.sample x
                        join monitoring.series e on e.point_id = x.point_id and e.derived_from is null
                        join monitoring.result r on r.series_id = e.id and r.sample = x.number
                          and r.started >= x.taken_at - interval '7 days' and r.started < x.taken_at + interval '7 days'
                        where x.id = :id order by 1, 2""")
                .param("id", sample)
                .query((rs, _) -> new Changed(
                        rs.getInt(1), rs.getObject(2, OffsetDateTime.class).toInstant()))
                .list();
        if (!results.isEmpty()) {
            start(unit, span(results));
        }
    }

    private void start(UnitId unit, Instant from, Instant to, List<Integer> series) {
        if (!series.isEmpty()) {
            start(unit, new ResultsSpan(from, to, series));
        }
    }

    private void start(UnitId unit, ResultsSpan span) {
        jobs.start(KIND, unit, TITLE, span.text());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun run) {
        var span = ResultsSpan.read(run.argument());
        transaction.executeWithoutResult(_ -> {
            loads.begin();
            apply(run.unit(), span);
        });
        run.result("/monitoring/samples");
    }

    private void apply(UnitId unit, ResultsSpan asked) {
        var wrong = changed(MINE + "select series_id, started from mine where (status = 2) = speaks", asked);
        if (wrong.isEmpty()) {
            return;
        }
        var held = new ResultsSpan(asked.from(), asked.to(), series(wrong));
        var dependants = consequences.hold(held.series());
        var changed = changed(MINE + """
                update monitoring.result r set status = case when mine.speaks then 0 else 2 end from mine
                where r.series_id = mine.series_id and r.started = mine.started and r.ended = mine.ended and r.sample = mine.sample
                  and r.replicate = mine.replicate and r.run = mine.run and r.status in (0, 2) and (r.status = 2) = mine.speaks
                  and r.series_id = any(:series) and r.started between :from and :to
                returning r.series_id, r.started""", held);
        if (!changed.isEmpty()) {
            consequences.recount(unit, span(changed), dependants, "samples");
        }
    }

    private List<Changed> changed(String sql, ResultsSpan within) {
        return jdbc.sql(sql)
                .param("series", within.series().toArray(Integer[]::new))
                .param("from", within.from().atOffset(ZoneOffset.UTC))
                .param("to", within.to().atOffset(ZoneOffset.UTC))
                .query((rs, _) -> new Changed(
                        rs.getInt(1), rs.getObject(2, OffsetDateTime.class).toInstant()))
                .list();
    }

    private static List<Integer> series(List<Changed> changed) {
        return changed.stream().map(Changed::series).distinct().sorted().toList();
    }

    private static ResultsSpan span(List<Changed> changed) {
        var moments = new TreeSet<>(changed.stream().map(Changed::at).toList());
        return new ResultsSpan(moments.first(), moments.last(), series(changed));
    }
}
