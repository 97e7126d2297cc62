package org.verdite.rectification;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.verdite.documents.EvidenceOwner;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;

/// Vouches for items towards evidence.
@Component
class ItemEvidence implements EvidenceOwner {

    private final ItemStore store;

    ItemEvidence(ItemStore store) {
        this.store = store;
    }

    @Override
    public String room() {
        return "rectification";
    }

    @Override
    public Optional<UnitId> unit(String kind, String key) {
        return item(kind, key).map(Item::unit);
    }

    @Override
    public Optional<Origin> origin(String kind, String key) {
        return item(kind, key).map(Item::origin);
    }

    private Optional<Item> item(String kind, String key) {
        return kind.equals("item") && key.matches("\\d{1,18}")
                ? store.find(new ItemId(Long.parseLong(key)))
                : Optional.empty();
    }
}
