package org.verdite.actions;

import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.verdite.documents.EvidenceOwner;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;

/// Vouches for actions towards evidence.
@Component
class ActionEvidence implements EvidenceOwner {

    private final ActionStore store;
    private final ObjectProvider<ActionOrigin> origins;

    ActionEvidence(ActionStore store, ObjectProvider<ActionOrigin> origins) {
        this.store = store;
        this.origins = origins;
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

    @Override
    public void kept(String kind, String key, PersonId by) {
        action(kind, key)
                .map(Action::origin)
                .ifPresent(origin -> origins.stream()
                        .filter(o -> o.room().equals(origin.room()))
                        .forEach(o -> o.proved(origin.kind(), origin.id(), by)));
    }

    private Optional<Action> action(String kind, String key) {
        return kind.equals("action") && key.matches("\\d{1,18}")
                ? store.find(new ActionId(Long.parseLong(key)))
                : Optional.empty();
    }
}
