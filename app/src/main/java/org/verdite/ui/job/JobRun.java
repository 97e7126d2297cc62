package org.verdite.ui.job;

import org.verdite.shared.UnitId;

/// One run of a job, as the work sees it.
public interface JobRun {
    long id();

    /// What the room handed over when it started the job.
    String argument();

    UnitId unit();

    /// Says how far it is; written at most a few times a second.
    ///
    /// @throws JobCancelled when somebody asked to stop
    void progress(long done, long total);

    /// The page that shows what came of it.
    void result(String path);
}
