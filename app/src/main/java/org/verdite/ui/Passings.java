package org.verdite.ui;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.verdite.shared.Origin;
import org.verdite.ui.PassingSource.Passing;

/// What a record has passed through or waits to pass through, from whichever rooms know; shown by the template
/// `ui.passings`.
@Component
public class Passings {

    private final ObjectProvider<PassingSource> sources;

    Passings(ObjectProvider<PassingSource> sources) {
        this.sources = sources;
    }

    /// Inside a transaction.
    public List<Passing> of(Origin record, Texts t) {
        return sources.orderedStream()
                .flatMap(s -> s.passings(record, t).stream())
                .toList();
    }
}
