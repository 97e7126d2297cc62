package org.verdite.rectification;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.actions.ActionId;
import org.verdite.actions.Actions;
import org.verdite.actions.NewAction;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.Money;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;

/// Putting it right (ISO 14001, 10.2 b to d): cause, plan, approval, the work itself, or the correction on the spot.
@Component
public class Corrections {

    public static final Set<String> CAUSES =
            Set.of("MAINTENANCE", "DESIGN", "OPERATION", "TRAINING", "MATERIAL", "MANAGEMENT", "WEATHER", "OTHER");

    private final ItemStore store;
    private final ItemGate gate;
    private final Actions actions;
    private final java.time.Clock clock;

    Corrections(ItemStore store, ItemGate gate, Actions actions, java.time.Clock clock) {
        this.store = store;
        this.gate = gate;
        this.actions = actions;
        this.clock = clock;
    }

    /// An action of a plan.
    ///
    /// @param kind `CORRECTIVE`, `PREVENTIVE` or `OTHER`
    /// @param evidenceNeeded true when it can't be reported done without a file
    public record PlannedAction(
            String title,
            String kind,
            PersonId owner,
            LocalDate due,
            @Nullable Money cost,
            boolean evidenceNeeded) {}

    /// Why it happened: each line answers "why?" of the line before, the last is the root.
    ///
    /// @param kind one of {@link #CAUSES}, the kind of the root
    /// @throws Invalid with no line, more than seven, or one longer than 300 characters
    @Transactional
    public void recordCause(ItemId id, List<String> lines, String kind) {
        var item = gate.take(id, Permission.ITEM_CARRY);
        var me = gate.actor();
        var said = lines.stream().map(String::strip).filter(l -> !l.isEmpty()).toList();
        if (said.isEmpty()) {
            throw new Invalid("cause", "ui.form.required");
        }
        if (said.size() > 7) {
            throw new Invalid("cause", "rectification.cause.lines", said.size());
        }
        said.forEach(l -> ItemGate.text("cause", l, true, 300));
        if (!CAUSES.contains(kind)) {
            throw new Invalid("kind", "ui.form.choice");
        }
        store.party(id, item.unit(), me, "CAUSE_WRITER");
        store.step(item, ItemStep.RECORD_CAUSE, "", "cause", said.toArray(String[]::new), "cause_kind", kind);
    }

    /// Adds an action. Its due date lies within the item's deadline.
    @Transactional
    public ActionId addAction(ItemId id, PlannedAction a) {
        var item = gate.take(id, Permission.ITEM_CARRY);
        if (a.due().isAfter(item.deadline())) {
            throw new Invalid("due", "rectification.action.late", Words.of(item.deadline()));
        }
        return actions.open(
                new NewAction(item.unit(), a.title(), a.kind(), a.owner(), a.due(), a.cost(), item.origin()),
                a.evidenceNeeded());
    }

    /// Hands the plan in: cause, owner and at least one action are there, none is due after the item's deadline.
    ///
    /// @throws Refused saying what is missing
    @Transactional
    public void submitPlan(ItemId id, String note) {
        var item = gate.take(id, Permission.ITEM_CARRY);
        gate.require(ItemStep.SUBMIT_PLAN, item);
        var me = gate.actor();
        store.party(id, item.unit(), me, "PLAN_WRITER");
        store.step(
                item,
                ItemStep.SUBMIT_PLAN,
                note,
                "plan_note",
                ItemGate.text("note", note, false, 2000),
                "plan_by",
                me,
                "plan_at",
                clock.instant());
    }

    /// Approves the plan: somebody who neither wrote it nor carries it.
    @Transactional
    public void approvePlan(ItemId id, String note) {
        var item = gate.take(id, Permission.ITEM_APPROVE);
        gate.require(ItemStep.APPROVE_PLAN, item);
        var me = notCarrier(item);
        store.step(
                item,
                ItemStep.APPROVE_PLAN,
                ItemGate.text("note", note, false, 2000),
                "approved_by",
                me,
                "approved_at",
                clock.instant());
    }

    /// Sends the plan back, with the reason.
    @Transactional
    public void returnPlan(ItemId id, String reason) {
        var item = gate.take(id, Permission.ITEM_APPROVE);
        gate.require(ItemStep.RETURN_PLAN, item);
        notCarrier(item);
        store.step(item, ItemStep.RETURN_PLAN, ItemGate.text("reason", reason, true, 2000));
    }

    private PersonId notCarrier(Item item) {
        var me = gate.actor();
        if (me.equals(item.planBy())) {
            throw new Refused("rectification.refused.approverWrote");
        }
        if (me.equals(item.owner()) || me.equals(item.substitute())) {
            throw new Refused("rectification.refused.approverOwns");
        }
        return me;
    }

    /// A minor item put right on the spot, with evidence.
    @Transactional
    public void correctOnTheSpot(ItemId id, String note) {
        finish(id, ItemStep.CORRECT, note);
    }

    /// All actions are done: over to verification.
    @Transactional
    public void submitDone(ItemId id, String note) {
        finish(id, ItemStep.SUBMIT_DONE, note);
    }

    private void finish(ItemId id, ItemStep step, String note) {
        var item = gate.take(id, Permission.ITEM_CARRY);
        gate.require(step, item);
        var me = gate.actor();
        if (me.equals(item.verifier())) {
            throw new Refused("rectification.refused.verifierCarries");
        }
        store.party(id, item.unit(), me, "CARRIER");
        store.step(
                item,
                step,
                note,
                "done_note",
                ItemGate.text("note", note, step == ItemStep.CORRECT, 2000),
                "done_by",
                me,
                "done_at",
                clock.instant());
    }
}
