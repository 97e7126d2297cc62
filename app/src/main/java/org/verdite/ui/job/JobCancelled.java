package org.verdite.ui.job;

/// The work stopped because somebody asked for it; nothing of it remains.
public class JobCancelled extends RuntimeException {
    public JobCancelled() {
        super("cancelled");
    }
}
