package org.verdite.organisation;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Origin;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;

/// Asks whichever rooms above decide about a record whether its next step may be taken.
@Component
public class StepBars {

    private final ObjectProvider<StepBar> bars;

    StepBars(ObjectProvider<StepBar> bars) {
        this.bars = bars;
    }

    /// What stands against it now.
    @Transactional(readOnly = true)
    public List<StepBar.Reason> against(Origin record, UnitId unit) {
        return bars.orderedStream()
                .flatMap(bar -> bar.against(record, unit).stream())
                .toList();
    }

    /// @throws Refused with the first reason that stands against it
    @Transactional(readOnly = true)
    public void require(Origin record, UnitId unit) {
        against(record, unit).stream().findFirst().ifPresent(r -> {
            throw new Refused(r.key(), r.args().toArray());
        });
    }
}
