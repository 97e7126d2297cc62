package org.verdite.notices;

import java.util.List;

/// A unit on the way up, with those who answer for the environment there.
record Place(int unit, String kind, List<Watcher> watchers) {

    /// @param mailed true when a mail reaches them
    record Watcher(int person, Duty duty, boolean mailed) {}

    /// Where the part of a group stands that has management of its own.
    boolean subsidiary() {
        return kind.equals("SUBSIDIARY") || kind.equals("REGION");
    }
}
