package org.verdite.actions;

import org.jspecify.annotations.Nullable;
import org.verdite.shared.PersonId;

/// A room above that plans actions for its records. It is asked before a step, so that an approved plan can't be
/// changed behind its back.
public interface ActionOrigin {

    /// What is about to happen to an action.
    enum Step {
        OPEN,
        START,
        DONE,
        CHANGE,
        CANCEL
    }

    /// The room's word: `rectification`.
    String room();

    /// Somebody kept a file for an action of the record.
    default void proved(String kind, String key, PersonId by) {}

    /// True when the reader may open the record: people of another unit see its title only.
    default boolean shows(String kind, String key) {
        return true;
    }

    /// @param owner who carries the action, after the step
    /// @throws org.verdite.shared.Refused when the record the action was planned for doesn't allow the step now
    void check(Step step, String kind, String key, @Nullable PersonId owner);
}
