package org.verdite.monitoring.web.imports;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.verdite.monitoring.intake.DryRun;
import org.verdite.monitoring.intake.MappingSpec;
import org.verdite.monitoring.intake.Reject;
import org.verdite.ui.Texts;
import org.verdite.ui.job.Job;

/// What a dry run found; null while it runs.
///
/// @param unknownPoints names that stand for no point yet
record ImportDryRunPage(
        ImportHead head,
        @Nullable DryRun dry,
        @Nullable Job job,
        String failure,
        MappingSpec mapping,
        List<DryRun.NameFound> unknownPoints,
        List<DryRun.NameFound> unknownParameters,
        Map<String, String> points,
        Map<String, String> parameters,
        Map<String, String> facilities,
        List<String> kinds,
        String source,
        String licence) {

    /// What was expected there, in the reader's words.
    String expected(Reject reject, Texts t) {
        return ImportQueries.expected(reject, t);
    }

    /// Somebody has to answer before all can be loaded.
    boolean asks() {
        return waiting() + out() > 0;
    }

    /// Questions that hold back the results that are counted as needing an answer.
    int waiting() {
        return dry == null ? 0 : dry.questions().size();
    }

    /// Questions about lines that are counted as not loaded: unknown names, and lines that contradict each other.
    int out() {
        return dry == null ? 0 : unknownPoints.size() + unknownParameters.size() + (dry.conflicts() > 0 ? 1 : 0);
    }

    /// What will happen stands alone: nothing is asked, nothing was left out, and nothing looks like an oversight.
    boolean alone() {
        return dry != null && !asks() && dry.rejects().isEmpty() && dry.besides() == 0;
    }

    /// Share of a count in a thousandth of the bar.
    int share(long count) {
        long all = dry == null ? 0 : dry.results();
        return all == 0 ? 0 : (int) Math.max(count == 0 ? 0 : 4, count * 1_000 / all);
    }
}
