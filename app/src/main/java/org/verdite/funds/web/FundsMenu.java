package org.verdite.funds.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.verdite.ui.MenuSource;
import org.verdite.ui.Phase;

@Component
class FundsMenu implements MenuSource {

    @Override
    public List<Entry> entries() {
        return List.of(
                new Entry(Phase.PLAN, "funds.menu.plan", "/funds/lines", 28, List.of("/funds/plan")),
                new Entry(Phase.PLAN, "funds.menu.ledger", "/funds", 30));
    }
}
