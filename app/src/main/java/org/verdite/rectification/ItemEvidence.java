package org.verdite.rectification;

import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.verdite.documents.EvidenceOwner;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;

/// Vouches for items towards evidence.
@Component
class ItemEvidence implements EvidenceOwner {

    private static final Set<ItemState> CORRECTING =
            Set.of(ItemState.OPEN, ItemState.PLAN_SUBMITTED, ItemState.IN_PROGRESS);

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

    /// Who brings a proof of the correction had a hand in it. What is kept while it waits for verification, or after,
    /// is the verifier's.
    @Override
    public void kept(String kind, String key, PersonId by) {
        item(kind, key)
                .filter(item -> CORRECTING.contains(item.state()))
                .ifPresent(item -> store.party(item.id(), item.unit(), by, "EVIDENCE_GIVER"));
    }

    private Optional<Item> item(String kind, String key) {
        return kind.equals("item") && key.matches("\\d{1,18}")
                ? store.find(new ItemId(Long.parseLong(key)))
                : Optional.empty();
    }
}
