package org.verdite.targets;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far a goal or a share is in a year.
///
/// @param year of the values
/// @param asked what the whole year asks; null where nothing is said of it, and for an obligation
/// @param points what was reached by the end of each period that is over
/// @param through the last month of which everything is known; null before
/// @param reached by then; 1 or 0 for an obligation that was kept or not; null before
/// @param way where it should stand then; null where nothing is asked yet
/// @param partly of what is known by the last period that is over, where something is missing; null when
/// nothing is
/// @param missing how many at the ends of the tree told nothing for the last period that is over
/// @param difference told for the whole minus what its parts make, by `through`; null when they can't be
/// compared
/// @param unconfirmed values that nobody else confirmed yet
/// @param gaps true when a computed figure lacks some of its inputs
/// @param forecast where the year ends if it goes on as it went; null from fewer than {@link
/// Forecast#NEEDED} values
public record Standing(
        int year,
        @Nullable BigDecimal asked,
        List<Point> points,
        @Nullable YearMonth through,
        @Nullable BigDecimal reached,
        @Nullable BigDecimal way,
        @Nullable BigDecimal partly,
        int missing,
        @Nullable BigDecimal difference,
        int unconfirmed,
        boolean gaps,
        Light light,
        @Nullable Forecast forecast) {

    /// @param way where it should stand at its end
    /// @param complete false when somebody below told nothing; the value covers what is known then
    public record Point(
            YearMonth until,
            @Nullable BigDecimal value,
            @Nullable BigDecimal way,
            boolean complete) {}

    /// True when the year would end where it was asked to, if it goes on as it went.
    public boolean forecastKeeps(NewTarget.Direction direction) {
        return forecast != null
                && asked != null
                && (direction == NewTarget.Direction.AT_LEAST
                        ? forecast.value().compareTo(asked) >= 0
                        : forecast.value().compareTo(asked) <= 0);
    }

    static Standing of(
            Goal goal,
            @Nullable BigDecimal value,
            boolean whole,
            Periods periods,
            List<YearMonth> over,
            List<ShareTree.Reached> reached,
            int unconfirmed,
            boolean gaps) {
        var way = new Way(goal);
        var points = new ArrayList<Point>();
        int last = -1;
        for (int p = 0; p < over.size(); p++) {
            var r = reached.get(p);
            var day = over.get(p).atEndOfMonth();
            points.add(new Point(over.get(p), r.value(), whole ? way.whole(day) : way.on(day, value), r.complete()));
            last = r.complete() ? p : last;
        }
        var end = periods.all().getLast().atEndOfMonth();
        var asked = goal.method().numeric() ? whole ? way.whole(end) : way.on(end, value) : null;
        var now = last < 0 ? null : reached.get(last);
        int missing = over.isEmpty() ? 0 : reached.get(over.size() - 1).missing();
        var expected = last >= 0
                ? points.get(last).way()
                : over.isEmpty() ? null : points.getLast().way();
        var direction = goal.method().numeric() ? goal.direction() : NewTarget.Direction.AT_LEAST;
        return new Standing(
                periods.year(),
                asked,
                points,
                last < 0 ? null : over.get(last),
                now == null ? null : now.value(),
                expected,
                missing == 0 || over.isEmpty()
                        ? null
                        : reached.get(over.size() - 1).value(),
                missing,
                now == null ? null : now.difference(),
                unconfirmed,
                gaps,
                Light.of(now == null ? null : now.value(), expected, direction),
                goal.method().numeric()
                        ? Forecast.of(
                                goal.nature(),
                                points.stream()
                                        .map(x -> x.complete() ? x.value() : null)
                                        .toList(),
                                periods.all().size())
                        : null);
    }
}
