package org.verdite.inspections;

import java.util.List;
import java.util.Optional;

/// What stands of what was told of one subject, oldest first: nothing, one word, several that agree, or a conflict.
public record Standing(String subject, List<Observation> observations) {

    /// True when two people saw it differently and nobody has decided between them.
    public boolean conflict() {
        return observations.stream().anyMatch(o -> !o.agrees(observations.getFirst()));
    }

    /// What counts, where there is something and no conflict.
    public Optional<Observation> word() {
        return observations.isEmpty() || conflict() || observations.getFirst().said() == Said.TAKEN_BACK
                ? Optional.empty()
                : Optional.of(observations.getLast());
    }

    public Optional<Said> said() {
        return word().map(Observation::said);
    }
}
