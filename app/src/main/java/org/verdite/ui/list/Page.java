package org.verdite.ui.list;

import java.util.List;

/// One page of a list.
///
/// @param next cursor of the next page, empty on the last
/// @param previous cursor of the page before, empty on the first
public record Page<T>(List<T> rows, String next, String previous) {
    public boolean isEmpty() {
        return rows.isEmpty();
    }
}
