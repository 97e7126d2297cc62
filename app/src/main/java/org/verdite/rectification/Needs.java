package org.verdite.rectification;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.verdite.actions.Action;
import org.verdite.actions.ActionState;
import org.verdite.actions.Actions;
import org.verdite.shared.Refused;

/// What a step needs beyond the right state. The page lists it before the step, the step itself refuses without it.
final class Needs {

    private Needs() {}

    /// @param actions the item's actions in sight
    /// @param standing of all its actions, also of those at units out of sight
    /// @param proofs number of files on the item and its done actions, kept since it was last sent back
    /// @param effects what the records behind the item say about its correction
    static List<Need> before(
            ItemStep step,
            Item item,
            List<Action> actions,
            Actions.Standing standing,
            int proofs,
            List<Need> effects,
            LocalDate today) {
        return switch (step) {
            case SUBMIT_PLAN -> plan(item, actions);
            case CORRECT ->
                List.of(Need.of("owner", item.owner() != null, "people"), Need.of("evidence", proofs > 0, "#evidence"));
            case SUBMIT_DONE -> done(actions, standing, proofs);
            case CLOSE_EFFECTIVE -> effect(item, effects, today);
            case CLOSE_NO_FINDING, BECOME_ITEM ->
                List.of(Need.of("finding", !item.finding().isBlank(), "finding"));
            default -> List.of();
        };
    }

    private static List<Need> plan(Item item, List<Action> actions) {
        var needs = new ArrayList<Need>();
        needs.add(Need.of("owner", item.owner() != null, "people"));
        needs.add(Need.of("cause", item.causeLines() > 0, "cause"));
        // what an earlier round finished does not answer a new one
        var live = actions.stream()
                .filter(a -> a.state() != ActionState.CANCELLED
                        && (item.round() == 1 || !a.state().over()))
                .toList();
        needs.add(Need.of("actions", !live.isEmpty(), "action", live.size()));
        live.stream()
                .filter(a -> !a.state().over() && a.due().isAfter(item.deadline()))
                .findFirst()
                .ifPresent(late ->
                        needs.add(Need.of("actionLate", false, late.path(), late.title(), Words.of(item.deadline()))));
        return needs;
    }

    private static List<Need> done(List<Action> actions, Actions.Standing standing, int proofs) {
        long open = actions.stream().filter(a -> !a.state().over()).count();
        if (open == 0 && standing.waiting() > 0) {
            return List.of(
                    Need.of("cause", true, "cause"),
                    Need.of("openElsewhere", false, "#actions", standing.waiting()),
                    Need.of("evidence", proofs > 0, "#evidence"));
        }
        boolean any = standing.finished() > 0;
        boolean evidence = actions.stream().anyMatch(a -> !a.state().over() && a.evidenceNeeded());
        return List.of(
                Need.of("cause", true, "cause"),
                open > 0 || !any
                        ? Need.of(evidence ? "openActionsEvidence" : "openActions", false, "#actions", open)
                        : Need.of("openActions", true, "#actions", 0),
                Need.of("evidence", proofs > 0, "#evidence"));
    }

    private static List<Need> effect(Item item, List<Need> effects, LocalDate today) {
        var needs = new ArrayList<Need>();
        var due = item.effectDue();
        if (due != null) {
            needs.add(Need.of("effectDue", !today.isBefore(due), "effect", Words.of(due)));
        }
        needs.addAll(effects);
        return needs;
    }

    /// @throws Refused with the first need that is not met
    static void require(List<Need> needs) {
        for (Need need : needs) {
            if (!need.met()) {
                throw new Refused("rectification.refused." + need.key(), need.args());
            }
        }
    }
}
