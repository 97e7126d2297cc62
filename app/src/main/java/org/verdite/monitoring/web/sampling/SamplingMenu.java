package org.verdite.monitoring.web.sampling;

import java.util.List;
import org.springframework.stereotype.Component;
import org.verdite.ui.MenuSource;
import org.verdite.ui.Phase;

/// Sampling, samples and instruments in the menu.
@Component
class SamplingMenu implements MenuSource {

    @Override
    public List<Entry> entries() {
        return List.of(
                new Entry(Phase.CHECK, "monitoring.rounds.title", "/monitoring/rounds", 12),
                new Entry(Phase.CHECK, "monitoring.samples.title", "/monitoring/samples", 13),
                new Entry(Phase.CHECK, "monitoring.instruments.title", "/monitoring/instruments", 14));
    }
}
