package org.verdite.notices;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.verdite.notices.NoticeRows.Added;
import org.verdite.notices.NoticeRows.Climbed;
import org.verdite.notices.NoticeRows.Standing;

/// Climbs the rungs of notices that are due now and keeps who was told. A bounded number of statements for any number
/// of notices.
@Component
class Telling {

    /// How long to wait before looking again for somebody, where nobody could be told at all.
    private static final Duration AGAIN = Duration.ofMinutes(15);

    private final NoticeRows rows;
    private final Watchers watchers;
    private final Clock clock;

    Telling(NoticeRows rows, Watchers watchers, Clock clock) {
        this.rows = rows;
        this.watchers = watchers;
        this.clock = clock;
    }

    void climb(List<Standing> notices) {
        if (notices.isEmpty()) {
            return;
        }
        var now = clock.instant();
        var paths = watchers.above(notices.stream().map(Standing::unit).toList());
        var added = new ArrayList<Added>();
        var climbed = new ArrayList<Climbed>();
        for (Standing notice : notices) {
            climbed.add(climb(notice, paths.getOrDefault(notice.unit(), List.of()), now, added));
        }
        rows.add(added);
        rows.climbed(climbed);
    }

    /// Keeps for each of these whom it is told, by today's posts and roles. Where nobody at all is found, the
    /// section's way up is tried again until somebody is.
    void address(Map<Addressed, Standing> notices) {
        if (notices.isEmpty()) {
            return;
        }
        var paths =
                watchers.answering(notices.values().stream().map(Standing::unit).toList());
        var presences = watchers.presences(people(notices.keySet(), paths));
        var added = new ArrayList<Added>();
        var climbed = new ArrayList<Climbed>();
        notices.forEach((wanted, notice) -> {
            var steps = new Addressing(paths.getOrDefault(notice.unit(), List.of()), presences).tell(wanted);
            steps.forEach(s -> added.add(new Added(notice, s, wanted.notice().happened())));
            int rung = steps.stream()
                    .filter(s -> s.person() != null)
                    .mapToInt(s -> s.rung().number())
                    .max()
                    .orElse(0);
            climbed.add(
                    new Climbed(notice.id(), rung, rung == 0 ? clock.instant().plus(AGAIN) : null));
        });
        rows.add(added);
        rows.climbed(climbed);
    }

    private static Set<Integer> people(Set<Addressed> notices, Map<Integer, List<Place>> paths) {
        var people = new HashSet<Integer>();
        paths.values().forEach(path -> path.forEach(place -> place.watchers().forEach(w -> people.add(w.person()))));
        notices.forEach(n -> Stream.of(Optional.ofNullable(n.owner()), Optional.ofNullable(n.substitute()))
                .flatMap(Optional::stream)
                .forEach(p -> people.add(p.value())));
        return people;
    }

    record Next(Rung rung, List<Integer> persons) {}

    /// The next rung that reaches somebody new, by today's posts and roles.
    Optional<Next> next(Standing notice) {
        var path = watchers.above(List.of(notice.unit())).getOrDefault(notice.unit(), List.of());
        var climb = new Climb(path, new HashSet<>(notice.persons()), notice.lastPlace());
        for (int rung = notice.rung() + 1; notice.due(rung) != null; rung++) {
            var persons = climb.to(Rung.of(rung)).stream()
                    .map(Climb.Step::person)
                    .filter(Objects::nonNull)
                    .map(Place.Watcher::person)
                    .toList();
            if (!persons.isEmpty()) {
                return Optional.of(new Next(Rung.of(rung), persons));
            }
        }
        return Optional.empty();
    }

    /// After a time without a server several rungs may be due: each is told once. Where a rung finds nobody, the next
    /// one is climbed at once.
    private static Climbed climb(Standing notice, List<Place> path, Instant now, List<Added> added) {
        var climb = new Climb(path, new HashSet<>(notice.persons()), notice.lastPlace());
        int rung = notice.rung();
        boolean nobody = false;
        while (true) {
            var due = notice.due(rung + 1);
            if (due == null || due.isAfter(now) && !nobody) {
                return new Climbed(notice.id(), rung, due);
            }
            var steps = climb.to(Rung.of(rung + 1));
            nobody = steps.stream().allMatch(s -> s.person() == null);
            if (rung == 0 && nobody) {
                // said once, not again each time
                if (!notice.said()) {
                    steps.forEach(s -> added.add(new Added(notice, s, due)));
                }
                return new Climbed(notice.id(), 0, now.plus(AGAIN));
            }
            steps.forEach(s -> added.add(new Added(notice, s, due)));
            rung++;
        }
    }
}
