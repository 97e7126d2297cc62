package org.verdite.notices.web;

import java.util.Map;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;

/// Notices as a list.
///
/// @param administers true for who may see where else notices go
record NoticesPage(
        Filters filters,
        Page<NoticeRow> list,
        Map<String, String> kinds,
        Map<String, String> states,
        int unread,
        boolean administers) {

    String view() {
        return NoticeQueries.view(filters);
    }

    boolean filtered() {
        return filters.has("kind") || filters.has("state") || filters.has("room");
    }
}
