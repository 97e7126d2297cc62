package org.verdite.monitoring.intake;

import java.util.EnumSet;
import java.util.Set;

/// How far an import is. A load that failed or was cancelled left nothing behind and may be tried again.
public enum IntakeState {
    UPLOADED,
    MAPPED,
    DRY_RUN,
    LOADING,
    LOADED,
    FAILED,
    CANCELLED;

    private static final Set<IntakeState> OPEN = EnumSet.of(UPLOADED, MAPPED, DRY_RUN, FAILED, CANCELLED);

    boolean mayMap() {
        return OPEN.contains(this);
    }

    boolean mayLoad() {
        return this == DRY_RUN || this == LOADING || this == FAILED || this == CANCELLED;
    }
}
