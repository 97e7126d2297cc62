package org.verdite.rectification;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;

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
        assign(id, null, to);
    }

    /// @param version as it was read; null for who has just opened the item
    /// @throws Conflict when somebody changed it since
    @Transactional
    public void assign(ItemId id, @Nullable Integer version, Assignment to) {
        var item = gate.take(
                id, Permission.ITEM_APPROVE, Permission.ITEM_OPEN, Permission.ITEM_VERIFY, Permission.ITEM_CARRY);
        if (version != null && item.version() != version) {
            throw new Conflict("item " + id);
        }
        item.after(ItemStep.ASSIGN);
        if (item.owner() != null && !item.owner().equals(to.owner())) {
            access.require(Permission.ITEM_APPROVE, item.unit());
        }
        checkParts(item, to);
        mayChangeVerifier(item, to);
        if (item.owner() != null && !item.owner().equals(to.owner())) {
            store.ownedUntilNow(id, item.owner());
        }
        store.party(id, item.unit(), to.owner(), "OWNER");
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

    /// Says who carries the correction; who stands in and who verifies stays, where the owner is nobody of them.
    @Transactional
    public void carry(ItemId id, PersonId owner) {
        var item = gate.seen(id);
        assign(
                id,
                item.version(),
                new Assignment(owner, owner.equals(item.substitute()) ? null : item.substitute(), item.verifier()));
    }

    /// Who was asked to verify is replaced or let go by somebody who could have asked them, and had no hand in it.
    private void mayChangeVerifier(Item item, Assignment to) {
        if (item.verifier() == null || item.verifier().equals(to.verifier())) {
            return;
        }
        if (!access.may(Permission.ITEM_APPROVE, item.unit())) {
            access.require(Permission.ITEM_VERIFY, item.unit());
        }
        Integer me = Scope.current().person();
        if (me != null && store.parties(item).stream().anyMatch(p -> p.person().value() == me)) {
            throw new Refused("rectification.refused.verifierByParty");
        }
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
