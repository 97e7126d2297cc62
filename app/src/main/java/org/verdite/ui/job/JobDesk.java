package org.verdite.ui.job;

import java.util.List;
import org.springframework.stereotype.Component;
import org.verdite.shared.Scope;
import org.verdite.ui.DeskSource;
import org.verdite.ui.State;
import org.verdite.ui.Texts;

/// Long work comes to the desk of whoever began it: while it runs as something that moves by itself, then with its end.
@Component
class JobDesk implements DeskSource {

    private static final int MOST = 50;

    private final Jobs jobs;

    JobDesk(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public List<Line> lines(Texts t) {
        return mine().stream()
                .map(job -> new Line(
                        state(job),
                        t.of("ui.job.desk." + job.state(), t.of(job.title())),
                        (t.of("ui.job.state." + job.state()) + " " + job.why(t)).strip(),
                        "/jobs/" + job.id(),
                        null,
                        !job.running()))
                .toList();
    }

    private static State state(Job job) {
        return switch (job.state()) {
            case "DONE" -> State.OK;
            case "FAILED" -> State.BAD;
            default -> State.OPEN;
        };
    }

    @Override
    public int waiting() {
        return (int) mine().stream().filter(job -> !job.running()).count();
    }

    private List<Job> mine() {
        return Scope.current().account() == null ? List.of() : jobs.unseen(MOST);
    }
}
