package org.verdite.funds;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Money of a year, in the reader's currency. What nobody has said is null, not nothing.
///
/// @param planned the whole year as asked for, by the year's fixed rates
/// @param approved the whole year as approved, by the same
/// @param due of it, by the end of the month asked for
/// @param committed bound by orders and contracts
/// @param spent up to that month, by the average rates of the months
/// @param spentAsPlanned the same by the year's fixed rates: without what the rates did
/// @param unplanned of what was spent, that no line of a plan covers
/// @param gaps the rates that are missing; with any, the sums are incomplete
public record PlanFigures(
        @Nullable BigDecimal planned,
        @Nullable BigDecimal approved,
        @Nullable BigDecimal due,
        @Nullable BigDecimal committed,
        @Nullable BigDecimal spent,
        @Nullable BigDecimal spentAsPlanned,
        @Nullable BigDecimal unplanned,
        List<Gap> gaps) {

    /// @param month 0 for the fixed rate of the year
    public record Gap(String currency, int month) implements Comparable<Gap> {
        @Override
        public int compareTo(Gap other) {
            return Comparator.comparing(Gap::currency).thenComparing(Gap::month).compare(this, other);
        }
    }

    public boolean complete() {
        return gaps.isEmpty();
    }

    /// Of what was spent, what lines of a plan cover.
    private BigDecimal inPlan() {
        BigDecimal all = spent == null ? BigDecimal.ZERO : spent;
        return unplanned == null ? all : all.subtract(unplanned);
    }

    /// What is left of the year's approval; null where nothing was approved.
    public @Nullable BigDecimal rest() {
        return approved == null ? null : approved.subtract(inPlan());
    }

    /// What was spent in a plan against what was due of it, in percent; null where nothing was due or something is
    /// missing. Spending without a plan stands beside it: nothing was due of it.
    public @Nullable BigDecimal percent() {
        return due == null || due.signum() <= 0 || !complete() ? null : PlanRule.percent(due, inPlan());
    }

    /// Null where nothing can be compared.
    public @Nullable Deviation deviation(PlanRule rule) {
        return percent() == null || due == null ? null : rule.judge(due, inPlan());
    }
}
