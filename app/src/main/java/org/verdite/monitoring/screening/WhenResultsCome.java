package org.verdite.monitoring.screening;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
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
        var from = Instant.parse(words[0]);
        var to = Instant.parse(words[1]);
        var ids = Arrays.stream(words[2].split(",")).map(Integer::valueOf).toList();
        int done = 0;
        for (int id : ids) {
            run.progress(done++, ids.size());
            screening.look(id, from, to);
        }
        run.progress(done, ids.size());
        run.result("/monitoring/doubts");
    }
}
