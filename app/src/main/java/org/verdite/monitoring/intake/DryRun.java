package org.verdite.monitoring.intake;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.verdite.monitoring.intake.written.DateStyle;
import org.verdite.monitoring.intake.written.NumberStyle;

/// What would come of loading a file: exactly four counts that add up to its results, and why. Nothing was stored.
///
/// @param lines lines below the header
/// @param ready new results and revisions that would be loaded
/// @param asked results that wait for an answer
/// @param notLoaded results that can't or shall not be loaded
/// @param alreadyHere results known from an earlier file
/// @param revisions of those ready, the ones that change a result that is there
/// @param pairs places in `points` and `parameters` that have results together
/// @param listed how many of the rejected lines are listed
/// @param besides of those ready, new results beside a known one of the same point, parameter and time with
/// another sample number or none: often a correction whose sample number was left out
/// @param beside the first of them
/// @param conflicts keys that the file gives more than one value
public record DryRun(
        long lines,
        long ready,
        long asked,
        long notLoaded,
        long alreadyHere,
        long revisions,
        long conflicts,
        List<Question> questions,
        List<RejectGroup> rejects,
        List<Notice> noticed,
        List<NameFound> points,
        List<NameFound> parameters,
        int series,
        int newSeries,
        @Nullable LocalDate first,
        @Nullable LocalDate last,
        @Nullable DateStyle dates,
        @Nullable NumberStyle numbers,
        long judged,
        long exceeded,
        long notJudged,
        List<Integer> months,
        List<Integer> units,
        List<List<Integer>> pairs,
        long listed,
        long besides,
        List<Beside> beside) {

    @SuppressWarnings("NullAway") // a dry run that was kept before there was such a list
    public DryRun {
        beside = Objects.requireNonNullElse(beside, List.of());
    }

    public long results() {
        return ready + asked + notLoaded + alreadyHere;
    }

    /// Results that no limit binds to: none stands for the point and parameter on that day, or only for another
    /// statistic than the file's values are.
    public long unlimited() {
        return Math.max(0, ready - judged - notJudged);
    }

    /// @param kind `zero`, `number`, `date` or `scale`
    /// @param sample one real line
    /// @param about for `zero`: parameters with their counts, most first
    /// (for `scale`: points and parameters; their units are an example, what is usual and its unit)
    /// @param keep for `zero`: how many zeros are kept as measured without asking
    public record Question(String kind, long count, long line, List<String> sample, List<NameFound> about, long keep) {}

    /// A new result beside a known one.
    ///
    /// @param at day, or day and time at the point
    /// @param sample its sample number; empty where it has none, and so is knownSample
    public record Beside(
            long line,
            String point,
            String parameter,
            String at,
            String found,
            String sample,
            String known,
            String knownSample) {}

    /// Lines that were rejected for one reason.
    ///
    /// @param found what stood there where it is the same for all of them, else empty
    public record RejectGroup(
            String code, String column, String found, long count, List<Object> args, List<Reject> first) {}

    /// @param key last part of the message key `monitoring.import.noticed.…`
    public record Notice(String key, List<Object> args) {}

    /// A name that occurs in the file.
    ///
    /// @param to what it stands for; empty when that is not known
    /// @param units as written, most first
    public record NameFound(String name, long count, String to, List<String> units) {}
}
