package org.verdite.monitoring.alarm;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.ExceedanceAcknowledged;
import org.verdite.monitoring.ExceedanceDetected;
import org.verdite.monitoring.ExceedancesRebuilt;
import org.verdite.monitoring.alarm.NewsRows.Kept;
import org.verdite.monitoring.alarm.NewsRows.Load;
import org.verdite.notices.NewNotice;
import org.verdite.notices.Notices;
import org.verdite.obligations.LimitKind;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;

/// Tells the officer in charge of exceedances. A broken obligation alarms; a missed goal informs; so does what became
/// known so late that nobody can act on it today: then one notice a load and unit says how many there are. All that one
/// transaction found is told at its end, in a few statements.
@Component
class ExceedanceAlarms {

    private final NewsRows rows;
    private final AlarmWords words;
    private final Notices notices;
    private final Clock clock;
    private final AtCommit<Integer> found;
    private final LongPast longPast;

    ExceedanceAlarms(NewsRows rows, AlarmWords words, Notices notices, Clock clock, LongPast longPast) {
        this.rows = rows;
        this.words = words;
        this.notices = notices;
        this.clock = clock;
        this.found = new AtCommit<>(this::tell);
        this.longPast = longPast;
    }

    @EventListener
    public void on(ExceedanceDetected event) {
        found.add(List.of(event.exceedance()));
    }

    @EventListener
    public void on(ExceedancesRebuilt event) {
        found.add(event.goOn());
        found.add(event.gone());
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ExceedanceAcknowledged event) {
        rows.key(event.exceedance())
                .ifPresent(key -> notices.settle(key, words.both(t -> t.of("monitoring.notice.acknowledged"))));
    }

    private void tell(Collection<Integer> exceedances) {
        var all = rows.read(exceedances);
        var kept = new ArrayList<Kept>();
        var gone = all.stream()
                .filter(n -> !n.stands() && (n.told() == null || !n.told().gone()))
                .toList();
        gone.forEach(news -> kept.add(new Kept(news, null, true)));
        withdraw(gone, true);
        withdraw(gone, false);
        var due = all.stream().filter(News::due).toList();
        if (!due.isEmpty()) {
            tell(due, kept);
        }
        rows.keep(kept);
    }

    private void withdraw(List<News> gone, boolean merged) {
        var keys = gone.stream()
                .filter(n -> n.merged() == merged)
                .flatMap(n -> Stream.ofNullable(n.told()))
                .flatMap(told -> Stream.ofNullable(told.key()))
                .toList();
        notices.withdraw(
                keys, words.both(t -> t.of(merged ? "monitoring.notice.merged" : "monitoring.notice.withdrawn")));
    }

    private void tell(List<News> due, List<Kept> kept) {
        var told = new ArrayList<NewNotice>();
        Map<Integer, List<News>> late = new TreeMap<>();
        for (News news : due) {
            if (late(news)) {
                late.computeIfAbsent(news.unit(), _ -> new ArrayList<>()).add(news);
            } else {
                told.add(alone(news, news.kind() == LimitKind.COMPLIANCE, kept));
            }
        }
        if (!late.isEmpty()) {
            var load = rows.load().orElse(null);
            late.forEach((unit, some) -> {
                if (load == null) {
                    some.forEach(news -> kept.add(new Kept(news, null, false)));
                    told.add(judgedAgain(new UnitId(unit), some));
                } else if (some.size() == 1) {
                    told.add(alone(some.getFirst(), false, kept));
                } else {
                    some.forEach(news -> kept.add(new Kept(news, null, false)));
                    told.add(loaded(new UnitId(unit), some, load));
                }
            });
        }
        notices.tell(told);
    }

    private boolean late(News news) {
        var last = news.dateOnly() ? news.ended().plus(Duration.ofDays(1)) : news.ended();
        return longPast.is(last, news.online());
    }

    private NewNotice alone(News news, boolean alarm, List<Kept> kept) {
        kept.add(new Kept(news, news.nextKey(), false));
        var unit = new UnitId(news.unit());
        var message = words.exceeded(news);
        var now = clock.instant();
        return alarm
                ? NewNotice.alarm(unit, message, news.origin(), news.ended(), news.dateOnly(), now, news.nextKey())
                : NewNotice.inform(unit, message, news.origin(), news.ended(), news.dateOnly(), now, news.nextKey());
    }

    private NewNotice loaded(UnitId unit, List<News> some, Load load) {
        return NewNotice.inform(
                unit,
                words.both(t -> t.of("monitoring.notice.late", some.size(), load.file())),
                new Origin(
                        "monitoring",
                        "intake",
                        Integer.toString(load.id()),
                        load.file().isEmpty() ? "#" + load.id() : load.file(),
                        "/monitoring/exceedances?unit=" + unit + "&found=" + load.at()),
                newest(some).ended(),
                newest(some).dateOnly(),
                clock.instant(),
                "monitoring:late:" + load.id() + ":" + unit);
    }

    /// Series are judged again one by one, so their number isn't known here.
    private NewNotice judgedAgain(UnitId unit, List<News> some) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return NewNotice.inform(
                unit,
                words.both(t -> t.of("monitoring.notice.judgedAgain")),
                new Origin(
                        "monitoring",
                        "judging",
                        today.toString(),
                        today.toString(),
                        "/monitoring/exceedances?unit=" + unit + "&foundOn=" + today),
                newest(some).ended(),
                newest(some).dateOnly(),
                clock.instant(),
                "monitoring:judgedAgain:" + today + ":" + unit);
    }

    private static News newest(List<News> some) {
        return some.stream().max((a, b) -> a.ended().compareTo(b.ended())).orElseThrow();
    }
}
