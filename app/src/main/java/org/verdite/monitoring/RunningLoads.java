package org.verdite.monitoring;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Loads beside changes of limits. A load judges by the limits it read when it began and shows its results only when it
/// is committed: a change in between would neither judge them nor find them. So a load says that it runs, a change asks
/// whether one does, and judging again waits until it is over.
@Component
public class RunningLoads {

    private static final int LOCK = 734202;

    private final JdbcClient jdbc;

    RunningLoads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The caller's transaction is a load, until it ends. Call it before limits are read.
    @Transactional(propagation = Propagation.MANDATORY)
    public void begin() {
        ask("select pg_advisory_xact_lock_shared(:lock, 0) is null");
    }

    /// Whether a load runs now. If none does, none begins before the caller's transaction ends, so that it reads the
    /// limits as the caller leaves them.
    @Transactional(propagation = Propagation.MANDATORY)
    boolean any() {
        return !ask("select pg_try_advisory_xact_lock(:lock, 0)");
    }

    /// Waits for the loads that run now.
    @Transactional(propagation = Propagation.MANDATORY)
    void await() {
        ask("select pg_advisory_xact_lock(:lock, 0) is null");
    }

    private boolean ask(String sql) {
        return jdbc.sql(sql)
                .param("lock", LOCK)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }
}
