package org.verdite.ui;

import java.util.List;

/// The way to a target, drawn from zero on the server by the template `ui.glide`.
///
/// @param label the same in words
/// @param area the ground under the path; empty without a baseline
/// @param target the value promised
/// @param targetAt where it stands beside its mark
/// @param reached points of the line of what was reached
/// @param marks years at the foot
public record Glide(
        String label,
        String area,
        String fromX,
        String fromY,
        String dueX,
        String dueY,
        String target,
        Place targetAt,
        List<Dot> dots,
        String reached,
        List<Mark> marks) {

    /// @param now the year shown: bigger, with its value
    /// @param labelY above the dot, or below where the path would cross it
    public record Dot(String x, String y, boolean now, String value, String labelY) {}

    public record Place(String x, String y, String anchor) {}

    public record Mark(String x, String anchor, int year) {}
}
