package org.verdite.trail;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.verdite.shared.Scope;
import org.verdite.ui.job.JobKind;
import org.verdite.ui.job.JobRun;

/// The verification as a job: it only reads, so it may be stopped and run again at any time.
@Component
class VerificationJob implements JobKind {

    private final Verifications verifications;
    private final Clock clock;

    VerificationJob(Verifications verifications, Clock clock) {
        this.verifications = verifications;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return Verifications.JOB;
    }

    @Override
    public void run(JobRun run) throws IOException, SQLException {
        var started = clock.instant();
        long total = verifications.estimate();
        run.progress(0, total);
        var report = verifications.prove(done -> run.progress(Math.min(done, total), total));
        long id = verifications.keep(started, Scope.current().who(), report);
        run.result("/trail/verification#v" + id);
    }
}
