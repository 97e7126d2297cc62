package org.verdite.ui;

import java.util.Comparator;

/// How things stand, shown by colour, shape and word together. Unknown is never shown as ok.
public enum State {
    OK("ok"),
    OPEN("open"),
    WARN("warn"),
    BAD("bad"),
    UNKNOWN("unknown"),
    IDLE("idle");

    private final String css;

    State(String css) {
        this.css = css;
    }

    /// The class suffix: `is-ok`.
    public String css() {
        return css;
    }

    /// A group of things takes its worst state: bad, warn, unknown, ok.
    public State worse(State other) {
        return rank() >= other.rank() ? this : other;
    }

    /// For lists: what presses stands first.
    public static final Comparator<State> WORST_FIRST =
            Comparator.comparingInt(State::rank).reversed();

    private int rank() {
        return switch (this) {
            case BAD -> 5;
            case WARN -> 4;
            case UNKNOWN -> 3;
            case OPEN -> 2;
            case OK -> 1;
            case IDLE -> 0;
        };
    }
}
