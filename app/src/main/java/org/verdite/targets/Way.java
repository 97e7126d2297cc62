package org.verdite.targets;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Where a goal, or a share of it, should stand on a day. Straight from the baseline to the value; with
/// milestones, at the last milestone whose date has passed: what lies between two of them is judged by
/// none.
final class Way {

    private final Goal goal;

    Way(Goal goal) {
        this.goal = goal;
    }

    /// What the year asks of the goal; null where nothing is said of it.
    @Nullable BigDecimal ofYear(int year) {
        if (year >= goal.dueYear()) {
            return goal.value();
        }
        if (!goal.milestones().isEmpty()) {
            return milestone(year);
        }
        return straight(LocalDate.of(year, 12, 31));
    }

    /// The same as {@link #on(LocalDate)}; an obligation is to be kept all along.
    @Nullable BigDecimal whole(LocalDate day) {
        return goal.method() == Method.OBLIGATION ? BigDecimal.ONE : on(day);
    }

    /// Where the whole should stand on a day. An amount grows from nothing on 1 January to what its year
    /// asks.
    @Nullable BigDecimal on(LocalDate day) {
        if (goal.nature() == Nature.AMOUNT) {
            return grown(day);
        }
        if (goal.milestones().isEmpty()) {
            return straight(day);
        }
        boolean ended = day.equals(LocalDate.of(day.getYear(), 12, 31));
        int over = ended ? day.getYear() : day.getYear() - 1;
        return over >= goal.dueYear() ? goal.value() : milestone(over);
    }

    /// The same for a share: as far along as the whole, in proportion to its own value.
    ///
    /// @param value of the share; null for an obligation
    @Nullable BigDecimal on(LocalDate day, @Nullable BigDecimal value) {
        var whole = whole(day);
        var due = goal.value();
        if (whole == null || value == null || due == null) {
            return goal.method() == Method.OBLIGATION ? whole : null;
        }
        if (due.signum() == 0) {
            return value;
        }
        return whole.multiply(value).divide(due, MathContext.DECIMAL128);
    }

    private @Nullable BigDecimal grown(LocalDate day) {
        int year = day.getYear();
        if (!goal.milestones().isEmpty()) {
            boolean asked = year >= goal.dueYear() || goal.milestones().stream().anyMatch(m -> m.year() == year);
            return asked && day.getDayOfYear() == day.lengthOfYear() ? ofYear(year) : null;
        }
        var whole = ofYear(year);
        return whole == null
                ? null
                : whole.multiply(BigDecimal.valueOf(day.getDayOfYear()))
                        .divide(BigDecimal.valueOf(day.lengthOfYear()), MathContext.DECIMAL128);
    }

    /// Without a baseline there is no slope: its value is asked all through its last year, and nothing
    /// before.
    private @Nullable BigDecimal straight(LocalDate day) {
        var value = goal.value();
        if (value == null) {
            return null;
        }
        var baseline = goal.baseline();
        if (baseline == null) {
            return day.getYear() >= goal.dueYear() ? value : null;
        }
        return new GlidePath(goal.baselineYear(), baseline, goal.dueYear(), value).at(day);
    }

    private @Nullable BigDecimal milestone(int until) {
        return goal.milestones().stream()
                .filter(m -> m.year() <= until)
                .reduce((_, later) -> later)
                .map(NewGoal.Milestone::value)
                .orElse(null);
    }
}
