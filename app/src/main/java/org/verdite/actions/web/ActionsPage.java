package org.verdite.actions.web;

import java.time.LocalDate;
import java.util.Map;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;

/// The register as a list.
record ActionsPage(
        Filters filters,
        Page<ActionQueries.Row> list,
        Map<String, String> states,
        Map<String, String> kinds,
        Map<String, String> owners,
        LocalDate today) {

    String view() {
        return filters.has("view") ? filters.get("view") : "open";
    }

    boolean filtered() {
        return filters.has("state")
                || filters.has("kind")
                || filters.has("owner")
                || filters.has("dueBy")
                || filters.has("view");
    }
}
