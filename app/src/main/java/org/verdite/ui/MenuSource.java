package org.verdite.ui;

import java.util.List;

/// A room's entries in the menu. An entry exists only when its page does and the person may open it.
public interface MenuSource {

    /// @param key message key of the entry's words
    /// @param path its page
    /// @param order place within the phase, small first
    record Entry(Phase phase, String key, String path, int order) {}

    /// The entries the signed-in person may open.
    List<Entry> entries();
}
