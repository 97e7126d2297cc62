package org.verdite.monitoring.alarm;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.verdite.notices.NewNotice;
import org.verdite.notices.Notices;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;

/// Tells missing data: one alarm a point, however many of its series fell silent; of what is long past one notice a
/// unit.
@Component
class GapNotices {

    private final GapRows rows;
    private final AlarmWords words;
    private final Notices notices;
    private final Clock clock;
    private final LongPast longPast;

    GapNotices(GapRows rows, AlarmWords words, Notices notices, Clock clock, LongPast longPast) {
        this.rows = rows;
        this.words = words;
        this.notices = notices;
        this.clock = clock;
        this.longPast = longPast;
    }

    void tell(List<Gap> gaps) {
        Map<Integer, List<Gap>> byPoint = new TreeMap<>();
        Map<Integer, List<Gap>> byUnit = new TreeMap<>();
        for (Gap gap : gaps) {
            (late(gap) ? byUnit : byPoint)
                    .computeIfAbsent(late(gap) ? gap.unit() : gap.point(), _ -> new ArrayList<>())
                    .add(gap);
        }
        var told = new ArrayList<NewNotice>();
        Map<Integer, String> keys = new TreeMap<>();
        byPoint.values().forEach(some -> told.add(point(some, keys)));
        byUnit.values().forEach(some -> told.add(unit(some, keys)));
        notices.tell(told);
        rows.told(keys);
    }

    private boolean late(Gap gap) {
        return longPast.is(gap.dueAt(), gap.online());
    }

    private NewNotice point(List<Gap> some, Map<Integer, String> keys) {
        var first = some.getFirst();
        String key = "monitoring:gap:" + first.id();
        some.forEach(gap -> keys.put(gap.id(), key));
        boolean alone = some.size() == 1;
        var origin = alone
                ? new Origin("monitoring", "gap", "" + first.id(), first.pointCode(), first.path())
                : new Origin(
                        "monitoring",
                        "point",
                        "" + first.point(),
                        first.pointCode(),
                        "/monitoring/gaps?point=" + first.point());
        var message = words.both(t -> !alone
                ? t.of("monitoring.gap.notice.point", some.size(), t.of(first.pointName()))
                : first.rhythm().interval()
                        ? t.of("monitoring.gap.notice.silence", first.title(t), first.span(t))
                        : t.of(
                                "monitoring.gap.notice.period",
                                first.title(t),
                                first.span(t),
                                first.found(),
                                first.expected()));
        return NewNotice.alarm(new UnitId(first.unit()), message, origin, first.started(), false, clock.instant(), key);
    }

    private NewNotice unit(List<Gap> some, Map<Integer, String> keys) {
        var last = some.stream().max(Comparator.comparing(Gap::started)).orElseThrow();
        String key = "monitoring:gaps:" + some.getFirst().id();
        some.forEach(gap -> keys.put(gap.id(), key));
        return NewNotice.inform(
                new UnitId(last.unit()),
                words.both(t -> t.of("monitoring.gap.notice.late", some.size())),
                new Origin(
                        "monitoring",
                        "gaps",
                        "" + some.getFirst().id(),
                        last.pointCode(),
                        "/monitoring/gaps?unit=" + last.unit()),
                last.started(),
                false,
                clock.instant(),
                key);
    }
}
