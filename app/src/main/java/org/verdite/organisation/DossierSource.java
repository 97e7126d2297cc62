package org.verdite.organisation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.SiteId;
import org.verdite.ui.State;
import org.verdite.ui.Texts;

/// A room's say in a site's dossier: rooms above implement it as a bean and add their cards.
public interface DossierSource {

    /// One line of a card.
    ///
    /// @param state null where the line is plain text
    /// @param path its page, null for none
    record DossierLine(
            @Nullable State state,
            String title,
            String note,
            @Nullable String path) {}

    /// @param order small first; the room's own cards come before
    /// @param empty the sentence shown when there are no lines
    /// @param path the whole list, null for none
    record DossierCard(
            int order,
            String title,
            List<DossierLine> lines,
            String empty,
            @Nullable String path) {}

    /// Cards within the reader's scope.
    List<DossierCard> cards(SiteId site, Texts t);
}
