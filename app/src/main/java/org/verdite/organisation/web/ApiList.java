package org.verdite.organisation.web;

import java.util.List;
import org.verdite.ui.list.Page;

/// A list of the API.
///
/// @param next cursor for `after`, empty on the last page
record ApiList<T>(List<T> items, String next) {

    static <T> ApiList<T> of(Page<T> page) {
        return new ApiList<>(page.rows(), page.next());
    }

    static <T> ApiList<T> all(List<T> items) {
        return new ApiList<>(items, "");
    }
}
