package org.verdite.rectification;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.Refused;

/// Who carries a correction and who verifies it; what separates the two is checked before, not after.
@Component
public class Assignments {

    private final ItemStore store;
    private final ItemGate gate;
    private final Access access;
    private final Verification verification;

    Assignments(ItemStore store, ItemGate gate, Access access, Verification verification) {
        this.store = store;
        this.gate = gate;
        this.access = access;
        this.verification = verification;
    }

    /// Says who carries the correction, who stands in, and who will verify it.
    ///
    /// @throws Refused when the verifier has a conflict, with the reason; when the new owner verifies or approved
    @Transactional
    public void assign(ItemId id, Assignment to) {
        var item = gate.take(
                id, Permission.ITEM_APPROVE, Permission.ITEM_OPEN, Permission.ITEM_VERIFY, Permission.ITEM_CARRY);
        item.after(ItemStep.ASSIGN);
        if (item.owner() != null && !item.owner().equals(to.owner())) {
            access.require(Permission.ITEM_APPROVE, item.unit());
        }
        checkParts(item, to);
        if (to.owner() != null) {
            store.party(id, item.unit(), to.owner(), "OWNER");
        }
        store.party(id, item.unit(), to.substitute(), "SUBSTITUTE");
        if (to.verifier() != null && !to.verifier().equals(item.verifier())) {
            verification.requireFree(item, to.owner(), to.substitute(), to.verifier());
        }
        store.step(
                item,
                ItemStep.ASSIGN,
                "",
                "owner_id",
                to.owner(),
                "substitute_id",
                to.substitute(),
                "verifier_id",
                to.verifier());
    }

    private void checkParts(Item item, Assignment to) {
        gate.known("owner", to.owner(), item.owner());
        gate.known("substitute", to.substitute(), item.substitute());
        gate.known("verifier", to.verifier(), item.verifier());
        if (to.owner() != null && to.owner().equals(to.substitute())) {
            throw new Invalid("substitute", "rectification.people.substituteIsOwner");
        }
        var verifier = to.verifier();
        if (verifier != null && (verifier.equals(to.owner()) || verifier.equals(to.substitute()))) {
            throw new Refused("rectification.refused.ownerVerifies");
        }
        if (to.owner() == null && item.state() != ItemState.OPEN) {
            throw new Refused("rectification.refused.owner");
        }
        if (to.owner() != null && to.owner().equals(item.approvedBy())) {
            throw new Refused("rectification.refused.ownerApproved");
        }
    }
}
