package org.verdite.ui;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A room's lines on My desk: what waits for the signed-in person.
public interface DeskSource {

    /// @param title begins with the verb: "Verify: haul road dust suppression"
    /// @param due null when nothing presses
    /// @param mine false for what I own but somebody else moves next
    record Line(
            State state,
            String title,
            String note,
            String path,
            @Nullable LocalDate due,
            boolean mine) {}

    List<Line> lines(Texts t);

    /// How many of them wait for me, for the badge on every page; asked for at most twice a minute and after each step.
    int waiting();
}
