package org.verdite.rectification.web;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.verdite.actions.Action;
import org.verdite.shared.Money;
import org.verdite.ui.State;

/// An action of a correction, as a line of its table.
///
/// @param over done or cancelled: its due day no longer presses
record ActionLine(
        String path,
        String title,
        String kind,
        String ownerName,
        LocalDate due,
        boolean over,
        @Nullable Money cost,
        int evidence,
        boolean evidenceNeeded,
        State state,
        String stateWord,
        @Nullable LocalDate doneOn) {

    static List<ActionLine> of(List<Action> actions) {
        return actions.stream().map(ActionLine::of).toList();
    }

    private static ActionLine of(Action a) {
        State state = switch (a.state()) {
            case DONE -> State.OK;
            case STARTED -> State.OPEN;
            case OPEN, CANCELLED -> State.IDLE;
        };
        return new ActionLine(
                a.path(),
                a.title(),
                a.kind(),
                a.ownerName(),
                a.due(),
                a.state().over(),
                a.cost(),
                a.evidence(),
                a.evidenceNeeded(),
                state,
                a.state().name(),
                a.doneOn());
    }
}
