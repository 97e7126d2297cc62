package org.verdite.reporting.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.verdite.ui.MenuSource;
import org.verdite.ui.Phase;

@Component
class ReportingMenu implements MenuSource {

    @Override
    public List<Entry> entries() {
        return List.of(new Entry(Phase.PROGRESS, "reporting.menu.progress", "/reporting/progress", 10));
    }
}
