package org.verdite.documents;

import java.util.Optional;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;

/// A room above whose records evidence hangs on. It says whether such a record exists for the reader and where it
/// stands, so that nobody attaches a file to what they can't see.
public interface EvidenceOwner {

    /// The room's word: `actions`.
    String room();

    /// The unit of the record, empty when it does not exist within the reader's scope. Called inside a transaction.
    Optional<UnitId> unit(String kind, String key);

    /// Somebody kept a file for the record, or linked one to it. Called in the transaction that does so.
    default void kept(String kind, String key, PersonId by) {}

    /// The record's own title and page; without it, what the page that sent the file said is taken.
    default Optional<Origin> origin(String kind, String key) {
        return Optional.empty();
    }
}
