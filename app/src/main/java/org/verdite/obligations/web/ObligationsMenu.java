package org.verdite.obligations.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.verdite.ui.MenuSource;
import org.verdite.ui.Phase;

/// Obligations and limits in the menu.
@Component
class ObligationsMenu implements MenuSource {

    @Override
    public List<Entry> entries() {
        return List.of(new Entry(Phase.PLAN, "obligations.menu", "/obligations", 40));
    }
}
