package org.verdite.rectification;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.PersonId;

/// Why something happened, as one place of an item's tree.
///
/// @param parent what it answers "why?" of; null directly under the event, which is the item
/// @param code of the taxonomy, in its edition; each root has one
/// @param evidence number of a file that shows it
/// @param depth 0 directly under the event
/// @param actions numbers of the actions that remove it
public record Cause(
        long id,
        @Nullable Long parent,
        Level level,
        @Nullable String edition,
        @Nullable String code,
        String text,
        String language,
        @Nullable Long evidence,
        @Nullable PersonId by,
        int depth,
        List<Long> actions,
        int version) {

    /// How far down it lies.
    public enum Level {
        IMMEDIATE,
        UNDERLYING,
        ROOT
    }

    /// What somebody says of a cause.
    ///
    /// @param code of the present edition, null where it is not classed
    public record Said(
            Level level,
            @Nullable String code,
            String text,
            @Nullable Long evidence) {}
}
