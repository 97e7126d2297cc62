package org.verdite.rectification.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.verdite.actions.Action;
import org.verdite.actions.ActionState;
import org.verdite.rectification.ItemState;
import org.verdite.rectification.Workflow;
import org.verdite.shared.Origin;
import org.verdite.ui.Chain;
import org.verdite.ui.State;
import org.verdite.ui.Texts;

/// The chain of evidence as an item knows it: what it came from, itself, and what became of it.
final class ItemChain {

    private ItemChain() {}

    /// @param measured what was measured behind the origins
    /// @param contradicted true when results since speak against its effect
    static Chain of(
            ItemView v,
            List<Origin> origins,
            Optional<Origin> measured,
            List<Action> actions,
            boolean contradicted,
            Texts t) {
        var places = new ArrayList<Chain.Place>();
        measured.ifPresent(
                o -> places.add(new Chain.Place(Chain.Step.MEASUREMENT, State.OK, o.title(), "", o.href(), false)));
        origins.stream()
                .filter(o -> o.kind().equals("exceedance"))
                .findFirst()
                .ifPresent(o ->
                        places.add(new Chain.Place(Chain.Step.EXCEEDANCE, State.BAD, o.title(), "", o.href(), false)));
        places.add(new Chain.Place(
                Chain.Step.ITEM,
                ItemWords.look(v.state()),
                v.number(),
                t.of("rectification.chain.opened", t.shortDate(v.openedOn(), v.today())),
                v.path(),
                true));
        places.add(correction(v, actions, t));
        places.add(verification(v, t));
        places.add(effect(v, contradicted, t));
        return Chain.of(places);
    }

    private static Chain.Place correction(ItemView v, List<Action> actions, Texts t) {
        boolean done = v.state().awaitsVerification()
                || v.state() == ItemState.VERIFIED
                || v.state() == ItemState.CLOSED_EFFECTIVE
                || v.state() == ItemState.CLOSED_UNSAMPLED
                || v.state() == ItemState.INEFFECTIVE;
        String due =
                v.state().running() ? t.of("rectification.chain.due", v.due().shortly(t)) : "";
        if (v.workflow() == Workflow.PLAN && !actions.isEmpty()) {
            long live = actions.stream()
                    .filter(a -> a.state() != ActionState.CANCELLED)
                    .count();
            long finished =
                    actions.stream().filter(a -> a.state() == ActionState.DONE).count();
            return new Chain.Place(
                    Chain.Step.CORRECTION,
                    done ? State.OK : State.OPEN,
                    t.of("rectification.chain.actions", finished, live),
                    due,
                    v.path(),
                    false);
        }
        return new Chain.Place(
                Chain.Step.CORRECTION,
                done ? State.OK : State.IDLE,
                done ? t.of("rectification.chain.corrected") : null,
                due,
                null,
                false);
    }

    private static Chain.Place verification(ItemView v, Texts t) {
        var by = v.verifiedBy() == null ? v.verifier() : v.verifiedBy();
        String note = by == null ? "" : t.of("rectification.chain.by", by.name());
        return v.verifiedOn() == null
                ? new Chain.Place(Chain.Step.VERIFICATION, State.IDLE, null, note, null, false)
                : new Chain.Place(
                        Chain.Step.VERIFICATION, State.OK, t.shortDate(v.verifiedOn(), v.today()), note, null, false);
    }

    private static Chain.Place effect(ItemView v, boolean contradicted, Texts t) {
        if (v.state() == ItemState.CLOSED_EFFECTIVE && v.closedOn() != null) {
            return new Chain.Place(
                    Chain.Step.EFFECT,
                    contradicted ? State.BAD : State.OK,
                    t.of(contradicted ? "rectification.chain.contradicted" : "rectification.chain.effective"),
                    t.shortDate(v.closedOn(), v.today()),
                    null,
                    false);
        }
        if (v.state() == ItemState.INEFFECTIVE) {
            return new Chain.Place(
                    Chain.Step.EFFECT, State.BAD, t.of("rectification.chain.ineffective"), "", null, false);
        }
        String from =
                v.effectDue() == null ? "" : t.of("rectification.chain.from", t.shortDate(v.effectDue(), v.today()));
        return new Chain.Place(Chain.Step.EFFECT, State.IDLE, null, from, null, false);
    }
}
