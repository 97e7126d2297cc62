package org.verdite.targets.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.verdite.ui.MenuSource;
import org.verdite.ui.Phase;

@Component
class TargetsMenu implements MenuSource {

    @Override
    public List<Entry> entries() {
        return List.of(new Entry(Phase.PLAN, "targets.menu.goals", "/targets", 10));
    }
}
