package org.verdite.indicators;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A room above that supplies the values of some indicators.
public interface FigureSource {

    /// The records behind a figure, as a table.
    ///
    /// @param heads message keys of the columns
    record Records(List<String> heads, List<List<@Nullable Object>> rows) {}

    Set<String> codes();

    Figure figure(FigureRequest request);

    /// Several at once, in the order asked, for a source that counts once what more than one of them stands on.
    default List<Figure> figures(List<FigureRequest> requests) {
        return requests.stream().map(this::figure).toList();
    }

    /// Records entered after an instant that change the figure.
    default List<Change> changes(FigureRequest request, Instant since) {
        return List.of();
    }

    default Records records(FigureRequest request) {
        return new Records(List.of(), List.of());
    }
}
