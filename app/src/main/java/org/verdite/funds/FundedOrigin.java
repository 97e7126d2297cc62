package org.verdite.funds;

import java.util.List;
import java.util.Optional;
import org.verdite.shared.Origin;
import org.verdite.ui.Texts;

/// A room above whose records money is planned for. It says whether such a record exists for the reader and what it is
/// called, so that nobody plans money for what they can't see, nor under another name.
public interface FundedOrigin {

    /// The room's word: `targets`.
    String room();

    /// A record as it is chosen from a list.
    ///
    /// @param name what a person would call it
    /// @param note its number, and where it is
    record Choice(Origin origin, String name, String note) {}

    /// What the reader can plan money for, the nearest first. Called inside a transaction.
    ///
    /// @param most how many of each kind
    List<Choice> choices(int most, Texts t);

    /// The record's own title and page, empty when it does not exist within the reader's scope. Called inside a
    /// transaction.
    Optional<Origin> origin(String kind, String key);
}
