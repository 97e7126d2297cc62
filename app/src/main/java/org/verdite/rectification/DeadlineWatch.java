package org.verdite.rectification;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.notices.Addressed;
import org.verdite.notices.Notices;
import org.verdite.rectification.DeadlineRows.Climbed;
import org.verdite.rectification.DeadlineRows.Next;
import org.verdite.rectification.DeadlineRows.Watched;
import org.verdite.shared.Scope;

/// Climbs the ladders of deadlines that run. What is due is read from the rows, so a time without a server is caught
/// up; what was told is kept with the key of its notice, so nothing is told twice. A bounded number of statements for
/// each batch of items.
@Component
class DeadlineWatch {

    private static final int AT_ONCE = 1000;

    private final DeadlineRows rows;
    private final Ladders ladders;
    private final DeadlineWords words;
    private final Notices notices;
    private final Clock clock;
    private final TransactionTemplate each;

    DeadlineWatch(
            DeadlineRows rows,
            Ladders ladders,
            DeadlineWords words,
            Notices notices,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.ladders = ladders;
        this.words = words;
        this.notices = notices;
        this.clock = clock;
        this.each = new TransactionTemplate(transactions);
    }

    void watch() {
        Scope.system("rectification").run(() -> {
            int looked;
            do {
                Integer done = each.execute(_ -> batch());
                looked = done == null ? 0 : done;
            } while (looked == AT_ONCE);
        });
    }

    private int batch() {
        var now = clock.instant();
        var due = rows.due(now, AT_ONCE);
        if (due.isEmpty()) {
            return 0;
        }
        var ladder = ladders.standing();
        var climbed = new ArrayList<Climbed>();
        var next = new ArrayList<Next>();
        var stopped = new ArrayList<Long>();
        var verified = new ArrayList<String>();
        var moved = new ArrayList<String>();
        for (Watched item : due) {
            if (item.running()) {
                moved.addAll(item.past());
                next.add(new Next(item.item(), climb(item, ladder, now, climbed)));
            } else {
                stopped.add(item.item());
                verified.addAll(item.told());
            }
        }
        rows.climbed(climbed);
        notices.address(climbed.stream()
                .map(c -> new Addressed(
                        words.notice(c),
                        c.rung().to(),
                        c.item().owner(),
                        c.item().substitute()))
                .toList());
        if (!verified.isEmpty()) {
            notices.settle(verified, words.both(t -> t.of("rectification.ladder.over")));
        }
        if (!moved.isEmpty()) {
            notices.settle(moved, words.both(t -> t.of("rectification.ladder.moved")));
        }
        rows.next(next);
        rows.stopped(stopped);
        return due.size();
    }

    /// Adds what is due and was not told, and answers when the next rung is due.
    private static @Nullable Instant climb(
            Watched item, Map<Severity, List<Ladders.Standing>> ladders, Instant now, List<Climbed> climbed) {
        Instant next = null;
        for (var standing : ladders.getOrDefault(item.severity(), List.of())) {
            var rung = standing.rung();
            if (item.told().contains(item.key(rung))) {
                continue;
            }
            var at = rung.at(item.clockFrom(), item.deadline().at(), item.zone());
            if (at.isAfter(now)) {
                next = next == null || at.isBefore(next) ? at : next;
            } else if (!at.isBefore(item.since()) && !at.isBefore(standing.since())) {
                climbed.add(new Climbed(item, rung, at));
            }
        }
        return next;
    }
}
