package org.verdite.monitoring.figure;

import org.verdite.shared.LocalText;

/// What of one series' results was held against compliance limits in a period.
///
/// @param held results and means on days on which such a limit bound, that count
/// @param exceeded of them, above or below what one of the limits allows
/// @param notJudgeable of them, those that no such limit could be held against
record Tally(Series series, long held, long exceeded, long notJudgeable) {

    /// @param statistic of its results: `VALUE`, `DAY_MEAN`
    record Series(
            int id, int site, LocalText siteName, String point, LocalText parameter, String statistic, String unit) {}

    long judged() {
        return held - notJudgeable;
    }

    long within() {
        return judged() - exceeded;
    }
}
