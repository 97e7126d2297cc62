package org.verdite.trail.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.verdite.ui.MenuSource;
import org.verdite.ui.Phase;

@Component
class TrailMenu implements MenuSource {

    @Override
    public List<Entry> entries() {
        return List.of(new Entry(Phase.CHECK, "trail.menu", "/trail", 90));
    }
}
