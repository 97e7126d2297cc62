package org.verdite.ui.job;

import org.verdite.shared.UnitId;

/// A job as it is run by a test, at once: nobody waits for its progress.
public record JobNow(String argument, UnitId unit) implements JobRun {

    @Override
    public long id() {
        return 0;
    }

    @Override
    public void progress(long done, long total) {}

    @Override
    public void result(String path) {}
}
