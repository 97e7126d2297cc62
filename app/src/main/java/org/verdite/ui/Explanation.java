package org.verdite.ui;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a figure was made: the drawer "explain this number", and the same as a page.
///
/// @param title the figure's name and period
/// @param words the formula in words
/// @param numbers the formula with its numbers
/// @param formula its code and version, since when in force
/// @param inputs what went in, the missing ones too
/// @param who who entered, checked, approved and published it
/// @param before earlier values
/// @param restatements what changed after publication
/// @param csv where its records can be downloaded
public record Explanation(
        String title,
        String words,
        String numbers,
        String formula,
        List<Input> inputs,
        List<Event> who,
        List<Value> before,
        List<Restatement> restatements,
        @Nullable String csv) {

    /// @param path the list of its records
    public record Input(
            String name,
            String note,
            String value,
            @Nullable String path) {}

    /// @param at by the clock of the place where the figure is made, as its other days are
    public record Event(String what, @Nullable OffsetDateTime at) {}

    public record Value(
            String period,
            String value,
            String note,
            @Nullable String path) {}

    public record Restatement(String published, String now, String reason) {}
}
