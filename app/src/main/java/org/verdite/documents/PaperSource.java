package org.verdite.documents;

import java.util.Optional;
import org.verdite.shared.Origin;
import org.verdite.ui.Texts;
import org.verdite.ui.print.Paper;

/// A room whose records can be laid down as a paper, as they stand at this moment, for people who may not look into
/// Verdite themselves.
public interface PaperSource {

    /// The record that is meant by its number (`NC-2026-0412`) or the address of its page. Empty when it is none of
    /// this room's, or not in the reader's scope.
    Optional<Origin> named(String words);

    /// The record on paper, in the language of `t`.
    ///
    /// @param record one that {@link #named} answered
    Paper paper(Origin record, Texts t);
}
