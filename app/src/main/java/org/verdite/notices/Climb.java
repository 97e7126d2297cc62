package org.verdite.notices;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.verdite.notices.Place.Watcher;

/// The rule of the ladder: who is told on a rung. Where a place has nobody, the next above is told at once and that is
/// said; nobody is told twice.
final class Climb {

    /// @param person null where nobody was there
    /// @param insteadOf who was meant and is not there
    /// @param because why somebody else was told: `AWAY`, `GONE`, `NOBODY`, else empty
    record Step(
            Rung rung,
            int place,
            Duty duty,
            @Nullable Watcher person,
            @Nullable Integer insteadOf,
            String because) {

        Step(Rung rung, int place, Duty duty, @Nullable Watcher person) {
            this(rung, place, duty, person, null, "");
        }
    }

    private final List<Place> path;
    private final Set<Integer> told;
    private final List<Step> steps = new ArrayList<>();
    private int reached;

    /// @param path from the unit up to the top
    /// @param told who was told before
    /// @param lastPlace the place told last, null when none was
    Climb(List<Place> path, Set<Integer> told, @Nullable Integer lastPlace) {
        this.path = path;
        this.told = new HashSet<>(told);
        this.reached = height(lastPlace);
    }

    private int height(@Nullable Integer place) {
        for (int i = 0; i < path.size(); i++) {
            if (place != null && path.get(i).unit() == place) {
                return i;
            }
        }
        return -1;
    }

    /// Climbs one rung and answers what it adds; without a person in it nobody new was found.
    List<Step> to(Rung rung) {
        int before = steps.size();
        switch (rung) {
            case SECTION -> walk(rung, 0, Duty.OFFICER, Duty.MANAGER, Duty.DIRECTOR);
            case ABOVE -> {
                // the manager of the same unit stands above its officer
                if (reached < 0 || !tell(rung, path.get(reached), Duty.MANAGER, Duty.DIRECTOR)) {
                    walk(rung, reached + 1, Duty.MANAGER, Duty.DIRECTOR, Duty.OFFICER);
                }
            }
            case SUBSIDIARY -> {
                for (int i = reached + 1; i < path.size(); i++) {
                    if (path.get(i).subsidiary()) {
                        walk(rung, i, Duty.MANAGER, Duty.DIRECTOR, Duty.OFFICER);
                        break;
                    }
                }
            }
            case GROUP -> {
                if (!path.isEmpty() && path.size() - 1 > reached) {
                    walk(rung, path.size() - 1, Duty.DIRECTOR, Duty.MANAGER, Duty.OFFICER);
                }
            }
        }
        return List.copyOf(steps.subList(before, steps.size()));
    }

    private void walk(Rung rung, int from, Duty... order) {
        for (int i = Math.max(from, 0); i < path.size(); i++) {
            var place = path.get(i);
            if (place.watchers().isEmpty()) {
                steps.add(new Step(rung, place.unit(), Duty.NOBODY, null));
            } else if (tell(rung, place, order)) {
                reached = i;
                return;
            }
        }
    }

    private boolean tell(Rung rung, Place place, Duty... order) {
        for (Duty duty : order) {
            var fresh = place.watchers().stream()
                    .filter(w -> w.duty() == duty && told.add(w.person()))
                    .toList();
            if (!fresh.isEmpty()) {
                fresh.forEach(w -> steps.add(new Step(rung, place.unit(), duty, w)));
                return true;
            }
        }
        return false;
    }
}
