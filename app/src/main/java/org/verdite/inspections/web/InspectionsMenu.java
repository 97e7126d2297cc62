package org.verdite.inspections.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.verdite.ui.MenuSource;
import org.verdite.ui.Phase;

@Component
class InspectionsMenu implements MenuSource {

    @Override
    public List<Entry> entries() {
        return List.of(
                new Entry(Phase.CHECK, "inspections.title", "/inspections", 45),
                new Entry(Phase.CHECK, "inspections.programmes.title", "/inspections/programmes", 47),
                new Entry(Phase.CHECK, "inspections.checklists.title", "/inspections/checklists", 50));
    }
}
