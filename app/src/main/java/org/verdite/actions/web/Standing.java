package org.verdite.actions.web;

import java.time.LocalDate;
import org.verdite.actions.ActionState;
import org.verdite.ui.State;

/// How an action looks: colour and shape of its state and of its due date.
final class Standing {

    private static final int SOON_DAYS = 7;

    private Standing() {}

    static State of(ActionState state) {
        return switch (state) {
            case OPEN, CANCELLED -> State.IDLE;
            case STARTED -> State.OPEN;
            case DONE -> State.OK;
        };
    }

    static State due(ActionState state, LocalDate due, LocalDate today) {
        if (state.over()) {
            return State.IDLE;
        }
        if (due.isBefore(today)) {
            return State.BAD;
        }
        return due.isAfter(today.plusDays(SOON_DAYS)) ? State.IDLE : State.WARN;
    }
}
