package org.verdite.organisation.roster;

import java.util.List;

/// What would come of a line.
///
/// @param key of whom or what it speaks
/// @param changes what would become different; empty for a new line
/// @param problems why it can't be taken
public record Judged(
        RosterSheet sheet, String cell, String key, Verdict verdict, List<Change> changes, List<Problem> problems) {

    public enum Verdict {
        WRONG,
        CHANGED,
        NEW,
        SAME
    }

    /// @param column whose value becomes another
    public record Change(String column, String before, String after) {}

    /// @param cell where it stands: `People!C7`
    /// @param args of the message, as texts
    public record Problem(String cell, String key, List<String> args) {}
}
