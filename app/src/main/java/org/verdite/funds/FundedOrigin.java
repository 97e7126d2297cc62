package org.verdite.funds;

import java.util.Optional;
import org.verdite.shared.Origin;

/// A room above whose records money is planned for. It says whether such a record exists for the reader and what it is
/// called, so that nobody plans money for what they can't see, nor under another name.
public interface FundedOrigin {

    /// The room's word: `targets`.
    String room();

    /// The record's own title and page, empty when it does not exist within the reader's scope. Called inside a
    /// transaction.
    Optional<Origin> origin(String kind, String key);
}
