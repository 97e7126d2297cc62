package org.verdite.reporting.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.verdite.reporting.Candidate;
import org.verdite.reporting.Edition;
import org.verdite.reporting.YearFigures;

/// A year as it is shown: the figures chosen, the editions there are, and what differs from the latest.
///
/// @param current as computed now
record Shown(
        Asked asked,
        View view,
        YearFigures figures,
        YearFigures current,
        List<Edition> editions,
        List<Candidate> candidates) {

    @Nullable Edition latest() {
        return editions.isEmpty() ? null : editions.getLast();
    }

    boolean provisional() {
        return editions.isEmpty();
    }
}
