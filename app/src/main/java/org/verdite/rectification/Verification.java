package org.verdite.rectification;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;

/// Proving it right (ISO 14001, 10.2 e): verified by somebody free of conflict, effective when later results say so.
@Component
public class Verification {

    static final int EFFECT_MONTHS = 3;

    private final JdbcClient jdbc;
    private final ItemStore store;
    private final ItemGate gate;
    private final Succession succession;
    private final Sampling sampling;
    private final java.time.Clock clock;

    Verification(
            JdbcClient jdbc,
            ItemStore store,
            ItemGate gate,
            Succession succession,
            Sampling sampling,
            java.time.Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.gate = gate;
        this.succession = succession;
        this.sampling = sampling;
        this.clock = clock;
    }

    /// Says that it is right. Stops the clock.
    ///
    /// @param effectDue the day from which the effect is judged; null for three months from now
    /// @throws Refused when the acting person has a conflict, or somebody else was asked to verify
    @Transactional
    public void verify(ItemId id, String note, @Nullable LocalDate effectDue) {
        var item = gate.take(id, Permission.ITEM_VERIFY);
        gate.require(ItemStep.VERIFY, item);
        var me = free(item);
        LocalDate today = store.today(item);
        LocalDate due = effectDue == null ? today.plusMonths(EFFECT_MONTHS) : effectDue;
        if (due.isBefore(today) || due.isAfter(today.plusYears(5))) {
            throw new Invalid(
                    "effectDue", "rectification.verify.effectDue", Words.of(today), Words.of(today.plusYears(5)));
        }
        store.step(
                item,
                ItemStep.VERIFY,
                note,
                "verify_note",
                ItemGate.text("note", note, false, 2000),
                "verified_by",
                me,
                "verified_at",
                clock.instant(),
                "verified_on",
                today,
                "verifier_id",
                me,
                "effect_due",
                due);
    }

    /// Sends it back with the reason; the clock goes on.
    @Transactional
    public void reject(ItemId id, String reason) {
        var item = gate.take(id, Permission.ITEM_VERIFY);
        gate.require(ItemStep.REJECT, item);
        free(item);
        boolean sampled = Boolean.TRUE.equals(item.drawn());
        store.step(item, ItemStep.REJECT, ItemGate.text("reason", reason, true, 2000), "drawn", null, "close_on", null);
        if (sampled) {
            sampling.failed(item);
        }
    }

    /// The results since then prove it. Not before the day the effect was to be judged.
    @Transactional
    public void closeEffective(ItemId id, String note) {
        var item = gate.take(id, Permission.ITEM_VERIFY);
        gate.require(ItemStep.CLOSE_EFFECTIVE, item);
        var me = unbarred(item);
        store.step(
                item,
                ItemStep.CLOSE_EFFECTIVE,
                note,
                "effect_note",
                ItemGate.text("note", note, true, 2000),
                "closed_by",
                me,
                "closed_at",
                clock.instant(),
                "closed_on",
                store.today(item));
    }

    /// The results since then show that it came back: it ends so, and a successor goes on.
    ///
    /// @return the successor: a new item, or the repeat that was opened already
    @Transactional
    public ItemId findIneffective(ItemId id, String reason) {
        var item = gate.take(id, Permission.ITEM_VERIFY);
        gate.require(ItemStep.FIND_INEFFECTIVE, item);
        unbarred(item);
        String said = ItemGate.text("reason", reason, true, 2000);
        var successor = succession.of(item);
        store.step(item, ItemStep.FIND_INEFFECTIVE, said, "effect_note", said, "succeeded_by", successor);
        return successor;
    }

    /// The successor of an item that was found not effective before there were successors.
    ///
    /// @throws Refused when it has one
    @Transactional
    public ItemId succeed(ItemId id, String note) {
        var item = gate.take(id, Permission.ITEM_APPROVE, Permission.ITEM_VERIFY);
        gate.require(ItemStep.SUCCEED, item);
        gate.actor();
        if (item.succeededBy() != null) {
            throw new Refused("rectification.refused.succeeded");
        }
        String said = ItemGate.text("note", note, false, 2000);
        var successor = succession.of(item);
        store.step(item, ItemStep.SUCCEED, said, "succeeded_by", successor);
        return successor;
    }

    /// Why a person may not verify an item; empty when they are free of conflict.
    @Transactional(readOnly = true)
    public Optional<Bar> bar(ItemId id, PersonId person) {
        var item = gate.seen(id);
        return bar(item, item.owner(), item.substitute(), person);
    }

    /// The same for each of many, before one is chosen.
    @Transactional(readOnly = true)
    public Map<PersonId, Bar> bars(ItemId id, Collection<PersonId> people) {
        var item = gate.seen(id);
        var parties = store.parties(item);
        var hierarchy = new Posts(jdbc);
        var today = store.today(item);
        var bars = new LinkedHashMap<PersonId, Bar>();
        for (PersonId person : people) {
            Conflicts.bar(person, item.owner(), item.substitute(), parties, today, hierarchy)
                    .ifPresent(bar -> bars.put(person, bar));
        }
        return bars;
    }

    /// @throws Refused with the reason when the person may not verify under this owner and substitute
    void requireFree(Item item, @Nullable PersonId owner, @Nullable PersonId substitute, PersonId person) {
        bar(item, owner, substitute, person).ifPresent(bar -> {
            throw new Refused("rectification.refused.bar." + bar);
        });
    }

    private PersonId free(Item item) {
        var me = unbarred(item);
        if (item.verifier() != null && !item.verifier().equals(me)) {
            throw new Refused("rectification.refused.anotherVerifies");
        }
        return me;
    }

    private PersonId unbarred(Item item) {
        var me = gate.actor();
        requireFree(item, item.owner(), item.substitute(), me);
        return me;
    }

    private Optional<Bar> bar(Item item, @Nullable PersonId owner, @Nullable PersonId substitute, PersonId person) {
        return Conflicts.bar(person, owner, substitute, store.parties(item), store.today(item), new Posts(jdbc));
    }
}
