package org.verdite.actions;

/// Where an action stands. DONE and CANCELLED are final.
public enum ActionState {
    OPEN,
    STARTED,
    DONE,
    CANCELLED;

    public boolean over() {
        return this == DONE || this == CANCELLED;
    }
}
