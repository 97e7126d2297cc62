package org.verdite.notices;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.shared.Scope;

/// Climbs the ladders of what nobody has taken note of. What is due is read from the rows, so a time without a server
/// is caught up.
@Component
class Escalation {

    private static final int AT_ONCE = 200;

    private final NoticeRows rows;
    private final Telling telling;
    private final Clock clock;
    private final TransactionTemplate each;

    Escalation(NoticeRows rows, Telling telling, Clock clock, PlatformTransactionManager transactions) {
        this.rows = rows;
        this.telling = telling;
        this.clock = clock;
        this.each = new TransactionTemplate(transactions);
    }

    void climb() {
        Scope.system("notices").run(() -> {
            int climbed;
            do {
                Integer done = each.execute(_ -> {
                    var due = rows.due(clock.instant(), AT_ONCE);
                    telling.climb(due);
                    return due.size();
                });
                climbed = done == null ? 0 : done;
            } while (climbed == AT_ONCE);
        });
    }
}
