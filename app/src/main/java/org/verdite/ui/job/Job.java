package org.verdite.ui.job;

import org.verdite.shared.LocalText;

/// A job as its progress bar shows it.
///
/// @param total 0 while it is not known
/// @param resultPath page with what came of it, empty while there is none
/// @param failure message for a person, empty unless it failed
public record Job(
        long id,
        int unit,
        String kind,
        LocalText title,
        String state,
        long done,
        long total,
        String resultPath,
        String failure) {

    public boolean running() {
        return state.equals("WAITING") || state.equals("RUNNING");
    }

    public int percent() {
        return total <= 0 ? 0 : (int) Math.min(100, done * 100 / total);
    }
}
