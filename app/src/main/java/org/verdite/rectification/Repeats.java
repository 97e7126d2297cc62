package org.verdite.rectification;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;

/// The same thing again (ISO 14001, 10.2 d): an item linked to the earlier one it repeats, or withdrawn as its
/// duplicate. A repeat speaks against the effect of the correction before it. From the second repeat within 24 months
/// on, an item that nobody has planned yet is raised by one severity; whoever approves may set it back with a reason.
@Component
public class Repeats {

    static final int RAISES_FROM = 2;
    private static final Set<ItemState> NOTHING =
            Set.of(ItemState.CANCELLED, ItemState.NO_FINDING, ItemState.BECAME_ITEM);

    private final JdbcClient jdbc;
    private final ItemStore store;
    private final ItemGate gate;
    private final Items items;
    private final Opening opening;
    private final Deferrals deferrals;
    private final Clock clock;

    Repeats(
            JdbcClient jdbc,
            ItemStore store,
            ItemGate gate,
            Items items,
            Opening opening,
            Deferrals deferrals,
            Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.gate = gate;
        this.items = items;
        this.opening = opening;
        this.deferrals = deferrals;
        this.clock = clock;
    }

    /// Opens an item that repeats an earlier one; one that was opened with the same key or origin is linked once.
    @Transactional
    public ItemId open(NewItem i, @Nullable String clientKey, ItemId earlier) {
        var id = items.open(i, clientKey);
        if (!earlier.equals(gate.seen(id).repeatOf())) {
            link(id, earlier);
        }
        return id;
    }

    /// Says that an item is an earlier one again.
    ///
    /// @return true when that raised its severity
    /// @throws Refused when the other was not opened earlier, was withdrawn or is an investigation
    @Transactional
    public boolean link(ItemId id, ItemId earlier) {
        var item = gate.take(id, Permission.ITEM_OPEN, Permission.ITEM_CARRY, Permission.ITEM_APPROVE);
        item.after(ItemStep.REPEAT);
        var me = gate.actor();
        var other = gate.seen(earlier);
        if (earlier.value() >= id.value()) {
            throw new Refused("rectification.refused.repeatLater");
        }
        if (NOTHING.contains(other.state()) || other.workflow() == Workflow.INVESTIGATION) {
            throw new Refused("rectification.refused.repeatOfNothing");
        }
        store.step(
                item,
                ItemStep.REPEAT,
                other.number(),
                "repeat_of",
                earlier,
                "repeat_by",
                me,
                "repeat_at",
                clock.instant());
        return raise(store.take(id).orElseThrow(() -> new NotHere("item " + id)));
    }

    private boolean raise(Item item) {
        int times = jdbc.sql("select rectification.repeats(:id)")
                .param("id", item.id().value())
                .query((rs, _) -> rs.getInt(1))
                .single();
        if (times < RAISES_FROM
                || item.severity() == Severity.CRITICAL
                || !ItemStep.RAISE.possible(item.workflow(), item.state())) {
            return false;
        }
        var severity = Severity.values()[item.severity().ordinal() + 1];
        var rule = opening.rule(severity);
        var due = opening.deadline(rule, item);
        store.step(
                item,
                ItemStep.RAISE,
                String.valueOf(times),
                "severity",
                severity,
                "workflow",
                rule.workflow(),
                "deadline",
                due.day(),
                "due_at",
                due.at(),
                "raised_from",
                item.severity());
        return true;
    }

    /// Says that an item is no repeat after all: whoever approves, but not its owner. Its severity stays until it is
    /// changed.
    @Transactional
    public void unlink(ItemId id, String reason) {
        var item = gate.take(id, Permission.ITEM_APPROVE);
        item.after(ItemStep.NO_REPEAT);
        if (item.repeatOf() == null) {
            throw new Refused("rectification.refused.noRepeat");
        }
        if (gate.everCarried(item, gate.actor())) {
            throw new Refused("rectification.refused.ownerReclassifies");
        }
        store.step(
                item,
                ItemStep.NO_REPEAT,
                ItemGate.text("reason", reason, true, 2000),
                "repeat_of",
                null,
                "repeat_by",
                null,
                "repeat_at",
                null);
    }

    /// Proposes to withdraw an item, which tells the same as another that goes on.
    @Transactional
    public void proposeDuplicate(ItemId id, ItemId of, String reason) {
        var item = gate.seen(id);
        var other = gate.seen(of);
        if (id.equals(of)) {
            throw new Invalid("of", "rectification.again.itself");
        }
        if (NOTHING.contains(other.state())) {
            throw new Refused("rectification.refused.repeatOfNothing");
        }
        deferrals.proposeCancel(id, "DUPLICATE", reason.isBlank() ? other.number() : reason);
        jdbc.sql("update rectification.item set duplicate_of = :of where id = :id")
                .param("of", of.value())
                .param("id", item.id().value())
                .update();
    }

    /// The item with a number, as somebody types it; of the same group as another where several groups are seen.
    ///
    /// @throws Invalid at the field when there is none within reach
    @Transactional(readOnly = true)
    public ItemId numbered(String number, ItemId beside, String field) {
        List<Long> found = jdbc.sql("""
                        select i.id from rectification.item i join rectification.item b on b.id = :beside and b.group_id = i.group_id
                        where i.number = upper(:number)""")
                .param("number", number.strip())
                .param("beside", beside.value())
                .query((rs, _) -> rs.getLong(1))
                .list();
        if (found.isEmpty()) {
            throw new Invalid(field, "rectification.again.number", number.strip());
        }
        return new ItemId(found.getFirst());
    }
}
