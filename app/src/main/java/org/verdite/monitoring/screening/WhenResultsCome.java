package org.verdite.monitoring.screening;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.ResultsArrived;
import org.verdite.monitoring.ResultsSpan;
import org.verdite.shared.LocalText;
import org.verdite.ui.job.JobKind;
import org.verdite.ui.job.JobRun;
import org.verdite.ui.job.Jobs;

/// Screens series to which results came, as a job that is queued in the same transaction as the results.
@Component
class WhenResultsCome implements JobKind {

    private static final String KIND = "monitoring.screen";
    private static final LocalText TITLE = LocalText.of("Looking for doubtful results", "筛查可疑结果", "en");
    private final Screening screening;
    private final Jobs jobs;

    WhenResultsCome(Screening screening, Jobs jobs) {
        this.screening = screening;
        this.jobs = jobs;
    }

    @EventListener
    @Transactional
    public void on(ResultsArrived arrived) {
        if (arrived.intake() != 0) {
            jobs.start(KIND, arrived.unit(), TITLE, arrived.span().text());
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun run) {
        var span = ResultsSpan.read(run.argument());
        int done = 0;
        for (int series : span.series()) {
            run.progress(done++, span.series().size());
            screening.look(series, span.from(), span.to());
        }
        run.progress(done, span.series().size());
        run.result("/monitoring/doubts");
    }
}
