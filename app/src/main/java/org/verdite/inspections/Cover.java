package org.verdite.inspections;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether something is covered as a rule asks, on a day: what was issued, what is planned, and what will be missed.
///
/// @param done issued within the rule's time
/// @param planned to come within it
/// @param last day of the last that was issued, ever
/// @param by the day until which the next must be; null where the rule is met for the programme's year
public record Cover(
        State state,
        int done,
        int planned,
        @Nullable LocalDate last,
        @Nullable LocalDate by) {

    public enum State {
        /// Done as often as asked.
        MET,
        /// Done or planned as often as asked.
        PLANNED,
        /// Neither done nor planned as often as asked: it will be missed unless something is planned.
        WILL_MISS,
        /// Its time has passed.
        MISSED
    }

    /// One inspection that counts for a rule.
    ///
    /// @param day issued, or the last day planned
    public record Visit(boolean issued, LocalDate day) {}

    /// @param visits that count for the rule, in any order
    public static Cover of(CoverageRule rule, int year, LocalDate today, List<Visit> visits) {
        return rule.months() == 0 ? withinYear(rule, year, today, visits) : apart(rule, year, today, visits);
    }

    private static Cover withinYear(CoverageRule rule, int year, LocalDate today, List<Visit> visits) {
        var end = LocalDate.of(year, 12, 31);
        int done = (int) visits.stream()
                .filter(v -> v.issued() && v.day().getYear() == year)
                .count();
        int planned = (int) visits.stream()
                .filter(v ->
                        !v.issued() && v.day().getYear() == year && !v.day().isBefore(today))
                .count();
        var state = done >= rule.times()
                ? State.MET
                : today.isAfter(end) ? State.MISSED : done + planned >= rule.times() ? State.PLANNED : State.WILL_MISS;
        return new Cover(state, done, planned, last(visits), state == State.MET ? null : end);
    }

    /// Two may be so many months apart. Where there was none ever, the first is due within the programme's year.
    private static Cover apart(CoverageRule rule, int year, LocalDate today, List<Visit> visits) {
        var end = LocalDate.of(year, 12, 31);
        var last = last(visits);
        var by = last == null ? end : last.plusMonths(rule.months());
        int planned = (int) visits.stream()
                .filter(v -> !v.issued() && !v.day().isBefore(today) && !v.day().isAfter(by))
                .count();
        var state = by.isBefore(today)
                ? State.MISSED
                : by.isAfter(end) ? State.MET : planned > 0 ? State.PLANNED : State.WILL_MISS;
        return new Cover(state, last == null ? 0 : 1, planned, last, state == State.MET ? null : by);
    }

    private static @Nullable LocalDate last(List<Visit> visits) {
        return visits.stream()
                .filter(Visit::issued)
                .map(Visit::day)
                .max(LocalDate::compareTo)
                .orElse(null);
    }
}
