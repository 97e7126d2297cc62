package org.verdite.monitoring.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.verdite.ui.MenuSource;
import org.verdite.ui.Phase;

/// Points, exceedances, loads with what they use up and cost, in the menu.
@Component
class MonitoringMenu implements MenuSource {

    @Override
    public List<Entry> entries() {
        return List.of(
                new Entry(Phase.CHECK, "monitoring.menu.points", "/monitoring", 10),
                new Entry(Phase.CHECK, "monitoring.menu.exceedances", "/monitoring/exceedances", 20),
                new Entry(Phase.CHECK, "monitoring.menu.loads", "/monitoring/loads", 24),
                new Entry(Phase.CHECK, "monitoring.menu.quotas", "/monitoring/quotas", 25),
                new Entry(Phase.CHECK, "monitoring.menu.tax", "/monitoring/tax", 26),
                new Entry(Phase.CHECK, "monitoring.gaps.title", "/monitoring/gaps", 22),
                new Entry(Phase.CHECK, "monitoring.doubts.title", "/monitoring/doubts", 23),
                new Entry(Phase.CHECK, "monitoring.menu.months", "/monitoring/months", 30));
    }
}
