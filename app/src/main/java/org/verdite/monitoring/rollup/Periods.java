package org.verdite.monitoring.rollup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Puts results together to days, months and years, by the legal days of their place.
public final class Periods {

    /// @param hours there were values of; a day without hours has 1
    private static final class Day {
        private final Sums sums = new Sums();
        private final Set<Long> hours = new HashSet<>();

        int size() {
            return Math.max(1, hours.size());
        }
    }

    /// A period with what it was made of.
    ///
    /// @param begin its first day
    /// @param present hours of a day, or days that stand of a month or a year
    /// @param needed so that the period's value stands
    /// @param results all it was made of, also where a day's value stands for them
    public record Period(LocalDate begin, Sums sums, int present, int needed, long results, long notDetected) {
        public boolean stands() {
            return present >= needed;
        }
    }

    private final ZoneId zone;
    private final Coverage coverage;
    private final TreeMap<LocalDate, Day> days = new TreeMap<>();

    public Periods(ZoneId zone, Coverage coverage) {
        this.zone = zone;
        this.coverage = coverage;
    }

    /// @param dateOnly true when the result has a date and no time: it is the day's
    public void measured(Instant started, boolean dateOnly, double value) {
        at(started, dateOnly).add(value);
    }

    public void below(Instant started, boolean dateOnly, double level) {
        at(started, dateOnly).addBelow(level);
    }

    private Sums at(Instant started, boolean dateOnly) {
        var day = days.computeIfAbsent(LocalDate.ofInstant(started, dateOnly ? ZoneOffset.UTC : zone), _ -> new Day());
        if (!dateOnly) {
            day.hours.add(started.truncatedTo(ChronoUnit.HOURS).getEpochSecond());
        }
        return day.sums;
    }

    /// The periods that have a result, earliest first. Months and years are made of the days that stand: of their
    /// values
    /// where a day has to have its hours (HJ 663-2013), else of all that was measured on them.
    public List<Period> of(Grain grain, Aggregation kind) {
        var dayByDay = new ArrayList<Period>();
        days.forEach((date, day) -> dayByDay.add(new Period(
                date,
                day.sums,
                day.size(),
                coverage.needed(Grain.DAY, date),
                day.sums.count(),
                day.sums.notDetected())));
        if (grain == Grain.DAY) {
            return dayByDay;
        }
        SortedMap<LocalDate, List<Period>> parts = new TreeMap<>();
        dayByDay.forEach(day -> parts.computeIfAbsent(grain.begin(day.begin()), _ -> new ArrayList<>())
                .add(day));
        var whole = new ArrayList<Period>();
        parts.forEach((begin, inside) -> {
            var sums = new Sums();
            var standing = inside.stream().filter(Period::stands).toList();
            standing.forEach(day -> {
                if (coverage.hours() > 0) {
                    day.sums().value(kind, NonDetects.HALF).ifPresent(sums::add);
                } else {
                    sums.add(day.sums());
                }
            });
            whole.add(new Period(
                    begin,
                    sums,
                    standing.size(),
                    coverage.needed(grain, begin),
                    standing.stream().mapToLong(Period::results).sum(),
                    standing.stream().mapToLong(Period::notDetected).sum()));
        });
        return whole;
    }
}
