package org.verdite.trail;

import java.util.List;
import java.util.Optional;
import org.verdite.ui.Texts;

/// A room's say about its records' histories: what a record is called, where its page is, and which rows of the second
/// line belong to it. A room without one gets the row alone under its table's name.
public interface RecordSource {

    /// @param title what a person would call it
    /// @param path the record's page
    /// @param parts rows of the second line, for instance a permit's limits; the row itself need not be among them
    record Known(String title, String path, List<RecordKey> parts) {}

    /// Empty when the record is none of this room's, or out of the reader's sight.
    Optional<Known> record(RecordKey row, Texts t);
}
