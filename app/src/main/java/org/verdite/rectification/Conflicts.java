package org.verdite.rectification;

import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.PersonId;

/// Separation of duties, by person over the whole history: who owned, wrote, stood in for or carried any part of a
/// correction does not verify it, nor does somebody who works directly under its owner.
final class Conflicts {

    /// A hand somebody had in a correction, now or before.
    record Party(PersonId person, String part) {}

    /// Who stands under whom, and who stands in for whom, on the day in question.
    interface Hierarchy {
        boolean subordinate(PersonId chief, PersonId who);

        boolean standsIn(PersonId holder, PersonId who);
    }

    private Conflicts() {}

    /// The first reason that keeps a person from verifying; empty when they are free of conflict.
    static Optional<Bar> bar(
            PersonId person,
            @Nullable PersonId owner,
            @Nullable PersonId substitute,
            Collection<Party> history,
            Hierarchy hierarchy) {
        if (person.equals(owner)) {
            return Optional.of(Bar.OWNER);
        }
        if (person.equals(substitute) || had(history, person, "SUBSTITUTE")) {
            return Optional.of(Bar.SUBSTITUTE);
        }
        if (had(history, person, "OWNER")) {
            return Optional.of(Bar.FORMER_OWNER);
        }
        if (had(history, person, "ACTION_OWNER")) {
            return Optional.of(Bar.ACTION_OWNER);
        }
        if (had(history, person, "PLAN_WRITER")) {
            return Optional.of(Bar.PLAN_WRITER);
        }
        if (had(history, person, "CARRIER")) {
            return Optional.of(Bar.CARRIER);
        }
        return byHierarchy(person, owner, history, hierarchy);
    }

    private static Optional<Bar> byHierarchy(
            PersonId person, @Nullable PersonId owner, Collection<Party> history, Hierarchy hierarchy) {
        if (owner != null && hierarchy.standsIn(owner, person)) {
            return Optional.of(Bar.SUBSTITUTE);
        }
        boolean under = owner != null && hierarchy.subordinate(owner, person)
                || history.stream()
                        .filter(p -> p.part().equals("OWNER"))
                        .anyMatch(p -> hierarchy.subordinate(p.person(), person));
        return under ? Optional.of(Bar.SUBORDINATE) : Optional.empty();
    }

    private static boolean had(Collection<Party> history, PersonId person, String part) {
        return history.stream()
                .anyMatch(p -> p.part().equals(part) && p.person().equals(person));
    }
}
