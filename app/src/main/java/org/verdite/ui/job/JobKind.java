package org.verdite.ui.job;

/// A kind of long work. It may be run again after a restart, so what it does must be all or nothing or repeatable.
public interface JobKind {

    /// For instance `monitoring.load`.
    String kind();

    /// Runs outside a transaction, on behalf of who started it, seeing everything.
    ///
    /// @throws JobCancelled when it noticed the wish to stop and undid what it had begun
    void run(JobRun run) throws Exception;
}
