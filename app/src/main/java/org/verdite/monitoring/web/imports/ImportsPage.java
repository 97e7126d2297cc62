package org.verdite.monitoring.web.imports;

import org.verdite.ui.State;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;

/// The list of imports.
record ImportsPage(Filters filters, Page<ImportQueries.ImportLine> list, boolean mayImport) {

    static State shape(String state) {
        return switch (state) {
            case "LOADED" -> State.OK;
            case "FAILED" -> State.BAD;
            case "CANCELLED" -> State.IDLE;
            case "DRY_RUN" -> State.WARN;
            default -> State.OPEN;
        };
    }
}
