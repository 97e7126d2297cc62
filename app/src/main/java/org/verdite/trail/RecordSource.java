package org.verdite.trail;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.verdite.ui.Texts;

/// A room's say about its records' histories: what a record is called, where its page is, and which rows of the second
/// line belong to it. The same names stand where another row's history points to the record.
public interface RecordSource {

    /// @param title what a person would call it
    /// @param path the record's page
    /// @param parts rows of the second line, for instance a permit's limits; the row itself need not be among them
    /// @param evidence true when its page shows evidence
    /// @param cut true when there are more parts than these
    record Known(String title, String path, List<RecordKey> parts, boolean evidence, boolean cut) {
        public Known(String title, String path, List<RecordKey> parts) {
            this(title, path, parts, false, false);
        }
    }

    /// Empty when the record is none of this room's, or out of the reader's sight.
    Optional<Known> record(RecordKey row, Texts t);

    /// What a person would call it, without its parts.
    default Optional<String> name(RecordKey row, Texts t) {
        return record(row, t).map(Known::title);
    }

    /// Columns that hold codes, `funds.posting.category`, and what the codes' messages begin with, `funds.category.`.
    default Map<String, String> codes() {
        return Map.of();
    }

    /// Columns that hold another record's key without a foreign key saying so, and that record's table.
    default Map<String, String> pointers() {
        return Map.of();
    }
}
