package org.verdite.organisation.roster;

import java.util.List;
import java.util.Objects;

/// What would come of a line.
///
/// @param key of whom or what it speaks
/// @param changes what would become different; of a new line all that it brings
/// @param problems why it can't be taken, all of it
/// @param notes what can be taken but looks odd
public record Judged(
        RosterSheet sheet,
        String cell,
        String key,
        Verdict verdict,
        List<Change> changes,
        List<Problem> problems,
        List<Problem> notes) {

    public Judged {
        // what waits since before there were notes has none
        notes = Objects.requireNonNullElse(notes, List.of());
    }

    public enum Verdict {
        WRONG,
        CHANGED,
        NEW,
        SAME
    }

    /// @param column whose value becomes another
    /// @param before empty where nothing stood
    public record Change(String column, String before, String after) {}

    /// @param cell where it stands: `People!C7`
    /// @param column whose cell it is; empty for the line as a whole
    /// @param value that stands there
    /// @param args of the message, as texts
    public record Problem(String cell, String column, String value, String key, List<String> args) {

        public Problem {
            column = Objects.requireNonNullElse(column, "");
            value = Objects.requireNonNullElse(value, "");
        }
    }
}
