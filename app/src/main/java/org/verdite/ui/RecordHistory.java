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
/// @param older the address of the events before these, empty when there are none
/// @param newest the address of the newest events, empty when these are
/// @param proof what the check against tampering said of these events
/// @param path the history's own page, for its filters
public record RecordHistory(
        List<Event> events,
        Map<String, String> fields,
        String field,
        @Nullable LocalDate asOf,
        Map<String, String> values,
        String older,
        String newest,
        Proof proof,
        String path) {

    /// @param seq number of the entry in the trail
    /// @param operation `insert`, `update`, `delete` or `root`
    /// @param what the record or its part: "Posting 7"
    /// @param request the request that made the change, empty for what no request did
    public record Event(
            long seq, Instant at, String who, String operation, String what, List<Change> changes, String request) {}

    /// @param before empty when there was nothing
    public record Change(String field, String label, String before, String after) {}

    public RecordHistory with(Proof checked) {
        return new RecordHistory(events, fields, field, asOf, values, older, newest, checked, path);
    }

    /// @param state OK when nothing is wrong, UNKNOWN when not all of it was checked
    /// @param sentences the finding or findings in words; one sentence when all is well
    /// @param wholeAt when the whole trail was last verified, null when it never was
    public record Proof(
            State state, List<String> sentences, @Nullable Instant wholeAt) {

        public static final Proof NONE = new Proof(State.UNKNOWN, List.of(), null);
    }
}
