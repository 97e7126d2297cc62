package org.verdite.rectification;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;

/// The list of non-compliant items (ISO 14001, 10.2): opening them, what is known about them, who carries and who
/// verifies. Corrections go through {@link Corrections}, their proof through {@link Verifications}, the question
/// whether anything was wrong through {@link Investigations}, time and withdrawal through {@link Deferrals}.
@Component
public class Items {

    private final JdbcClient jdbc;
    private final ItemStore store;
    private final ItemGate gate;
    private final Opening opening;
    private final Access access;
    private final Verifications verifications;

    Items(
            JdbcClient jdbc,
            ItemStore store,
            ItemGate gate,
            Opening opening,
            Access access,
            Verifications verifications) {
        this.jdbc = jdbc;
        this.store = store;
        this.gate = gate;
        this.opening = opening;
        this.access = access;
        this.verifications = verifications;
    }

    /// Opens an item, or answers the one that is not yet over for the same origin.
    @Transactional
    public ItemId open(NewItem i) {
        return open(i, null);
    }

    /// @param clientKey the caller's own key: the same key at the same unit is the same item, however often it comes
    /// @throws Invalid naming the fields `title`, `description`, `medium`, `discovered`, `owner`
    @Transactional
    public ItemId open(NewItem i, @Nullable String clientKey) {
        access.require(Permission.ITEM_OPEN, i.unit());
        opening.check(i);
        known("owner", i.owner());
        if (clientKey != null) {
            ItemGate.text("key", clientKey, true, 100);
            store.lock("key " + i.unit() + " " + clientKey);
            var same = opening.byClientKey(i.unit(), clientKey);
            if (same.isPresent()) {
                return same.get();
            }
        }
        var origin = i.origin();
        if (origin == null) {
            return opening.insert(i, clientKey);
        }
        store.lock(origin.room() + " " + origin.kind() + " " + origin.id());
        var open = store.linked(origin, false);
        if (!open.isEmpty()) {
            return open.getFirst().id();
        }
        var id = opening.insert(i, clientKey);
        store.link(id, i.unit(), origin);
        return id;
    }

    /// The items linked to a record, closed ones too.
    @Transactional(readOnly = true)
    public List<LinkedItem> of(Origin origin) {
        return store.linked(origin, true);
    }

    /// Says that an item is about another record too. Saying it twice changes nothing.
    @Transactional
    public void link(ItemId id, Origin origin) {
        var item = gate.take(id, Permission.ITEM_OPEN, Permission.ITEM_CARRY);
        store.link(id, item.unit(), origin);
        store.log(
                id,
                item.unit(),
                ItemStep.LINK,
                item.state().name(),
                item.state().name(),
                item.round(),
                store.today(item),
                item.deadline(),
                origin.title());
    }

    /// Changes the words of an item.
    ///
    /// @param version as it was read
    /// @throws Conflict when somebody changed it since
    @Transactional
    public void edit(ItemId id, int version, String title, String description, String medium) {
        var item = gate.take(id, Permission.ITEM_OPEN, Permission.ITEM_CARRY);
        if (item.version() != version) {
            throw new Conflict("item " + id);
        }
        if (!Opening.MEDIA.contains(medium)) {
            throw new Invalid("medium", "ui.form.choice");
        }
        store.step(
                item,
                ItemStep.EDIT,
                "",
                "title",
                ItemGate.text("title", title, true, 200),
                "description",
                ItemGate.text("description", description, false, 4000),
                "medium",
                medium);
    }

    /// Another severity: its deadline counts from the opening, its way is the new severity's.
    ///
    /// @throws Refused once a plan was submitted or the correction made
    @Transactional
    public void reclassify(ItemId id, Severity severity, String reason) {
        var item = gate.take(id, Permission.ITEM_APPROVE);
        gate.require(ItemStep.RECLASSIFY, item);
        if (gate.actor().equals(item.owner())) {
            throw new Refused("rectification.refused.ownerReclassifies");
        }
        var rule = opening.rule(severity);
        store.step(
                item,
                ItemStep.RECLASSIFY,
                ItemGate.text("reason", reason, true, 2000),
                "severity",
                severity,
                "workflow",
                rule.workflow(),
                "deadline",
                item.round() == 1
                        ? item.openedOn().plusDays(rule.days())
                        : store.today(item).plusDays(rule.days()));
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
            verifications.requireFree(item, to.owner(), to.substitute(), to.verifier());
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
        known("owner", to.owner(), item.owner());
        known("substitute", to.substitute(), item.substitute());
        known("verifier", to.verifier(), item.verifier());
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

    /// People outside the reader's scope can't be named by guessing their number, except who is on the item already.
    private void known(String field, @Nullable PersonId person, @Nullable PersonId... already) {
        if (person == null
                || List.of(java.util.Arrays.stream(already)
                                .filter(p -> p != null)
                                .toArray())
                        .contains(person)) {
            return;
        }
        Integer me = Scope.current().person();
        boolean here = me != null && me == person.value()
                || jdbc.sql("select exists (select from organisation.pub_person where id = :id)")
                        .param("id", person.value())
                        .query((rs, _) -> rs.getBoolean(1))
                        .single();
        if (!here) {
            throw new Invalid(field, "ui.form.choice");
        }
    }

    /// What the next steps of an item need, there or missing.
    @Transactional(readOnly = true)
    public List<Need> needs(ItemId id, ItemStep step) {
        return gate.needs(step, gate.seen(id));
    }

    /// The days the severity gives.
    @Transactional(readOnly = true)
    public int days(Severity severity) {
        return opening.rule(severity).days();
    }

    /// Today, as the calendar at the item's place has it.
    @Transactional(readOnly = true)
    public LocalDate today(ItemId id) {
        return store.today(gate.seen(id));
    }
}
