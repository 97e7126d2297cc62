package org.verdite.actions;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.verdite.documents.EvidenceOwner;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;

/// Vouches for actions towards evidence.
@Component
class ActionEvidence implements EvidenceOwner {

    private final ActionStore store;

    ActionEvidence(ActionStore store) {
        this.store = store;
    }

    @Override
    public String room() {
        return "actions";
    }

    @Override
    public Optional<UnitId> unit(String kind, String key) {
        return action(kind, key).map(Action::unit);
    }

    @Override
    public Optional<Origin> origin(String kind, String key) {
        return action(kind, key).map(a -> new Origin("actions", "action", a.id().toString(), a.title(), a.path()));
    }

    private Optional<Action> action(String kind, String key) {
        return kind.equals("action") && key.matches("\\d{1,18}")
                ? store.find(new ActionId(Long.parseLong(key)))
                : Optional.empty();
    }
}
