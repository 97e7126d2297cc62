package org.verdite.reporting.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.verdite.ui.Glide;
import org.verdite.ui.State;

/// The year page, in the reader's words.
///
/// @param published "2022 was published on 28 March 2023 and is locked"; empty for a provisional year
/// @param version "Version 1, never restated"
/// @param monitoring null in an edition from before monitoring had figures
/// @param query the address' query, to be kept by its links
record ProgressPage(
        int year,
        List<YearLink> years,
        List<ViewLink> views,
        String published,
        String version,
        String knownOn,
        Ground ground,
        Investment investment,
        Coverage coverage,
        List<Honour> honours,
        MonthPage.@Nullable Share monitoring,
        String monthsPath,
        List<TargetLine> targets,
        List<Restatement> restatements,
        boolean mayPublish,
        String query) {

    /// What the figures stand on.
    ///
    /// @param other the word of the other structure; empty where it makes no difference
    /// @param state why the figures are not locked, where they are not
    record Ground(String unit, String structure, String boundary, String other, String otherQuery, String state) {}

    record YearLink(int year, String query, boolean here) {}

    record ViewLink(String word, String query, boolean here) {}

    /// @param path its explanation
    /// @param noChange why there is no change to state
    /// @param past earlier years that are published with other values than they are drawn with
    record Investment(
            String value,
            String unit,
            String change,
            String path,
            String changePath,
            String noChange,
            BarsDrawing bars,
            List<String> past,
            List<Missing> missing) {}

    /// @param dots one a site in scope, true when certified; empty when there are too many to draw
    record Coverage(
            String value,
            String sentence,
            String certified,
            String label,
            List<Boolean> dots,
            List<Other> others,
            int more,
            List<Past> past,
            List<String> notes,
            String allOwned,
            String allOwnedPath,
            String path,
            List<Missing> missing) {}

    /// A site that is not certified, or not counted, and why.
    record Other(String name, String why, String path, boolean counted) {}

    record Past(int year, String value, String fraction, String path) {}

    record Honour(String count, String words, String path) {}

    record TargetLine(
            String sentence,
            String href,
            String baselineYear,
            String baseline,
            String baselinePath,
            String reachedYear,
            String reached,
            String reachedPath,
            String pathOn,
            String path,
            State state,
            String judgement,
            Glide drawing) {}

    record Missing(String words, String path) {}

    /// @param published the figure as published
    /// @param now the figure as it is now
    record Restatement(String name, String published, String now, List<Reason> reasons, String path, boolean final_) {}

    record Reason(String words, String at, String path) {}
}
