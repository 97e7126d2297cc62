package org.verdite.rectification;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.verdite.actions.ActionOrigin;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.NotHere;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;

/// Keeps an item and its actions together: what an approver reads doesn't change under their eyes, what was approved
/// changes only by who may approve, and who carries an action is remembered.
@Component
class PlannedActions implements ActionOrigin {

    private final ItemStore store;
    private final Access access;

    PlannedActions(ItemStore store, Access access) {
        this.store = store;
        this.access = access;
    }

    @Override
    public String room() {
        return "rectification";
    }

    @Override
    public void proved(String kind, String key, PersonId by) {
        if (kind.equals("item") && key.matches("\\d{1,18}")) {
            var id = new ItemId(Long.parseLong(key));
            store.find(id).ifPresent(item -> store.party(id, item.unit(), by, "EVIDENCE_GIVER"));
        }
    }

    @Override
    public void check(Step step, String kind, String key, @Nullable PersonId owner) {
        if (!kind.equals("item") || !key.matches("\\d{1,18}")) {
            throw new NotHere(kind + " " + key);
        }
        var id = new ItemId(Long.parseLong(key));
        var item = store.take(id).orElseThrow(() -> new NotHere("item " + id));
        if (item.workflow() != Workflow.PLAN) {
            throw new Refused("rectification.refused.way." + item.workflow());
        }
        if (!Set.of(ItemState.OPEN, ItemState.IN_PROGRESS).contains(item.state())) {
            throw new Refused("rectification.refused.actionsFixed", Words.of(item.state()));
        }
        boolean changesPlan = step == Step.CANCEL || step == Step.CHANGE;
        if (changesPlan && item.state() == ItemState.IN_PROGRESS && !access.may(Permission.ITEM_APPROVE, item.unit())) {
            throw new Refused("rectification.refused.planApproved");
        }
        if ((step == Step.START || step == Step.DONE) && item.state() != ItemState.IN_PROGRESS) {
            throw new Refused("rectification.refused.planFirst");
        }
        store.party(id, item.unit(), owner, "ACTION_OWNER");
        Integer me = Scope.current().person();
        if (me != null && (step == Step.START || step == Step.DONE)) {
            store.party(id, item.unit(), new PersonId(me), "CARRIER");
        }
    }
}
