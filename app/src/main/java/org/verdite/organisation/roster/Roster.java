package org.verdite.organisation.roster;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.verdite.organisation.roster.Judged.Verdict;
import org.verdite.shared.LocalText;

/// A file that was brought, and what would come of it.
///
/// @param by who brought it; empty for the system
/// @param unit on whose behalf it was brought
/// @param name of the file
/// @param counts how many lines were judged so
/// @param judged what came of each line; empty once it was decided, for the file speaks of people
/// @param unknown headings of which nothing is known
/// @param decided when it was taken in or put aside; null while it waits
public record Roster(
        long id,
        int unit,
        LocalText by,
        String name,
        State state,
        Map<Verdict, Integer> counts,
        List<Judged> judged,
        List<String> unknown,
        Instant brought,
        @org.jspecify.annotations.Nullable Instant decided) {

    public enum State {
        JUDGED,
        TAKEN,
        DROPPED
    }

    public int count(Verdict verdict) {
        return counts.getOrDefault(verdict, 0);
    }

    public int lines() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// How many lines can be taken but look odd.
    public long odd() {
        return judged.stream().filter(j -> !j.notes().isEmpty()).count();
    }

    /// True when there is something to take in and nothing wrong.
    public boolean ready() {
        return state == State.JUDGED && count(Verdict.WRONG) == 0 && count(Verdict.NEW) + count(Verdict.CHANGED) > 0;
    }

    static Map<Verdict, Integer> counts(List<Judged> judged) {
        var counts = new EnumMap<Verdict, Integer>(Verdict.class);
        judged.forEach(j -> counts.merge(j.verdict(), 1, Integer::sum));
        return counts;
    }
}
