package org.verdite.ui;

import java.util.List;
import org.verdite.shared.Origin;

/// A room above that keeps what those who decide made of a record of the rooms below: a committee, say. The record's
/// page shows it, and its room needn't know who decided.
public interface PassingSource {

    /// @param title what decided, and when
    /// @param word how it stands
    /// @param note in its own words; may be empty
    /// @param path its page; empty where the reader may not open it
    record Passing(State state, String word, String title, String note, String path) {}

    /// Newest first. Asked for a record that the reader sees, inside a transaction.
    List<Passing> passings(Origin record, Texts t);
}
