package org.verdite.risks.web;

import org.jspecify.annotations.Nullable;
import org.verdite.risks.Control;
import org.verdite.risks.Level;
import org.verdite.ui.State;

/// How a level, a verdict or a control looks.
final class Standing {

    private Standing() {}

    static State of(@Nullable Level level) {
        return switch (level) {
            case null -> State.UNKNOWN;
            case EXTREME -> State.BAD;
            case HIGH -> State.WARN;
            case MEDIUM -> State.IDLE;
            case LOW -> State.OK;
        };
    }

    static State of(@Nullable Boolean significant, boolean again) {
        return significant == null ? State.UNKNOWN : again ? State.OPEN : significant ? State.WARN : State.OK;
    }

    static State of(Control c) {
        return c.ended()
                ? State.IDLE
                : c.missing() != null ? State.BAD : c.verifiedOn() == null ? State.UNKNOWN : State.OK;
    }
}
