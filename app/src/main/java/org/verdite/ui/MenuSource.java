package org.verdite.ui;

import java.util.List;
import java.util.stream.Stream;

/// A room's entries in the menu. An entry exists only when its page does and the person may open it.
public interface MenuSource {

    /// @param key message key of the entry's words
    /// @param path its page
    /// @param order place within the phase, small first
    /// @param also pages elsewhere that belong to it: on them it is the entry one is at
    record Entry(Phase phase, String key, String path, int order, List<String> also) {

        public Entry(Phase phase, String key, String path, int order) {
            this(phase, key, path, order, List.of());
        }

        /// How much of a page's address it stands for; 0 where the page is another entry's.
        int covers(String page) {
            return Stream.concat(Stream.of(path), also.stream())
                    .filter(p -> page.equals(p) || page.startsWith(p + "/"))
                    .mapToInt(String::length)
                    .max()
                    .orElse(0);
        }
    }

    /// The entries the signed-in person may open.
    List<Entry> entries();
}
