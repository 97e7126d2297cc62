package org.verdite.notices;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.verdite.notices.Climb.Step;
import org.verdite.notices.Place.Watcher;

/// The rule of a notice for named levels: who is told, instead of whom, and why. Nobody is told twice.
final class Addressing {

    private static final Duty[] MANAGERS = {Duty.MANAGER, Duty.DIRECTOR};
    private static final Duty[] HEADS = {Duty.EXECUTIVE, Duty.MANAGER, Duty.DIRECTOR, Duty.OFFICER};
    private static final Duty[] DEPARTMENT = {Duty.DIRECTOR, Duty.MANAGER, Duty.OFFICER};
    private static final Duty[] COMMITTEE = {Duty.EXECUTIVE};

    private final List<Place> path;
    private final Map<Integer, Presence> presences;
    private final Set<Integer> told = new HashSet<>();
    private final List<Step> steps = new ArrayList<>();

    /// @param path from the unit up to the top
    /// @param presences of everybody on it, the owner and the substitute; who is missing is there
    Addressing(List<Place> path, Map<Integer, Presence> presences) {
        this.path = path;
        this.presences = presences;
    }

    /// Without a person in it nobody was found.
    List<Step> tell(Addressed notice) {
        for (Level level : Level.values()) {
            if (notice.to().contains(level) && !path.isEmpty()) {
                switch (level) {
                    case OWNER -> owner(notice);
                    case MANAGER -> upFrom(Rung.ABOVE, 0, null, "", MANAGERS);
                    case SUBSIDIARY -> subsidiary();
                    case GROUP -> top(Rung.GROUP, DEPARTMENT);
                    case COMMITTEE -> top(Rung.GROUP, COMMITTEE);
                }
            }
        }
        return List.copyOf(steps);
    }

    private void owner(Addressed notice) {
        int unit = path.getFirst().unit();
        var owner = notice.owner();
        if (owner == null) {
            nobody(Rung.SECTION, unit);
            upFrom(Rung.ABOVE, 0, null, "NOBODY", MANAGERS);
            return;
        }
        var presence = presence(owner.value());
        if (presence.here()) {
            add(Rung.SECTION, unit, Duty.OWNER, new Watcher(owner.value(), Duty.OWNER, presence.mailed()), null, "");
            return;
        }
        var substitute = notice.substitute();
        var own = substitute == null ? null : presence(substitute.value());
        var instead =
                own != null && own.here() ? new Watcher(own.person(), Duty.OWNER, own.mailed()) : presence.instead();
        if (instead == null) {
            upFrom(Rung.ABOVE, 0, owner.value(), presence.why(), MANAGERS);
        } else {
            add(Rung.SECTION, unit, Duty.OWNER, instead, owner.value(), presence.why());
        }
    }

    private void subsidiary() {
        for (int i = 0; i < path.size(); i++) {
            if (path.get(i).subsidiary()) {
                upFrom(Rung.SUBSIDIARY, i, null, "", HEADS);
                return;
            }
        }
        top(Rung.GROUP, DEPARTMENT);
    }

    private void top(Rung rung, Duty[] order) {
        upFrom(rung, path.size() - 1, null, "", order);
    }

    /// The first place upwards where somebody of these duties is there; where the wanted place has nobody, that is
    /// said.
    private void upFrom(Rung rung, int from, @Nullable Integer insteadOf, String because, Duty... order) {
        Integer missed = insteadOf;
        String why = because;
        for (int i = from; i < path.size(); i++) {
            var place = path.get(i);
            for (Duty duty : order) {
                boolean reached = false;
                for (Watcher w : place.watchers()) {
                    if (w.duty() != duty) {
                        continue;
                    }
                    var presence = presence(w.person());
                    if (presence.here()) {
                        reached |= add(rung, place.unit(), duty, w, missed, why);
                    } else if (presence.instead() != null) {
                        reached |= add(rung, place.unit(), duty, presence.instead(), w.person(), presence.why());
                    } else if (missed == null) {
                        missed = w.person();
                        why = presence.why();
                    }
                }
                if (reached) {
                    return;
                }
            }
            if (i == from && rung != Rung.ABOVE) {
                nobody(rung, place.unit());
                why = why.isEmpty() ? "NOBODY" : why;
            }
        }
    }

    private Presence presence(int person) {
        return presences.getOrDefault(person, new Presence(person, "", false, null));
    }

    /// True when somebody of the duty knows now, also when told before.
    private boolean add(Rung rung, int place, Duty duty, Watcher who, @Nullable Integer insteadOf, String because) {
        if (told.add(who.person())) {
            steps.add(new Step(rung, place, duty, who, insteadOf, because));
        }
        return true;
    }

    private void nobody(Rung rung, int place) {
        steps.add(new Step(rung, place, Duty.NOBODY, null, null, "NOBODY"));
    }
}
