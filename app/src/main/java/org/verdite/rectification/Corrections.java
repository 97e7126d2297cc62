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
import org.verdite.shared.UnitId;

/// Putting it right (ISO 14001, 10.2 b to d): cause, plan, approval, the work itself, or the correction on the spot.
@Component
public class Corrections {

    public static final Set<String> CAUSES =
            Set.of("MAINTENANCE", "DESIGN", "OPERATION", "TRAINING", "MATERIAL", "MANAGEMENT", "WEATHER", "OTHER");

    private final ItemStore store;
    private final ItemGate gate;
    private final Actions actions;
    private final Causes causes;
    private final Sampling sampling;
    private final java.time.Clock clock;

    Corrections(
            ItemStore store, ItemGate gate, Actions actions, Causes causes, Sampling sampling, java.time.Clock clock) {
        this.store = store;
        this.gate = gate;
        this.actions = actions;
        this.causes = causes;
        this.sampling = sampling;
        this.clock = clock;
    }

    /// An action of a plan.
    ///
    /// @param kind `CORRECTIVE`, `PREVENTIVE` or `OTHER`
    /// @param unit where it is done, null for the item's own: the same correction at a sister site is preventive
    /// @param cause number of the cause it removes, null where it was not said
    /// @param evidenceNeeded true when it can't be reported done without a file
    public record PlannedAction(
            String title,
            String kind,
            PersonId owner,
            LocalDate due,
            @Nullable Money cost,
            boolean evidenceNeeded,
            @Nullable UnitId unit,
            @Nullable Long cause) {

        /// At the item's own unit.
        public PlannedAction(
                String title,
                String kind,
                PersonId owner,
                LocalDate due,
                @Nullable Money cost,
                boolean evidenceNeeded) {
            this(title, kind, owner, due, cost, evidenceNeeded, null, null);
        }
    }

    /// Why it happened, as a chain: each line answers "why?" of the line before, the last is the root. A tree that
    /// branches is recorded cause by cause ({@link Causes}).
    ///
    /// @param kind one of {@link #CAUSES} or a code of the taxonomy, of the root
    /// @throws Invalid with no line, more than seven, or one longer than 300 characters
    @Transactional
    public void recordCause(ItemId id, List<String> lines, String kind) {
        var item = gate.take(id, Permission.ITEM_CARRY);
        item.after(ItemStep.RECORD_CAUSE);
        var me = gate.actor();
        var said = lines.stream().map(String::strip).filter(l -> !l.isEmpty()).toList();
        if (said.isEmpty()) {
            throw new Invalid("cause", "ui.form.required");
        }
        if (said.size() > Causes.DEEPEST) {
            throw new Invalid("cause", "rectification.cause.lines", said.size());
        }
        said.forEach(l -> ItemGate.text("cause", l, true, 300));
        String code = CAUSES.contains(kind) ? Taxonomy.ofKind(kind) : kind;
        if (!causes.known(code)) {
            throw new Invalid("kind", "ui.form.choice");
        }
        causes.chain(item, said, code, me);
    }

    /// Adds an action. Its due date lies within the item's deadline.
    ///
    /// @throws Invalid naming `due`, or `cause` when it is none of the item's
    /// @throws NotHere when the action is for a unit the acting person does not see
    @Transactional
    public ActionId addAction(ItemId id, PlannedAction a) {
        var item = gate.take(id, Permission.ITEM_CARRY);
        if (a.due().isAfter(item.deadline())) {
            throw new Invalid("due", "rectification.action.late", Words.of(item.deadline()));
        }
        if (a.due().isBefore(item.discovered())) {
            throw new Invalid("due", "rectification.action.early", Words.of(item.discovered()));
        }
        var unit = a.unit() == null ? item.unit() : a.unit();
        var action = actions.open(
                new NewAction(unit, a.title(), a.kind(), a.owner(), a.due(), a.cost(), item.origin()),
                a.evidenceNeeded());
        gate.known("owner", a.owner(), item.owner(), item.substitute());
        if (a.cause() != null) {
            causes.removedBy(item, a.cause(), action.value());
        }
        return action;
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
        if (gate.carries(item, me)) {
            throw new Refused("rectification.refused.approverOwns");
        }
        return me;
    }

    /// A minor item put right on the spot, with evidence. Whether it is drawn for verification is decided here.
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
        String said = ItemGate.text("note", note, step == ItemStep.CORRECT, 2000);
        store.party(id, item.unit(), me, "CARRIER");
        var decided = step == ItemStep.CORRECT ? sampling.decide(item) : null;
        store.step(
                item,
                step,
                note,
                "done_note",
                said,
                "done_by",
                me,
                "done_at",
                clock.instant(),
                "drawn",
                decided == null ? null : decided.draw().drawn(),
                "close_on",
                decided == null ? null : decided.closeOn());
        if (decided != null) {
            sampling.keep(item, decided);
        }
    }
}
