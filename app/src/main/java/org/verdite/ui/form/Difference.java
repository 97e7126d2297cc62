package org.verdite.ui.form;

import java.time.Instant;
import java.util.List;

/// The conflict view: somebody saved the record while it was being edited. What only one side changed is merged and
/// listed; what both changed is to be chosen.
///
/// @param who who saved before, empty when that is not known
/// @param version the version that is stored now; the choice is saved against it
/// @param action where the choice is posted
/// @param rows what both changed
/// @param merged what one side changed, in the order of the form
/// @param kept all that is posted with the choice
public record Difference(
        String who, Instant at, int version, String action, List<Row> rows, List<Merged> merged, List<Kept> kept) {

    /// Values as they are posted, and in words.
    public record Row(String field, String label, String theirs, String mine, String theirWords, String myWords) {}

    /// @param words the value that was taken over
    /// @param mine true when the reader changed it, false when the other did
    public record Merged(String label, String words, boolean mine) {}

    public record Kept(String field, String value) {}
}
