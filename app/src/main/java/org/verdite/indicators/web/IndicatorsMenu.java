package org.verdite.indicators.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.verdite.ui.MenuSource;
import org.verdite.ui.Phase;

@Component
class IndicatorsMenu implements MenuSource {

    @Override
    public List<Entry> entries() {
        return List.of(new Entry(Phase.PLAN, "indicators.menu", "/indicators", 40));
    }
}
