package org.verdite.targets;

import java.util.List;
import org.verdite.ui.Texts;

/// What closed items proposed to change about a goal, brought by a room above that knows both.
public interface Lessons {

    /// @param state in the reader's language
    /// @param open true while somebody has to decide or to make it
    record Lesson(String title, String item, String path, String state, boolean open) {}

    /// Newest first, those within the reader's scope.
    List<Lesson> of(GoalId goal, Texts t);
}
