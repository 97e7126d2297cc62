package org.verdite.monitoring;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.verdite.monitoring.judgement.LimitLine;
import org.verdite.obligations.LimitKind;

/// The limits that bind to some series, ready to judge with: in the series' units, by legal day.
public final class BoundLimits {

    /// A line and the days on which it holds.
    ///
    /// @param name of the set, as people call it
    /// @param permit true when the set is a permit
    /// @param to the first day on which it no longer holds
    public record Held(
            LimitLine line,
            long setId,
            String name,
            boolean permit,
            String clause,
            LocalDate from,
            @Nullable LocalDate to) {
        /// The same with its bound for one result.
        public Held as(LimitLine other) {
            return new Held(other, setId, name, permit, clause, from, to);
        }

        public boolean on(LocalDate day) {
            return on(day.toEpochDay()) && line.inSeason(day);
        }

        boolean on(long epochDay) {
            return epochDay >= from.toEpochDay() && (to == null || epochDay < to.toEpochDay());
        }
    }

    /// The lines of one series, cut into stretches of days in which they don't change.
    ///
    /// @param numbers of `lines`, those whose bound is a number
    /// @param seasonal whether any line holds on some days of a year only
    private record Stretches(
            ZoneId zone, long[] begins, List<List<LimitLine>> lines, List<List<LimitLine>> numbers, boolean seasonal) {}

    private final Map<Integer, List<Held>> held;
    private final Map<Integer, Stretches> stretches;

    BoundLimits(Map<Integer, ZoneId> zones, Map<Integer, List<Held>> held) {
        this.held = held;
        var cut = new java.util.HashMap<Integer, Stretches>();
        zones.forEach((series, zone) -> cut.put(series, cut(zone, held.getOrDefault(series, List.of()))));
        this.stretches = cut;
    }

    private static Stretches cut(ZoneId zone, List<Held> held) {
        var days = new TreeSet<Long>();
        held.forEach(h -> {
            days.add(h.from().toEpochDay());
            if (h.to() != null) {
                days.add(h.to().toEpochDay());
            }
        });
        var begins = days.stream().mapToLong(Long::longValue).toArray();
        var lines = new ArrayList<List<LimitLine>>();
        for (long day : begins) {
            lines.add(held.stream().filter(h -> h.on(day)).map(Held::line).toList());
        }
        var numbers = lines.stream()
                .map(all -> all.stream().filter(line -> !line.dependent()).toList())
                .toList();
        boolean seasonal =
                held.stream().anyMatch(h -> !h.line().terms().season().isEmpty());
        return new Stretches(zone, begins, lines, numbers, seasonal);
    }

    /// The limits valid for a series on a legal day of its point; empty when none binds.
    public List<LimitLine> lines(int series, LocalDate legalDay) {
        var of = stretches.get(series);
        return of == null ? List.of() : at(of, of.lines(), legalDay);
    }

    /// Of those, the lines whose bound is a number.
    public List<LimitLine> numbers(int series, LocalDate legalDay) {
        var of = stretches.get(series);
        return of == null ? List.of() : at(of, of.numbers(), legalDay);
    }

    private static List<LimitLine> at(Stretches of, List<List<LimitLine>> lines, LocalDate legalDay) {
        int at = java.util.Arrays.binarySearch(of.begins(), legalDay.toEpochDay());
        int stretch = at >= 0 ? at : -at - 2;
        if (stretch < 0) {
            return List.of();
        }
        var there = lines.get(stretch);
        // asked for each day of a load: most limits hold all year
        return of.seasonal()
                ? there.stream().filter(line -> line.inSeason(legalDay)).toList()
                : there;
    }

    /// The legal day of a result: its date where it only has a date (kept as that date's 00:00 UTC), else the day at
    /// the point's own clock.
    public LocalDate legalDay(int series, Instant started, boolean dateOnly) {
        var of = stretches.get(series);
        return LocalDate.ofInstant(started, dateOnly || of == null ? ZoneOffset.UTC : of.zone());
    }

    /// Whether any limit binds to the series on any day.
    public boolean any(int series) {
        return !held.getOrDefault(series, List.of()).isEmpty();
    }

    /// The lines of a series whose bound follows from other values.
    public List<LimitLine> dependent(int series) {
        return held.getOrDefault(series, List.of()).stream()
                .map(Held::line)
                .filter(LimitLine::dependent)
                .toList();
    }

    /// The stretches of days, both included, between two days on which a series has a limit of a kind.
    public List<Days> days(int series, LimitKind kind, LocalDate first, LocalDate last) {
        var lines = held.getOrDefault(series, List.of()).stream()
                .filter(h -> h.line().kind() == kind)
                .toList();
        var all = new ArrayList<Days>();
        LocalDate begin = null;
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            boolean holds = holds(lines, day);
            if (holds && begin == null) {
                begin = day;
            } else if (!holds && begin != null) {
                all.add(new Days(begin, day.minusDays(1)));
                begin = null;
            }
        }
        if (begin != null) {
            all.add(new Days(begin, last));
        }
        return all;
    }

    private static boolean holds(List<Held> lines, LocalDate day) {
        for (Held one : lines) {
            if (one.on(day)) {
                return true;
            }
        }
        return false;
    }

    public record Days(LocalDate first, LocalDate last) {}

    /// Every line of a series with its days, earliest first.
    public List<Held> of(int series) {
        return held.getOrDefault(series, List.of()).stream()
                .sorted(Comparator.comparing(Held::from))
                .toList();
    }
}
