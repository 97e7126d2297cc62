package org.verdite.rectification;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.actions.Actions;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;

/// More time, and withdrawing what was no finding: asked by one person, decided by another, the history kept.
@Component
public class Deferrals {

    private final JdbcClient jdbc;
    private final ItemStore store;
    private final ItemGate gate;
    private final Actions actions;
    private final SeverityRules rules;
    private final Clock clock;

    Deferrals(JdbcClient jdbc, ItemStore store, ItemGate gate, Actions actions, SeverityRules rules, Clock clock) {
        this.rules = rules;
        this.jdbc = jdbc;
        this.store = store;
        this.gate = gate;
        this.actions = actions;
        this.clock = clock;
    }

    private record Asked(long id, LocalDate to, @Nullable PersonId by) {}

    /// Asks for more time. One question at a time.
    ///
    /// @param to the new deadline, after the present one; its whole day is in time
    /// @throws Refused when an authority set the deadline, or more time was given as often as the severity allows
    @Transactional
    public void askTime(ItemId id, LocalDate to, String reason) {
        var item = gate.take(id, Permission.ITEM_CARRY);
        item.after(ItemStep.ASK_TIME);
        var me = gate.actor();
        String why = ItemGate.text("reason", reason, true, 2000);
        if (!to.isAfter(item.deadline()) || to.isAfter(item.deadline().plusYears(2))) {
            throw new Invalid("to", "rectification.time.after", Words.of(item.deadline()));
        }
        if (asked(id).isPresent()) {
            throw new Refused("rectification.refused.askedBefore");
        }
        requireMovable(item);
        jdbc.sql("""
                insert into rectification.item_extension (item_id, unit_id, asked_by, from_deadline, to_deadline, reason)
                values (:item, :unit, :me, :from, :to, :reason)""")
                .param("item", id.value())
                .param("unit", item.unit().value())
                .param("me", me.value())
                .param("from", item.deadline())
                .param("to", to)
                .param("reason", why)
                .update();
        store.step(item, ItemStep.ASK_TIME, why);
    }

    /// Decides about more time: somebody who approves one level above the item's unit, and neither asked nor
    /// carries.
    @Transactional
    public void decideTime(ItemId id, boolean grant, String note) {
        var item = gate.take(id, Permission.ITEM_APPROVE);
        item.after(grant ? ItemStep.GRANT_TIME : ItemStep.REFUSE_TIME);
        var asked = asked(id).orElseThrow(() -> new Refused("rectification.refused.notAsked"));
        var me = gate.actor();
        if (me.equals(asked.by()) || gate.carries(item, me)) {
            throw new Refused("rectification.refused.deciderAsked");
        }
        if (!mayDecideTime(item.unit())) {
            throw new Refused("rectification.refused.oneLevelUp");
        }
        if (grant) {
            requireMovable(item);
        }
        String said = ItemGate.text("note", note, !grant, 2000);
        jdbc.sql("""
                update rectification.item_extension set granted = :granted, decided_by = :me, decided_at = verdite.now(),
                  decision = :note where id = :id""")
                .param("granted", grant)
                .param("me", me.value())
                .param("note", said)
                .param("id", asked.id())
                .update();
        if (grant) {
            var due = Deadline.endOf(asked.to(), item.zone());
            store.step(item, ItemStep.GRANT_TIME, said, "deadline", due.day(), "due_at", due.at());
        } else {
            store.step(item, ItemStep.REFUSE_TIME, said);
        }
    }

    /// @throws Refused when an authority set the deadline, or more time was given as often as the severity allows
    private void requireMovable(Item item) {
        if (item.authority() != null) {
            throw new Refused("rectification.refused.authorityDeadline");
        }
        int most = rules.of(item.severity()).extensions();
        if (granted(item.id()) >= most) {
            throw new Refused("rectification.refused.extensions", most);
        }
    }

    private int granted(ItemId id) {
        return jdbc.sql("select count(*) from rectification.item_extension where item_id = :item and granted")
                .param("item", id.value())
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    /// True when the acting person approves at the unit above, or at the unit itself where it is the top.
    public boolean mayDecideTime(UnitId unit) {
        return gate.oneLevelUp(unit);
    }

    private Optional<Asked> asked(ItemId id) {
        return jdbc.sql("""
                select id, to_deadline, asked_by from rectification.item_extension
                where item_id = :item and granted is null""")
                .param("item", id.value())
                .query((rs, _) ->
                        new Asked(rs.getLong(1), rs.getObject(2, LocalDate.class), ItemStore.person(rs, "asked_by")))
                .optional();
    }

    /// Proposes to withdraw an item.
    ///
    /// @param kind `INVALID` or `DUPLICATE`
    @Transactional
    public void proposeCancel(ItemId id, String kind, String reason) {
        var item = gate.take(id, Permission.ITEM_CARRY, Permission.ITEM_OPEN);
        item.after(ItemStep.PROPOSE_CANCEL);
        var me = gate.actor();
        if (item.cancelKind() != null) {
            throw new Refused("rectification.refused.proposedBefore");
        }
        if (!kind.equals("INVALID") && !kind.equals("DUPLICATE")) {
            throw new Invalid("kind", "ui.form.choice");
        }
        String why = ItemGate.text("reason", reason, true, 2000);
        store.step(
                item,
                ItemStep.PROPOSE_CANCEL,
                why,
                "cancel_kind",
                kind,
                "cancel_reason",
                why,
                "cancel_by",
                me,
                "cancel_at",
                clock.instant());
    }

    private String reasonToCancel(ItemId id) {
        String reason = jdbc.sql("select coalesce(cancel_reason, '') from rectification.item where id = :id")
                .param("id", id.value())
                .query(String.class)
                .single();
        return reason.substring(0, Math.min(reason.length(), 1900));
    }

    /// Agrees, or keeps the item: somebody else than who proposed it, and not its owner.
    @Transactional
    public void decideCancel(ItemId id, boolean agree, String note) {
        var item = gate.take(id, Permission.ITEM_APPROVE);
        item.after(agree ? ItemStep.CANCEL : ItemStep.KEEP);
        if (item.cancelKind() == null) {
            throw new Refused("rectification.refused.notProposed");
        }
        var me = gate.actor();
        if (me.equals(item.cancelBy()) || gate.carries(item, me)) {
            throw new Refused("rectification.refused.deciderProposed");
        }
        String said = ItemGate.text("note", note, !agree, 2000);
        if (agree) {
            actions.endAll(item.origin(), item.number() + ": " + reasonToCancel(id));
            store.step(
                    item,
                    ItemStep.CANCEL,
                    said,
                    "cancelled_by",
                    me,
                    "closed_by",
                    me,
                    "closed_at",
                    clock.instant(),
                    "closed_on",
                    store.today(item));
        } else {
            store.step(
                    item,
                    ItemStep.KEEP,
                    said,
                    "cancel_kind",
                    null,
                    "cancel_reason",
                    "",
                    "cancel_by",
                    null,
                    "cancel_at",
                    null);
        }
    }
}
