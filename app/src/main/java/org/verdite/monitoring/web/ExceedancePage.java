package org.verdite.monitoring.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.verdite.monitoring.OpenItem;
import org.verdite.ui.Chain;
import org.verdite.ui.State;
import org.verdite.ui.form.Form;

/// All that the page of one episode shows.
///
/// @param severalLimits whether "strictest" says anything
/// @param marks of the value that exceeded most
/// @param leftOut the suppression that stands where the episode was; null for none, or where the episode stands
/// @param earlier episodes of the same limit in the twelve months before
record ExceedancePage(
        ExceedanceRow row,
        @Nullable Integer leftOut,
        Chain chain,
        ChartPeriod period,
        String chartLabel,
        List<Line> values,
        boolean more,
        Why why,
        List<OtherLimit> limits,
        List<NotJudged> notJudged,
        List<ValueMarks.Mark> marks,
        int earlier,
        SeriesQueries.SeriesHead series,
        List<OpenItem.Linked> items,
        boolean mayHandle,
        boolean mayOpen,
        Form form,
        @Nullable String writing) {

    record Line(
            String day,
            String value,
            boolean peak,
            String limit,
            String share,
            State state,
            String verdict,
            String source) {}

    /// The steps in which it was judged.
    record Why(
            String measured,
            String measuredHow,
            String limit,
            String limitName,
            long setId,
            String limitHow,
            String comparison,
            String difference) {}

    record OtherLimit(String name, long setId, boolean strictest, String value, State state, String verdict) {}

    record NotJudged(String days, String reason) {}
}
