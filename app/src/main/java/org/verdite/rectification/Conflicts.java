package org.verdite.rectification;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.PersonId;

/// Separation of duties, by person over the whole history: who owned, wrote, stood in for, proved or carried any part
/// of a correction does not verify it, nor does somebody who worked directly under its owner, or stood in for them,
/// while they owned it. A transfer afterwards changes nothing of that.
final class Conflicts {

    /// A hand somebody had in a correction.
    ///
    /// @param to the last day, of owners only; today for what goes on
    record Party(PersonId person, String part, LocalDate from, LocalDate to) {}

    /// Who stood under whom, and who stood in for whom, on any of some days.
    interface Hierarchy {
        boolean subordinate(PersonId chief, PersonId who, LocalDate from, LocalDate to);

        boolean standsIn(PersonId holder, PersonId who, LocalDate from, LocalDate to);
    }

    private Conflicts() {}

    /// The first reason that keeps a person from verifying; empty when they are free of conflict.
    ///
    /// @param owner who owns the item, or is about to
    static Optional<Bar> bar(
            PersonId person,
            @Nullable PersonId owner,
            @Nullable PersonId substitute,
            Collection<Party> history,
            LocalDate today,
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
        for (Bar bar : PARTS) {
            if (had(history, person, bar.name())) {
                return Optional.of(bar);
            }
        }
        return byHierarchy(person, owner, history, today, hierarchy);
    }

    /// The parts that are called as their reason is.
    private static final Bar[] PARTS = {
        Bar.ACTION_OWNER, Bar.PLAN_WRITER, Bar.CARRIER, Bar.CAUSE_WRITER, Bar.EVIDENCE_GIVER
    };

    private static Optional<Bar> byHierarchy(
            PersonId person,
            @Nullable PersonId owner,
            Collection<Party> history,
            LocalDate today,
            Hierarchy hierarchy) {
        var owners = history.stream().filter(p -> p.part().equals("OWNER")).toList();
        if (owner != null && hierarchy.standsIn(owner, person, today, today)
                || owners.stream().anyMatch(p -> hierarchy.standsIn(p.person(), person, p.from(), p.to()))) {
            return Optional.of(Bar.SUBSTITUTE);
        }
        boolean under = owner != null && hierarchy.subordinate(owner, person, today, today)
                || owners.stream().anyMatch(p -> hierarchy.subordinate(p.person(), person, p.from(), p.to()));
        return under ? Optional.of(Bar.SUBORDINATE) : Optional.empty();
    }

    private static boolean had(Collection<Party> history, PersonId person, String part) {
        return history.stream()
                .anyMatch(p -> p.part().equals(part) && p.person().equals(person));
    }
}
