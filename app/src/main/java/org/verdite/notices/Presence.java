package org.verdite.notices;

import org.jspecify.annotations.Nullable;
import org.verdite.notices.Place.Watcher;

/// Whether somebody is there today, and who does it instead where not.
///
/// @param why empty when they are there, `AWAY` or `GONE`
/// @param instead null when nobody stands in; the duty is for the teller to say
record Presence(
        int person, String why, boolean mailed, @Nullable Watcher instead) {

    boolean here() {
        return why.isEmpty();
    }
}
