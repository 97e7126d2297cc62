package org.verdite.rectification;

import java.time.LocalDate;
import java.util.Optional;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;

/// A room above whose records become items. Where a room has one, an item can be opened only from a record that exists
/// within the opener's scope and at the unit where it stands.
public interface Finder {

    /// The room's word: `monitoring`.
    String room();

    /// The unit of the record, empty when it does not exist within the opener's scope. Called inside a transaction.
    Optional<UnitId> unit(String kind, String key);

    /// What a record may be opened as.
    enum Becomes {
        /// Whoever opens it decides.
        EITHER,
        /// An obligation was not met: a non-compliant item.
        ITEM,
        /// Something was noticed: an investigation, which makes nobody non-compliant.
        INVESTIGATION,
        /// The record does not stand any more.
        NOTHING
    }

    /// What may be opened from the record. Called inside a transaction, after {@link #unit}.
    default Becomes becomes(String kind, String key) {
        return Becomes.EITHER;
    }

    /// What was measured behind the record, with the page where it stands.
    default Optional<Origin> measured(String kind, String key) {
        return Optional.empty();
    }

    /// What the room's data since a correction say of what the record told.
    enum Effect {
        /// The room keeps nothing that could tell.
        UNKNOWN,
        /// It stayed right.
        SHOWN,
        /// The record itself still goes on.
        RUNS,
        /// Nothing was measured since.
        NOTHING_SINCE,
        /// The same went wrong again.
        CAME_BACK
    }

    /// Whether a correction made on a day has held (ISO 14001, 10.2 d). Called inside a transaction.
    default Effect effect(String kind, String key, LocalDate since) {
        return Effect.UNKNOWN;
    }

    /// The record's own title and page; without it, what the opener said is taken.
    default Optional<Origin> origin(String kind, String key) {
        return Optional.empty();
    }
}
