package org.verdite.monitoring.outlet;

import java.time.YearMonth;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.monitoring.ResultsArrived;
import org.verdite.monitoring.ResultsSpan;
import org.verdite.monitoring.load.LoadRule.Method;
import org.verdite.monitoring.outlet.LoadRows.Touched;
import org.verdite.shared.LocalText;
import org.verdite.ui.job.JobKind;
import org.verdite.ui.job.JobRun;
import org.verdite.ui.job.Jobs;

/// Results of an outlet or of a flow came: the loads of their months are derived again, as a job that is queued in the
/// same transaction as the results.
@Component
class WhenResultsArrive implements JobKind {

    static final String KIND = "monitoring.deriveLoads";
    /// First word of a job's argument: the results of an intake, or all of a point.
    static final String POINT = "point";

    private static final String INTAKE = "intake";
    private static final LocalText TITLE = LocalText.of("Deriving loads from new results", "根据新数据核算排放量", "en");
    /// A sample stands for so many months more.
    private static final int MONTHS_APART = 3;

    private final LoadRows rows;
    private final Loads loads;
    private final Jobs jobs;
    private final TransactionTemplate each;

    WhenResultsArrive(LoadRows rows, Loads loads, Jobs jobs, PlatformTransactionManager transactions) {
        this.rows = rows;
        this.loads = loads;
        this.jobs = jobs;
        this.each = new TransactionTemplate(transactions);
    }

    @EventListener
    @Transactional
    public void on(ResultsArrived arrived) {
        if (rows.concerned(arrived.series())) {
            jobs.start(
                    KIND,
                    arrived.unit(),
                    TITLE,
                    INTAKE + " " + arrived.intake() + " " + arrived.span().text());
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun run) {
        String[] words = run.argument().split(" ", 3);
        var touched = Objects.requireNonNull(each.execute(_ -> widened(touched(words))));
        int done = 0;
        for (Touched t : touched) {
            run.progress(done++, touched.size());
            each.executeWithoutResult(_ -> loads.derive(t.point(), t.parameter(), t.month()));
        }
        run.progress(done, touched.size());
        run.result("/monitoring/loads");
    }

    private List<Touched> touched(String[] words) {
        if (words[0].equals(POINT)) {
            return rows.all(Integer.parseInt(words[1]), words.length > 2 ? words[2] : "");
        }
        return rows.touched(Integer.parseInt(words[1]), ResultsSpan.read(words[2]));
    }

    /// A sample stands in the months after its own, and is near to days of the months before.
    private Set<Touched> widened(List<Touched> touched) {
        var all = new LinkedHashSet<Touched>();
        for (Touched t : touched) {
            var method = rows.rule(t.point(), t.parameter())
                    .map(r -> r.says().rule().method())
                    .orElse(Method.STANDS);
            int before = method == Method.NEAREST ? MONTHS_APART : 0;
            int after = method == Method.DAYS || method == Method.MEAN ? 0 : method == Method.HOURS ? 1 : MONTHS_APART;
            var months = new TreeSet<YearMonth>();
            for (int i = -before; i <= after; i++) {
                months.add(t.month().plusMonths(i));
            }
            months.forEach(month -> all.add(new Touched(t.point(), t.parameter(), month)));
        }
        return all;
    }
}
