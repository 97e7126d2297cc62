package org.verdite.reporting.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.verdite.ui.State;

/// The home of the group, or of the subtree a person looks at.
///
/// @param title the unit's name
/// @param chosen only sites of this state are listed; null for those that need someone
record HomePage(
        String title,
        String sub,
        String asOf,
        int sites,
        List<Legend> legend,
        String chosen,
        List<Quadrant> quadrants,
        int year,
        List<SiteLine> lines,
        List<Bar> findings,
        String period) {

    record Legend(State state, int count, String words, String query, boolean here) {}

    /// @param css `plan`, `do`, `check`, `act`
    /// @param big the number; a dash where nothing can be said
    /// @param small what stands small beside it
    record Quadrant(String css, String name, String path, String big, String small, String sentence, String change) {}

    record SiteLine(
            State state,
            String name,
            String path,
            String what,
            String whatPath,
            String since,
            @Nullable String who) {}

    /// @param width 0 to 100, in steps of one
    record Bar(String name, int count, int width, String css, String path) {}
}
