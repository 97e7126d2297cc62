package org.verdite.ui;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The chain of evidence under the head of a record: seven places, always in this order.
public record Chain(List<Place> places) {

    /// The seven places.
    public enum Step {
        MEASUREMENT,
        EXCEEDANCE,
        ITEM,
        CORRECTION,
        VERIFICATION,
        EFFECT,
        RULE
    }

    /// @param value what stands there; null while there is nothing
    /// @param note a date or a name
    /// @param path the record's page, null where there is none
    public record Place(
            Step step,
            State state,
            @Nullable String value,
            @Nullable String note,
            @Nullable String path,
            boolean here) {}

    /// Fills the places that nobody gave with empty ones.
    public static Chain of(List<Place> given) {
        var all = new ArrayList<Place>();
        for (Step step : Step.values()) {
            all.add(given.stream()
                    .filter(p -> p.step() == step)
                    .findFirst()
                    .orElse(new Place(step, State.IDLE, null, null, null, false)));
        }
        return new Chain(List.copyOf(all));
    }
}
