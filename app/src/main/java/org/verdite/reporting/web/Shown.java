package org.verdite.reporting.web;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.verdite.reporting.Candidate;
import org.verdite.reporting.Edition;
import org.verdite.reporting.PeriodFigures;
import org.verdite.ui.Texts;

/// A year as it is shown: the figures chosen, the editions there are, and what differs from the latest.
///
/// @param current as computed now
/// @param unpublished earlier years whose investment is used with another value than they are published with
record Shown(
        Asked asked,
        View view,
        PeriodFigures figures,
        PeriodFigures current,
        List<Edition> editions,
        List<Candidate> candidates,
        List<Unpublished> unpublished) {

    @Nullable Edition latest() {
        return editions.isEmpty() ? null : editions.getLast();
    }

    /// The states between which a reader may turn; empty where nothing differs from what is published.
    List<ProgressPage.ViewLink> views(Texts t, Function<View, String> address) {
        if (provisional() || candidates.isEmpty()) {
            return List.of();
        }
        return Stream.of(View.PUBLISHED, View.RESTATED)
                .map(v -> new ProgressPage.ViewLink(
                        t.of("reporting.view." + v),
                        address.apply(v),
                        (view == View.PUBLISHED) == (v == View.PUBLISHED)))
                .toList();
    }

    /// A path to records, as they were known when the figures shown were made.
    String records(String path) {
        if (path.isEmpty() || !path.contains("?")) {
            return path;
        }
        if (view == View.PUBLISHED && !editions.isEmpty()) {
            return path + "&known=" + figures.known();
        }
        return asked.known() == null ? path : path + "&known=" + asked.known();
    }

    /// True for the year on which the change of the investment stands.
    boolean isBase(Unpublished past) {
        var change = figures.figure(PeriodFigures.CHANGE);
        return past.year() == figures.year() - 1 && change != null && change.value() != null;
    }

    boolean provisional() {
        return editions.isEmpty();
    }
}
