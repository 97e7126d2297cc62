package org.verdite.documents.web;

import java.util.Map;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;

/// The list of evidence files.
record DocumentsPage(
        Filters filters, Page<EvidenceQueries.Row> list, Map<String, String> rooms, Map<String, String> kinds) {

    boolean filtered() {
        return filters.has("room") || filters.has("kind") || filters.has("mine");
    }
}
