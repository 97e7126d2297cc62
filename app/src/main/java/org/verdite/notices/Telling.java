package org.verdite.notices;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
