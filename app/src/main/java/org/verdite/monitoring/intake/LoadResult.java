package org.verdite.monitoring.intake;

/// What came of a load.
///
/// @param loaded new results
/// @param unchanged results that were there already with the same value
/// @param revised results that got another value; the earlier one is kept
/// @param rejected results of the file that were not loaded
/// @param judged results that at least one limit speaks of
/// @param waiting results and corrections for locked months, put aside until these are unlocked
public record LoadResult(
        long loaded,
        long unchanged,
        long revised,
        long rejected,
        long judged,
        long exceeded,
        long notJudged,
        long waiting) {

    /// Results that no limit binds to.
    public long unlimited() {
        return Math.max(0, loaded + revised - judged - notJudged);
    }
}
