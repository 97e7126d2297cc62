package org.verdite.targets;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.IntStream;

/// The months at whose end a value of a year is told: each, each third, or the last.
public record Periods(int year, int every) {

    public List<YearMonth> all() {
        return IntStream.rangeClosed(1, 12 / every)
                .mapToObj(p -> YearMonth.of(year, p * every))
                .toList();
    }

    /// Those that are over on a day; a value of what still runs is not told.
    public List<YearMonth> over(LocalDate day) {
        return all().stream().filter(m -> m.atEndOfMonth().isBefore(day)).toList();
    }

    /// Where a month stands among them, from 0 on.
    int place(YearMonth month) {
        return month.getMonthValue() / every - 1;
    }

    /// The year whose values are told of a goal on a day: this one, or the nearest that the goal speaks of.
    public static int year(Goal goal, LocalDate day) {
        int first = goal.horizon() == Horizon.ANNUAL ? goal.dueYear() : goal.baselineYear() + 1;
        return Math.clamp(day.getYear(), first, goal.dueYear());
    }
}
