package org.verdite.ui;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What happened to a record, complete and readable; shown by the template `ui.history`.
///
/// @param events newest first
/// @param fields fields that ever changed, name → label, for the filter
/// @param field the field shown alone, empty for all
/// @param asOf the day whose state is shown, null for none
/// @param values the record as it stood at the end of that day, label → value
/// @param more true when older events are not listed
/// @param proof what the check against tampering said of these events
/// @param path the history's own page, for its filters
public record RecordHistory(
        List<Event> events,
        Map<String, String> fields,
        String field,
        @Nullable LocalDate asOf,
        Map<String, String> values,
        boolean more,
        Proof proof,
        String path) {

    /// @param seq number of the entry in the trail
    /// @param operation `insert`, `update`, `delete` or `root`
    /// @param what the record or its part: "Posting 7"
    public record Event(long seq, Instant at, String who, String operation, String what, List<Change> changes) {}

    /// @param before empty when there was nothing
    public record Change(String field, String label, String before, String after) {}

    /// @param state OK when nothing is wrong
    /// @param sentences the finding or findings in words; one sentence when all is well
    /// @param wholeAt when the whole trail was last verified, null when it never was
    public record Proof(
            State state, List<String> sentences, @Nullable Instant wholeAt) {}
}
