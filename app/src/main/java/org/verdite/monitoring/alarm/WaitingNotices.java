package org.verdite.monitoring.alarm;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.MonthUnlocked;
import org.verdite.monitoring.ValuesWait;
import org.verdite.notices.NewNotice;
import org.verdite.notices.Notices;
import org.verdite.shared.Origin;

/// Tells the officer on the day it happens that values wait for a locked month; unlocking it settles that.
@Component
class WaitingNotices {

    private final AlarmWords words;
    private final Notices notices;
    private final JdbcClient jdbc;
    private final Clock clock;

    WaitingNotices(AlarmWords words, Notices notices, JdbcClient jdbc, Clock clock) {
        this.words = words;
        this.notices = notices;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ValuesWait event) {
        String month = event.month().toString();
        notices.tell(NewNotice.inform(
                event.unit(),
                words.both(t -> t.of("monitoring.notice.waiting", event.count(), month)),
                new Origin(
                        "monitoring",
                        "month",
                        event.site().value() + "/" + month,
                        month,
                        "/monitoring/months/" + event.site().value() + "/" + month),
                event.month().atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC),
                true,
                clock.instant(),
                "monitoring:waiting:" + event.site().value() + ":" + month + ":" + event.intake()));
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(MonthUnlocked event) {
        String prefix = "monitoring:waiting:" + event.site().value() + ":" + event.month() + ":";
        List<String> keys = jdbc.sql("""
                        select distinct intake_id from monitoring.pending where site_id = :site and month = :month and applied_at is null""")
                .param("site", event.site().value())
                .param("month", event.month().atDay(1))
                .query((rs, _) -> prefix + rs.getInt(1))
                .list();
        notices.settle(keys, words.both(t -> t.of("monitoring.notice.unlocked")));
    }
}
