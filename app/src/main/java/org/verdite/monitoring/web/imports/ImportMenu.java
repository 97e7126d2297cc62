package org.verdite.monitoring.web.imports;

import java.util.List;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.ui.MenuSource;
import org.verdite.ui.Phase;

/// Imports and rounds in the menu, for whoever may import somewhere.
@Component
class ImportMenu implements MenuSource {

    private final Access access;

    ImportMenu(Access access) {
        this.access = access;
    }

    @Override
    public List<Entry> entries() {
        return access.mayAnywhere(Permission.MONITORING_IMPORT)
                ? List.of(
                        new Entry(Phase.CHECK, "monitoring.menu.entry", "/monitoring/entry", 29),
                        new Entry(Phase.CHECK, "monitoring.menu.imports", "/monitoring/imports", 30))
                : List.of();
    }
}
