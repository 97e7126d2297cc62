package org.verdite.monitoring;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.verdite.monitoring.DerivedPeriods.Asked;
import org.verdite.monitoring.DerivedRows.Fresh;
import org.verdite.monitoring.rollup.Coverage;
import org.verdite.monitoring.rollup.Part;
import org.verdite.monitoring.rollup.PeriodMean;
import org.verdite.monitoring.rollup.Ranks;
import org.verdite.obligations.Ranked;
import org.verdite.ui.Json;

/// Puts the values of a period in the order of their size and finds the one that a limit speaks of.
@Component
class DerivedRanks {

    private static final MathContext WITHOUT_BINARY_NOISE = new MathContext(12);
    private static final LocalDate EARLIEST = LocalDate.of(1900, 2, 1);
    /// How far around a change values in a row are looked for, and how much farther where that gave too few.
    private static final int NEAR = 31;

    private static final int FARTHER = 8;

    private final Rollups rollups;
    private final DerivedRows rows;
    private final Clock clock;

    DerivedRanks(Rollups rollups, DerivedRows rows, Clock clock) {
        this.rollups = rollups;
        this.rows = rows;
        this.clock = clock;
    }

    /// The periods that are over: those of the calendar between two days, or each thirty days that end with a value on
    /// one of them.
    List<Fresh> periods(Asked one, LocalDate begin, LocalDate end) {
        boolean sliding = one.mean().sliding();
        var read = begin.minusDays(sliding ? PeriodMean.SLIDING_DAYS - 1L : 0);
        var parts = rollups.parts(
                one.of(), read, end, ranked(one).parts(), one.cut().part());
        return sliding ? thirtyDays(one, parts, begin, end) : calendar(one, parts, read, end);
    }

    private List<Fresh> calendar(Asked one, List<Part> parts, LocalDate begin, LocalDate end) {
        var grain = one.mean().grain();
        var standing = standing(one, parts, begin, end);
        var byPeriod = new TreeMap<LocalDate, List<Part>>();
        parts.forEach(part -> byPeriod.computeIfAbsent(grain.begin(part.last()), _ -> new ArrayList<>())
                .add(part));
        var all = new ArrayList<Fresh>();
        byPeriod.forEach((first, inside) -> {
            var last = grain.last(first);
            if (over(one, last)) {
                all.add(fresh(
                        one,
                        inside,
                        midnight(first),
                        midnight(last),
                        true,
                        null,
                        standing.subSet(first, true, last, true).size(),
                        one.of().coverage().needed(grain, first)));
            }
        });
        return all;
    }

    /// The days of which enough was measured. A mean of a day that is there speaks for its day.
    private TreeSet<LocalDate> standing(Asked one, List<Part> parts, LocalDate begin, LocalDate end) {
        boolean daily =
                List.of("DAY_MEAN", "EIGHT_HOUR_MEAN").contains(ranked(one).parts());
        return daily || one.of().coverage().equals(Coverage.ANY)
                ? parts.stream().map(Part::last).collect(Collectors.toCollection(TreeSet::new))
                : new TreeSet<>(rollups.standing(one.of(), begin, end, one.cut().part()));
    }

    private List<Fresh> thirtyDays(Asked one, List<Part> parts, LocalDate begin, LocalDate end) {
        var byDay = parts.stream().collect(Collectors.groupingBy(Part::last, TreeMap::new, Collectors.toList()));
        var all = new ArrayList<Fresh>();
        for (LocalDate last : byDay.subMap(begin, true, end, true).keySet()) {
            var first = last.minusDays(PeriodMean.SLIDING_DAYS - 1L);
            var inside = byDay.subMap(first, true, last, true).values().stream()
                    .flatMap(List::stream)
                    .toList();
            if (inside.size() >= one.fewest() && over(one, last)) {
                all.add(fresh(one, inside, midnight(first), midnight(last), true, null, 1, 1));
            }
        }
        return all;
    }

    /// Every row of so many values that ends with one of some days, or holds one of them; and what is none any more.
    /// Such a row is known by its last value.
    ///
    /// @param series where they are kept
    List<Fresh> rows(int series, Asked one, LocalDate from, LocalDate to) {
        int wide = Objects.requireNonNull(ranked(one).outOf());
        // a month's mean is known by the month's first day
        boolean months = ranked(one).parts().equals("MONTH_MEAN");
        var begin = months ? from.withDayOfMonth(1) : from;
        var zone = one.of().zone();
        var lower = earlier(midnight(begin), begin.atStartOfDay(zone).toInstant());
        var upper = later(
                midnight(to.plusDays(1)), to.plusDays(1).atStartOfDay(zone).toInstant());
        var parts = around(one, begin, to, lower, upper, wide - 1);
        var all = new ArrayList<Fresh>();
        var ends = new HashSet<Instant>();
        long left = wide - 1L;
        var until = upper;
        for (int at = 0; at < parts.size(); at++) {
            var last = parts.get(at);
            if (last.at().isBefore(lower)) {
                continue;
            }
            if (!last.at().isBefore(upper)) {
                if (left == 0) {
                    break;
                }
                left--;
            }
            until = later(until, last.at());
            // of values of one moment nobody knows which came first: the row ends with the last of them
            boolean tied = at + 1 < parts.size() && parts.get(at + 1).at().equals(last.at());
            var row = parts.subList(Math.max(0, at + 1 - wide), at + 1);
            if (!tied && row.size() >= one.fewest()) {
                all.add(fresh(
                        one,
                        row,
                        last.at(),
                        last.at(),
                        last.dateOnly(),
                        row.getFirst().at(),
                        1,
                        1));
                ends.add(last.at());
            }
        }
        rows.between(series, lower, until.plusNanos(1000)).stream()
                .filter(kept -> !ends.contains(kept.started()))
                .forEach(kept -> all.add(Fresh.empty(kept.started(), kept.ended())));
        return all;
    }

    /// Values in the order of time, from so many before some days to so many after them, as far as there are any.
    private List<Part> around(Asked one, LocalDate from, LocalDate to, Instant lower, Instant upper, int more) {
        var today = LocalDate.ofInstant(clock.instant(), one.of().zone()).plusDays(1);
        for (long days = NEAR; ; days *= FARTHER) {
            var first = from.minusDays(days).withDayOfMonth(1);
            var last = to.plusDays(days);
            last = last.withDayOfMonth(last.lengthOfMonth());
            var parts = rollups
                    .parts(one.of(), first, last, ranked(one).parts(), one.cut().part())
                    .stream()
                    .filter(part -> over(one, part))
                    .sorted(Comparator.comparing(Part::at).thenComparingDouble(Part::shown))
                    .toList();
            long before = parts.stream().filter(p -> p.at().isBefore(lower)).count();
            long after = parts.stream().filter(p -> !p.at().isBefore(upper)).count();
            if ((before >= more || first.isBefore(EARLIEST)) && (after >= more || last.isAfter(today))) {
                return parts;
            }
        }
    }

    /// A measured value is there; a mean is when its time is over.
    private boolean over(Asked one, Part part) {
        return one.of().gives(ranked(one).parts())
                || (ranked(one).parts().equals("HOUR_MEAN")
                        ? !part.at().plus(Duration.ofHours(1)).isAfter(clock.instant())
                        : over(one, part.last()));
    }

    private boolean over(Asked one, LocalDate last) {
        return !one.cut().part().end(last).atZone(one.of().zone()).toInstant().isAfter(clock.instant());
    }

    private static Fresh fresh(
            Asked one,
            List<Part> parts,
            Instant started,
            Instant ended,
            boolean dateOnly,
            @Nullable Instant since,
            int present,
            int needed) {
        var found = new Ranks(ranked(one), one.cut().lowest()).of(parts);
        return new Fresh(
                started,
                ended,
                dateOnly,
                plain(found.zero()),
                plain(found.half()),
                plain(found.full()),
                parts.size(),
                parts.stream().filter(Part::notDetected).count(),
                present,
                needed,
                since,
                Json.mapper().writeValueAsString(found.picked()));
    }

    private static Ranked ranked(Asked one) {
        return Objects.requireNonNull(one.cut().ranked());
    }

    private static @Nullable Double plain(double value) {
        return Double.isNaN(value)
                ? null
                : (Double) new BigDecimal(value).round(WITHOUT_BINARY_NOISE).doubleValue();
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
