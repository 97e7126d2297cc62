package org.verdite.rectification;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.verdite.shared.Origin;

/// The rooms above, by their word.
@Component
class Finders {

    private final ObjectProvider<Finder> finders;

    Finders(ObjectProvider<Finder> finders) {
        this.finders = finders;
    }

    Optional<Finder> of(String room) {
        return finders.stream().filter(f -> f.room().equals(room)).findFirst();
    }

    /// What the records behind an item say about its correction, one line for each whose room can say it.
    ///
    /// @param since the day of the correction
    List<Need> effects(List<Origin> origins, LocalDate since) {
        return origins.stream()
                .flatMap(origin -> of(origin.room()).stream()
                        .map(finder -> finder.effect(origin.kind(), origin.id(), since))
                        .filter(effect -> effect != Finder.Effect.UNKNOWN)
                        .map(effect -> Need.of(
                                "effect." + effect,
                                effect == Finder.Effect.SHOWN,
                                origin.href(),
                                origin.title(),
                                Words.of(since))))
                .toList();
    }
}
