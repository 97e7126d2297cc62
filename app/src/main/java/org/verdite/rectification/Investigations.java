package org.verdite.rectification;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Permission;
import org.verdite.shared.Refused;

/// Was anything wrong at all? The lighter path for what an objective or a trigger level noticed: a finding, then one of
/// two outcomes.
@Component
public class Investigations {

    private final ItemStore store;
    private final ItemGate gate;
    private final Opening opening;
    private final Clock clock;

    Investigations(ItemStore store, ItemGate gate, Opening opening, Clock clock) {
        this.store = store;
        this.gate = gate;
        this.opening = opening;
        this.clock = clock;
    }

    /// Writes down what was found.
    @Transactional
    public void recordFinding(ItemId id, String finding) {
        var item = gate.take(id, Permission.ITEM_CARRY, Permission.ITEM_OPEN);
        item.after(ItemStep.RECORD_FINDING);
        var me = gate.actor();
        store.step(
                item,
                ItemStep.RECORD_FINDING,
                "",
                "finding",
                ItemGate.text("finding", finding, true, 4000),
                "finding_by",
                me);
    }

    /// Nothing was wrong: agreed by somebody else than who wrote the finding.
    @Transactional
    public void closeNoFinding(ItemId id, String note) {
        var item = gate.take(id, Permission.ITEM_APPROVE);
        gate.require(ItemStep.CLOSE_NO_FINDING, item);
        var me = gate.actor();
        if (me.equals(item.findingBy())) {
            throw new Refused("rectification.refused.findingOwn");
        }
        store.step(
                item,
                ItemStep.CLOSE_NO_FINDING,
                ItemGate.text("note", note, false, 2000),
                "closed_by",
                me,
                "closed_at",
                clock.instant(),
                "closed_on",
                store.today(item));
    }

    /// Something was wrong: a non-compliant item of its own, with the same origins and the investigation among them.
    @Transactional
    public ItemId becomeItem(ItemId id, Severity severity) {
        var item = gate.take(id, Permission.ITEM_OPEN);
        gate.require(ItemStep.BECOME_ITEM, item);
        var me = gate.actor();
        var opened = opening.insert(
                new NewItem(
                        item.unit(),
                        item.title(),
                        item.finding(),
                        severity,
                        item.medium(),
                        null,
                        item.owner(),
                        item.discovered(),
                        false,
                        item.particulars()),
                null);
        store.origins(id).forEach(origin -> store.link(opened, item.unit(), origin));
        store.link(opened, item.unit(), item.origin());
        store.step(
                item,
                ItemStep.BECOME_ITEM,
                "",
                "became_id",
                opened,
                "closed_by",
                me,
                "closed_at",
                clock.instant(),
                "closed_on",
                store.today(item));
        return opened;
    }
}
