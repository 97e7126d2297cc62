package org.verdite.ui;

import java.util.List;

/// A room's part of the global search.
public interface SearchSource {

    /// @param icon name in the sprite
    /// @param title what a person would call it
    /// @param note a second, quieter word: its kind and number
    record Hit(String icon, String title, String note, String path) {}

    /// Message key of the group's heading: records, points, units, pages.
    String group();

    /// Hits within the person's scope, best first.
    List<Hit> find(String words, int limit, Texts t);
}
