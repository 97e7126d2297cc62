package org.verdite.ui;

/// The menu's groups: the loop, then what lies beside it.
public enum Phase {
    PLAN("target-arrow"),
    DO("users-group"),
    CHECK("microscope"),
    ACT("repeat"),
    LIFECYCLE("mountain"),
    PROGRESS("stairs-up");

    private final String icon;

    Phase(String icon) {
        this.icon = icon;
    }

    public String icon() {
        return icon;
    }

    public boolean inLoop() {
        return ordinal() < LIFECYCLE.ordinal();
    }

    /// Message key of the phase's word.
    public String key() {
        return "ui.phase." + name();
    }
}
