package org.verdite.monitoring.screening;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.monitoring.ResultsArrived;
import org.verdite.shared.LocalText;
import org.verdite.ui.job.JobKind;
import org.verdite.ui.job.JobRun;
import org.verdite.ui.job.Jobs;

/// Screens series to which results came, as a job that is queued in the same transaction as the results.
@Component
class WhenResultsCome implements JobKind {

    private static final String KIND = "monitoring.screen";
    private static final LocalText TITLE = LocalText.of("Looking for doubtful results", "筛查可疑结果", "en");
    /// What came may turn its neighbours into a jump, or out of one.
    private static final Duration AROUND = Duration.ofDays(1);

    private final ScreenedSeries series;
    private final Jobs jobs;
    private final TransactionTemplate each;

    WhenResultsCome(ScreenedSeries series, Jobs jobs, PlatformTransactionManager transactions) {
        this.series = series;
        this.jobs = jobs;
        this.each = new TransactionTemplate(transactions);
    }

    @EventListener
    @Transactional
    public void on(ResultsArrived arrived) {
        if (arrived.intake() != 0) {
            jobs.start(
                    KIND,
                    arrived.unit(),
                    TITLE,
                    arrived.from() + " " + arrived.to() + " "
                            + arrived.series().stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun run) {
        String[] words = run.argument().split(" ");
        var from = Instant.parse(words[0]).minus(AROUND);
        var to = Instant.parse(words[1]).plus(AROUND);
        var ids = Arrays.stream(words[2].split(",")).map(Integer::valueOf).toList();
        int done = 0;
        for (int id : ids) {
            run.progress(done++, ids.size());
            each.executeWithoutResult(_ -> series.of(List.of(id)).forEach(one -> screen(one, from, to)));
        }
        run.progress(done, ids.size());
        run.result("/monitoring/doubts");
    }

    private void screen(ScreenedSeries.Of one, Instant from, Instant to) {
        var around = series.around(one, from, to);
        series.keep(one, around, Screen.of(around.readings(), one.scale(), one.zone()), from, to);
    }
}
