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
    private final Plans plans;
    private final Access access;

    PlannedActions(ItemStore store, Plans plans, Access access) {
        this.store = store;
        this.plans = plans;
        this.access = access;
    }

    @Override
    public String room() {
        return "rectification";
    }

    @Override
    public boolean shows(String kind, String key) {
        return kind.equals("item")
                && key.matches("\\d{1,18}")
                && store.find(new ItemId(Long.parseLong(key))).isPresent();
    }

    @Override
    public void proved(String kind, String key, PersonId by) {
        if (kind.equals("item") && key.matches("\\d{1,18}")) {
            plans.joinIn(new ItemId(Long.parseLong(key)), by, "EVIDENCE_GIVER");
        }
    }

    /// Whoever sees the action asks; the item may lie outside of what they see.
    @Override
    public void check(Step step, String kind, String key, @Nullable PersonId owner) {
        if (!kind.equals("item") || !key.matches("\\d{1,18}")) {
            throw new NotHere(kind + " " + key);
        }
        var id = new ItemId(Long.parseLong(key));
        var plan = plans.take(id).orElseThrow(() -> new NotHere("item " + id));
        if (plan.workflow() != Workflow.PLAN) {
            throw new Refused("rectification.refused.way." + plan.workflow());
        }
        if (!Set.of(ItemState.OPEN, ItemState.IN_PROGRESS).contains(plan.state())) {
            throw new Refused("rectification.refused.actionsFixed", Words.of(plan.state()));
        }
        boolean changesPlan = step == Step.CANCEL || step == Step.CHANGE;
        if (changesPlan && plan.state() == ItemState.IN_PROGRESS && !access.may(Permission.ITEM_APPROVE, plan.unit())) {
            throw new Refused("rectification.refused.planApproved");
        }
        if ((step == Step.START || step == Step.DONE) && plan.state() != ItemState.IN_PROGRESS) {
            throw new Refused("rectification.refused.planFirst");
        }
        if (owner != null) {
            plans.joinIn(id, owner, "ACTION_OWNER");
        }
        Integer me = Scope.current().person();
        if (me != null && (step == Step.START || step == Step.DONE)) {
            plans.joinIn(id, new PersonId(me), "CARRIER");
        }
    }
}
