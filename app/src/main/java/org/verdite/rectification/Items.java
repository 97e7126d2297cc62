package org.verdite.rectification;

import java.util.List;
import org.springframework.stereotype.Component;
import org.verdite.shared.Origin;

/// The list of non-compliant items.
@Component
public class Items {

    /// Opens an item, or answers the one that is already open for the same origin.
    public ItemId open(NewItem i) {
        throw new UnsupportedOperationException("in the next commit: " + i.title());
    }

    /// The items linked to a record.
    public List<LinkedItem> of(Origin origin) {
        throw new UnsupportedOperationException("in the next commit: " + origin.id());
    }
}
