package org.verdite.ui.job;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// The register of long work. A job is queued in the caller's transaction, so it starts only if that commits.
@Component
public class Jobs {

    private final JdbcClient jdbc;
    private final ObjectProvider<JobKind> kinds;
    private final SchedulerClient queue;
    private final TransactionTemplate apart;
    private final Clock clock;

    Jobs(
            JdbcClient jdbc,
            ObjectProvider<JobKind> kinds,
            @Lazy SchedulerClient queue,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.kinds = kinds;
        this.queue = queue;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /// Queues work and answers the job's id, whose progress is at `/jobs/{id}`.
    @Transactional
    public long start(String kind, UnitId unit, LocalText title, String argument) {
        var scope = Scope.current();
        long id = jdbc.sql("""
                        insert into ui.job (unit_id, kind, argument, title, who, account, person)
                        values (:unit, :kind, :argument, cast(:title as jsonb), :who, :account, :person) returning id""")
                .param("unit", unit.value())
                .param("kind", kind)
                .param("argument", argument)
                .param("title", title.json())
                .param("who", scope.who())
                .param("account", scope.account())
                .param("person", scope.person())
                .query((rs, _) -> rs.getLong(1))
                .single();
        queue.scheduleIfNotExists(JobTasks.RUN.instance(Long.toString(id)).build(), Instant.now(clock));
        return id;
    }

    @Transactional(readOnly = true)
    public Job require(long id) {
        return jdbc.sql("select * from ui.job where id = :id")
                .param("id", id)
                .query((rs, _) -> Job.read(rs))
                .optional()
                .orElseThrow(() -> new NotHere("job " + id));
    }

    /// Asks the work to stop; it does so at its next step and undoes what it had begun.
    @Transactional
    public void cancel(long id) {
        int found = jdbc.sql("update ui.job set cancel = true where id = :id and state in ('WAITING', 'RUNNING')")
                .param("id", id)
                .update();
        if (found == 0) {
            require(id);
        }
    }

    void runNow(long id) {
        Scope.system("jobs").run(() -> {
            var row = apart.execute(_ -> jdbc.sql("""
                            update ui.job set state = 'RUNNING', started_at = verdite.now()
                            where id = :id and state in ('WAITING', 'RUNNING') returning kind, argument, unit_id, who, account, person""")
                    .param("id", id)
                    .query((rs, _) -> new Started(
                            id,
                            rs.getString("kind"),
                            rs.getString("argument"),
                            rs.getInt("unit_id"),
                            new Scope(
                                    rs.getString("who"),
                                    (Integer) rs.getObject("account"),
                                    (Integer) rs.getObject("person"),
                                    null,
                                    "job:" + id,
                                    false)))
                    .optional()
                    .orElse(null));
            if (row != null) {
                work(row);
            }
        });
    }

    private record Started(long id, String kind, String argument, int unit, Scope scope) {}

    private void work(Started job) {
        var run = new Run(job);
        try {
            var kind = byName().get(job.kind());
            if (kind == null) {
                throw new IllegalStateException("no room knows the job " + job.kind());
            }
            job.scope().call(() -> {
                kind.run(run);
                return true;
            });
            end(job.id(), "DONE", run.path, "", run);
        } catch (JobCancelled e) {
            end(job.id(), "CANCELLED", run.path, "", run);
        } catch (Exception e) {
            end(job.id(), "FAILED", run.path, JobFailure.of(e, job.id(), job.kind()), run);
        }
    }

    private Map<String, JobKind> byName() {
        return kinds.stream().collect(Collectors.toMap(JobKind::kind, Function.identity()));
    }

    private void end(long id, String state, String path, String failure, Run run) {
        apart.executeWithoutResult(_ -> jdbc.sql("""
                        update ui.job set state = :state, result_path = :path, failure = :failure, ended_at = verdite.now(),
                               done = :done, total = :total where id = :id""")
                .param("state", state)
                .param("path", path)
                .param("failure", failure)
                .param("done", run.done)
                .param("total", run.total)
                .param("id", id)
                .update());
    }

    private final class Run implements JobRun {
        private final Started job;
        private long done;
        private long total;
        private long written;
        private String path = "";

        Run(Started job) {
            this.job = job;
        }

        @Override
        public long id() {
            return job.id();
        }

        @Override
        public String argument() {
            return job.argument();
        }

        @Override
        public UnitId unit() {
            return new UnitId(job.unit());
        }

        @Override
        public void progress(long nowDone, long ofTotal) {
            done = nowDone;
            total = ofTotal;
            long now = System.nanoTime();
            if (now - written < 300_000_000L && written != 0) {
                return;
            }
            written = now;
            var cancel = apart.execute(
                    _ -> jdbc.sql("update ui.job set done = :done, total = :total where id = :id returning cancel")
                            .param("done", done)
                            .param("total", total)
                            .param("id", job.id())
                            .query((rs, _) -> rs.getBoolean(1))
                            .single());
            if (Boolean.TRUE.equals(cancel)) {
                throw new JobCancelled();
            }
        }

        @Override
        public void result(String page) {
            path = page;
        }
    }

    /// What the signed-in person began and has not seen the end of, newest first.
    @Transactional(readOnly = true)
    List<Job> unseen(int limit) {
        return jdbc.sql("""
                        select * from ui.job where account = :me and seen_at is null and state <> 'CANCELLED'
                        order by created_at desc limit :limit""")
                .param("me", Scope.current().account(), Types.INTEGER)
                .param("limit", limit)
                .query((rs, _) -> Job.read(rs))
                .list();
    }

    /// Whoever began it has looked at its end.
    @Transactional
    public void seen(long id) {
        jdbc.sql("""
                        update ui.job set seen_at = verdite.now()
                        where id = :id and account = :me and seen_at is null and ended_at is not null""")
                .param("id", id)
                .param("me", Scope.current().account(), Types.INTEGER)
                .update();
    }

    static OneTimeTask<Void> task(ObjectProvider<Jobs> jobs) {
        return Tasks.oneTime(JobTasks.RUN)
                .execute((instance, _) -> jobs.getObject().runNow(Long.parseLong(instance.getId())));
    }
}
