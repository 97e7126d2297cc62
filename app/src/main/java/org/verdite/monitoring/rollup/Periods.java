package org.verdite.monitoring.rollup;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.verdite.shared.NonDetects;

/// Puts results together to days, months, quarters and years, by the legal days of their place.
public final class Periods {

    /// Eight hours in a row are a mean when six of them are there, and a day has its highest when fourteen such means
    /// are (HJ 663-2013).
    private static final int EIGHT = 8;

    private static final int HOURS_OF_EIGHT = 6;
    private static final int MEANS_OF_DAY = 14;
    private static final int HOURS_OF_DAY = 24;

    private static final class Hour {
        private final Sums sums = new Sums();
        private final TreeSet<Integer> minutes = new TreeSet<>();
    }

    /// @param hours there were values of, by their beginning; none for results without a time
    private static final class Day {
        private final Sums sums = new Sums();
        private final TreeMap<Instant, Hour> hours = new TreeMap<>();
        private int summed;

        /// The hours that are there to at least so many minutes. How long one value speaks for follows from how near to
        /// each other they come on that day.
        int size(int minutes) {
            if (summed > 0) {
                return summed;
            }
            return Math.max(
                    1,
                    minutes == 0
                            ? hours.size()
                            : (int) hours.values().stream()
                                    .filter(hour -> covered(hour) >= minutes)
                                    .count());
        }

        int covered(Hour hour) {
            int nearest = hours.values().stream()
                    .mapToInt(h -> nearest(h.minutes))
                    .min()
                    .orElse(60);
            return hour.minutes.size() * nearest;
        }

        private static int nearest(TreeSet<Integer> minutes) {
            int nearest = 60;
            Integer before = null;
            for (Integer minute : minutes) {
                nearest = before == null ? nearest : Math.min(nearest, minute - before);
                before = minute;
            }
            return nearest;
        }
    }

    /// A period with what it was made of.
    ///
    /// @param begin its first day
    /// @param last its last day
    /// @param hour the hour it is, null for days and longer
    /// @param present minutes of an hour, hours of a day, or days that stand of a longer one
    /// @param needed so that the period's value stands
    /// @param results all it was made of, also where a day's value stands for them
    public record Period(
            LocalDate begin,
            LocalDate last,
            @org.jspecify.annotations.Nullable Instant hour,
            Sums sums,
            int present,
            int needed,
            long results,
            long notDetected) {
        public boolean stands() {
            return present >= needed;
        }
    }

    private final ZoneId zone;
    private final Coverage coverage;
    private final DayPart part;
    private final TreeMap<LocalDate, Day> days = new TreeMap<>();

    public Periods(ZoneId zone, Coverage coverage) {
        this(zone, coverage, DayPart.WHOLE);
    }

    public Periods(ZoneId zone, Coverage coverage, DayPart part) {
        this.zone = zone;
        this.coverage = coverage;
        this.part = part;
    }

    /// @param dateOnly true when the result has a date and no time: it is the day's
    public void measured(Instant started, boolean dateOnly, double value) {
        at(started, dateOnly, sums -> sums.add(value));
    }

    public void below(Instant started, boolean dateOnly, double level) {
        at(started, dateOnly, sums -> sums.addBelow(level));
    }

    /// A whole day whose sums are known.
    ///
    /// @param hours there were values of
    public void day(LocalDate date, Sums sums, int hours) {
        var day = days.computeIfAbsent(date, _ -> new Day());
        day.sums.add(sums);
        day.summed += Math.max(1, hours);
    }

    private void at(Instant started, boolean dateOnly, Consumer<Sums> add) {
        if (dateOnly) {
            add.accept(days.computeIfAbsent(LocalDate.ofInstant(started, ZoneOffset.UTC), _ -> new Day()).sums);
            return;
        }
        part.day(LocalDateTime.ofInstant(started, zone)).ifPresent(date -> {
            var day = days.computeIfAbsent(date, _ -> new Day());
            add.accept(day.sums);
            var hour = day.hours.computeIfAbsent(started.truncatedTo(ChronoUnit.HOURS), _ -> new Hour());
            add.accept(hour.sums);
            hour.minutes.add((int) (started.getEpochSecond() / 60 % 60));
        });
    }

    /// The periods that have a result, earliest first. Months and longer ones are made of the days that stand: of their
    /// values where a day has to have its hours (HJ 663-2013), else of all that was measured on them.
    public List<Period> of(Grain grain, Aggregation kind) {
        var dayByDay = days();
        if (grain == Grain.DAY) {
            return dayByDay;
        }
        SortedMap<LocalDate, List<Period>> parts = new TreeMap<>();
        dayByDay.forEach(day -> parts.computeIfAbsent(grain.begin(day.begin()), _ -> new ArrayList<>())
                .add(day));
        var whole = new ArrayList<Period>();
        parts.forEach((begin, inside) ->
                whole.add(together(inside, kind, begin, grain.last(begin), coverage.needed(grain, begin))));
        return whole;
    }

    /// The periods of a statistic.
    ///
    /// @param fewest how many samples make thirty days a period at all
    public List<Period> of(PeriodMean mean, Aggregation kind, int fewest) {
        return switch (mean) {
            case HOUR_MEAN -> hours(2);
            case EIGHT_HOUR_MEAN -> eightHours(kind);
            case MEAN_30_DAYS -> sliding(kind, fewest);
            default -> of(mean.grain(), kind);
        };
    }

    private List<Period> days() {
        var all = new ArrayList<Period>();
        days.forEach((date, day) -> all.add(new Period(
                date,
                date,
                null,
                day.sums,
                day.size(coverage.minutes()),
                part.whole() ? coverage.needed(Grain.DAY, date) : 1,
                day.sums.count(),
                day.sums.notDetected())));
        return all;
    }

    private Period together(List<Period> inside, Aggregation kind, LocalDate begin, LocalDate last, int needed) {
        var sums = new Sums();
        var standing = inside.stream().filter(Period::stands).toList();
        standing.forEach(day -> {
            if (coverage.hours() > 0) {
                day.sums().value(kind, NonDetects.HALF).ifPresent(sums::add);
            } else {
                sums.add(day.sums());
            }
        });
        return new Period(
                begin,
                last,
                null,
                sums,
                standing.size(),
                needed,
                standing.stream().mapToLong(Period::results).sum(),
                standing.stream().mapToLong(Period::notDetected).sum());
    }

    /// What can be put in the order of its size: the means that stand.
    public List<Part> parts(PeriodMean mean, Aggregation kind) {
        // of an hour a single value speaks as well as several
        var means = mean == PeriodMean.HOUR_MEAN ? hours(1) : of(mean, kind, 1);
        return means.stream()
                .filter(Period::stands)
                .map(one -> Part.of(one, kind))
                .toList();
    }

    /// A single value is its hour already.
    private List<Period> hours(int fewest) {
        var all = new ArrayList<Period>();
        days.forEach((date, day) -> day.hours.forEach((begin, hour) -> {
            if (hour.sums.count() >= fewest) {
                all.add(new Period(
                        date,
                        date,
                        begin,
                        hour.sums,
                        day.covered(hour),
                        Math.max(1, coverage.minutes()),
                        hour.sums.count(),
                        hour.sums.notDetected()));
            }
        }));
        return all;
    }

    private List<Period> eightHours(Aggregation kind) {
        Map<Instant, Hour> hours = new HashMap<>();
        days.values().forEach(day -> hours.putAll(day.hours));
        var all = new ArrayList<Period>();
        days.keySet().forEach(date -> {
            Sums highest = null;
            int means = 0;
            double most = Double.NEGATIVE_INFINITY;
            var midnight = date.atTime(LocalTime.MIDNIGHT).atZone(zone).toInstant();
            for (int end = EIGHT; end <= HOURS_OF_DAY; end++) {
                var sums = new Sums();
                int there = 0;
                for (int back = 1; back <= EIGHT; back++) {
                    var hour = hours.get(midnight.plus(Duration.ofHours(end - (long) back)));
                    if (hour != null) {
                        sums.add(hour.sums);
                        there++;
                    }
                }
                var value = sums.value(kind, NonDetects.HALF);
                if (there >= HOURS_OF_EIGHT && value.isPresent()) {
                    means++;
                    if (value.getAsDouble() > most) {
                        most = value.getAsDouble();
                        highest = sums;
                    }
                }
            }
            if (highest != null) {
                all.add(new Period(
                        date, date, null, highest, means, MEANS_OF_DAY, highest.count(), highest.notDetected()));
            }
        });
        return all;
    }

    /// Thirty days that end with a sample.
    private List<Period> sliding(Aggregation kind, int fewest) {
        var byDay = new TreeMap<LocalDate, Period>();
        days().forEach(day -> byDay.put(day.begin(), day));
        var all = new ArrayList<Period>();
        byDay.keySet().forEach(last -> {
            var first = last.minusDays(PeriodMean.SLIDING_DAYS - 1L);
            var inside = List.copyOf(byDay.subMap(first, true, last, true).values());
            if (inside.stream().mapToLong(Period::results).sum() >= fewest) {
                all.add(together(inside, kind, first, last, 1));
            }
        });
        return all;
    }
}
