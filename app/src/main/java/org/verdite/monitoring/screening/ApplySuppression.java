package org.verdite.monitoring.screening;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.monitoring.Consequences;
import org.verdite.monitoring.MonthUnlocked;
import org.verdite.monitoring.ResultsSpan;
import org.verdite.monitoring.RunningLoads;
import org.verdite.monitoring.screening.Suppressions.State;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;
import org.verdite.ui.job.JobKind;
import org.verdite.ui.job.JobRun;
import org.verdite.ui.job.Jobs;

/// Brings results in line with what was decided about them, and everything that follows from them. Done again it
/// changes nothing.
@Component
class ApplySuppression implements JobKind {

    static final String KIND = "monitoring.applySuppression";

    private static final LocalText AFTER_UNLOCKING =
            LocalText.of("Leaving out results after a month was unlocked", "月份解锁后剔除结果", "en");

    private record Decided(int id, UnitId unit, int series, Instant from, Instant to, State state, boolean due) {}

    private final Suppressions suppressions;
    private final Consequences consequences;
    private final RunningLoads loads;
    private final Jobs jobs;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    ApplySuppression(
            Suppressions suppressions,
            Consequences consequences,
            RunningLoads loads,
            Jobs jobs,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.suppressions = suppressions;
        this.consequences = consequences;
        this.loads = loads;
        this.jobs = jobs;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /// What was decided while the month was being locked.
    @EventListener
    @Transactional
    public void on(MonthUnlocked unlocked) {
        jdbc.sql("""
                        select x.id, x.unit_id from monitoring.suppression x join monitoring.series s on s.id = x.series_id
                        join monitoring.point p on p.id = s.point_id
                        where p.site_id = :site and (x.state = 'APPROVED' and x.applied_at is null or x.state = 'LIFTED' and x.restored_at is null)""")
                .param("site", unlocked.site().value())
                .query((rs, _) -> jobs.start(
                        KIND, new UnitId(rs.getInt("unit_id")), AFTER_UNLOCKING, String.valueOf(rs.getInt("id"))))
                .list();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun run) {
        int id = Integer.parseInt(run.argument());
        transaction.executeWithoutResult(_ -> {
            loads.begin();
            apply(id);
        });
        run.result("/monitoring/suppressions/" + id);
    }

    private void apply(int id) {
        int series = jdbc.sql("select series_id from monitoring.suppression where id = :id")
                .param("id", id)
                .query((rs, _) -> rs.getInt(1))
                .single();
        var dependants = consequences.hold(List.of(series));
        var decided = decided(id);
        if (!decided.due()
                || !suppressions
                        .lockedMonths(series, decided.from(), decided.to())
                        .isEmpty()) {
            return;
        }
        if (decided.state() == State.APPROVED) {
            takeOut(decided);
        } else {
            putBack(decided);
        }
        consequences.recount(
                decided.unit(),
                new ResultsSpan(decided.from(), decided.to(), List.of(series)),
                dependants,
                "suppression " + id);
    }

    private Decided decided(int id) {
        return jdbc.sql("""
                        select *, state = 'APPROVED' and applied_at is null or state = 'LIFTED' and restored_at is null as due
                        from monitoring.suppression where id = :id for update""")
                .param("id", id)
                .query((rs, _) -> new Decided(
                        rs.getInt("id"),
                        new UnitId(rs.getInt("unit_id")),
                        rs.getInt("series_id"),
                        rs.getObject("started", OffsetDateTime.class).toInstant(),
                        rs.getObject("ended", OffsetDateTime.class).toInstant(),
                        State.valueOf(rs.getString("state")),
                        rs.getBoolean("due")))
                .single();
    }

    private void takeOut(Decided decided) {
        jdbc.sql("""
                        with already as (
                          select count(*) as n from monitoring.result r join monitoring.suppression x on x.id = :id
                          where r.series_id = :series and r.started between :from and :to and r.status = 1
                            and r.sample = coalesce(x.sample, r.sample) and r.replicate = coalesce(x.replicate, r.replicate) and r.run = coalesce(x.run, r.run)
                        ), out as (
                          update monitoring.result r set status = 1 from monitoring.suppression x
                          where x.id = :id and r.series_id = :series and r.started between :from and :to and monitoring.counts(r.flag, r.qualifier, r.status)
                            and r.sample = coalesce(x.sample, r.sample) and r.replicate = coalesce(x.replicate, r.replicate) and r.run = coalesce(x.run, r.run)
                          returning r.unit_id, r.started, r.ended, r.sample, r.replicate, r.run, r.revision, r.verdict
                        ), kept as (
                          insert into monitoring.suppressed (suppression_id, unit_id, series_id, started, ended, sample, replicate, run, revision)
                          select :id, unit_id, :series, started, ended, sample, replicate, run, revision from out)
                        update monitoring.suppression set applied_at = verdite.now(), version = version + 1,
                          results = greatest(1, (select count(*) from out) + (select n from already)), exceeding = (select count(*) from out where verdict = 3)
                        where id = :id""")
                .param("id", decided.id())
                .param("series", decided.series())
                .param("from", decided.from().atOffset(ZoneOffset.UTC))
                .param("to", decided.to().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// What another suppression that stands covers stays out, and is that one's from now on.
    private void putBack(Decided decided) {
        handOver(decided);
        jdbc.sql("""
                        update monitoring.result r set status = 0 from monitoring.suppressed x
                        where x.suppression_id = :id and r.series_id = x.series_id and r.started = x.started and r.ended = x.ended
                          and r.sample = x.sample and r.replicate = x.replicate and r.run = x.run and r.revision = x.revision
                          and r.series_id = :series and r.started between :from and :to
                          and not exists (select from monitoring.suppressed y join monitoring.suppression o on o.id = y.suppression_id
                            where y.suppression_id <> :id and y.series_id = x.series_id and y.started = x.started and y.ended = x.ended and y.sample = x.sample
                              and y.replicate = x.replicate and y.run = x.run and y.revision = x.revision and o.state = 'APPROVED' and o.applied_at is not null)""")
                .param("id", decided.id())
                .param("series", decided.series())
                .param("from", decided.from().atOffset(ZoneOffset.UTC))
                .param("to", decided.to().atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("update monitoring.suppression set restored_at = verdite.now(), version = version + 1 where id = :id")
                .param("id", decided.id())
                .update();
    }

    /// One that took effect later found these results left out already: at the revision that this one holds.
    private void handOver(Decided decided) {
        jdbc.sql("""
                        insert into monitoring.suppressed (suppression_id, unit_id, series_id, started, ended, sample, replicate, run, revision)
                        select o.id, x.unit_id, x.series_id, x.started, x.ended, x.sample, x.replicate, x.run, x.revision
                        from monitoring.suppressed x join monitoring.suppression mine on mine.id = x.suppression_id
                        join monitoring.suppression o on o.series_id = x.series_id and o.id <> mine.id and o.state = 'APPROVED'
                          and o.applied_at >= mine.applied_at and x.started between o.started and o.ended and x.sample = coalesce(o.sample, x.sample)
                          and x.replicate = coalesce(o.replicate, x.replicate) and x.run = coalesce(o.run, x.run)
                        where x.suppression_id = :id
                        on conflict do nothing""").param("id", decided.id()).update();
    }
}
