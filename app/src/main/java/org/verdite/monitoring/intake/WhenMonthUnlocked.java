package org.verdite.monitoring.intake;

import java.time.YearMonth;
import java.time.ZoneOffset;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.monitoring.Consequences;
import org.verdite.monitoring.MonthUnlocked;
import org.verdite.monitoring.ResultsArrived;
import org.verdite.monitoring.RunningLoads;
import org.verdite.shared.LocalText;
import org.verdite.ui.job.JobKind;
import org.verdite.ui.job.JobRun;
import org.verdite.ui.job.Jobs;

/// Takes in what waited for a month, as a job queued with its unlocking: revisions where values were there, then
/// judging.
@Component
class WhenMonthUnlocked implements JobKind {

    private static final String KIND = "monitoring.takeInWaiting";

    private final Jobs jobs;
    private final Waiting waiting;
    private final LoadBooks books;
    private final RunningLoads loads;
    private final Consequences consequences;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    WhenMonthUnlocked(
            Jobs jobs,
            Waiting waiting,
            LoadBooks books,
            RunningLoads loads,
            Consequences consequences,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.jobs = jobs;
        this.waiting = waiting;
        this.books = books;
        this.loads = loads;
        this.consequences = consequences;
        this.jdbc = jdbc;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    @EventListener
    @Transactional
    public void on(MonthUnlocked unlocked) {
        if (!waiting.series(unlocked.site().value(), unlocked.month()).isEmpty()) {
            jobs.start(
                    KIND,
                    unlocked.unit(),
                    LocalText.of(
                            "Taking in what waited for " + unlocked.month(),
                            "接收等待 " + unlocked.month() + " 解锁的数据",
                            "en"),
                    unlocked.site().value() + " " + unlocked.month());
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun run) {
        String[] words = run.argument().split(" ");
        int site = Integer.parseInt(words[0]);
        var month = YearMonth.parse(words[1]);
        transaction.executeWithoutResult(_ -> {
            loads.begin();
            if (!locked(site, month)) {
                takeIn(site, month, run);
            }
        });
        run.result("/monitoring/months?site=" + site);
    }

    /// Locked once more before the job ran: it goes on waiting.
    private boolean locked(int site, YearMonth month) {
        return jdbc.sql("""
                        select exists (select from monitoring.month_review where site_id = :site and month = :month and state = 'LOCKED')""")
                .param("site", site)
                .param("month", month.atDay(1))
                .query(Boolean.class)
                .single();
    }

    private void takeIn(int site, YearMonth month, JobRun run) {
        var series = waiting.series(site, month);
        var dependants = consequences.hold(series);
        // a legal day begins or ends up to a day beside the date in UTC
        var first = month.atDay(1).minusDays(1);
        var last = month.atEndOfMonth().plusDays(1);
        var batches = waiting.batches(site, month);
        for (int i = 0; i < batches.size(); i++) {
            run.progress(i, batches.size());
            var batch = batches.get(i);
            int as = waiting.again(batch.intake(), "after the unlocking of " + month);
            var results = waiting.write(site, month, batch.intake(), as);
            books.close(as, results, series, first, last);
            events.publishEvent(new ResultsArrived(
                    run.unit(),
                    as,
                    series,
                    first.atStartOfDay().toInstant(ZoneOffset.UTC),
                    last.atStartOfDay().toInstant(ZoneOffset.UTC)));
        }
        consequences.judge(series, dependants, first, last, "the month " + month + " was unlocked");
        run.progress(batches.size(), batches.size());
    }
}
