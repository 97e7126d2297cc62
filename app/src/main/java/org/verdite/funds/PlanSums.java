package org.verdite.funds;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Adds a year's money up by whatever key. Each piece is turned into the reader's currency once and by itself, so that
/// every way of adding ends at the same total, to the last digit.
final class PlanSums {

    private final PlanRates rates;
    private final int until;

    /// @param until months up to this one count as due and as spent
    PlanSums(PlanRates rates, int until) {
        this.rates = rates;
        this.until = until;
    }

    /// In the order in which the keys come.
    <K> Map<K, PlanFigures> by(List<PlanCell> cells, Function<PlanCell, K> key) {
        var open = new LinkedHashMap<K, Sum>();
        cells.forEach(c -> open.computeIfAbsent(key.apply(c), _ -> new Sum()).add(c));
        var figures = new LinkedHashMap<K, PlanFigures>();
        open.forEach((k, sum) -> figures.put(k, sum.figures()));
        return figures;
    }

    PlanFigures total(List<PlanCell> cells) {
        var sum = new Sum();
        cells.forEach(sum::add);
        return sum.figures();
    }

    private final class Sum {
        private @Nullable BigDecimal planned;
        private @Nullable BigDecimal approved;
        private @Nullable BigDecimal due;
        private @Nullable BigDecimal committed;
        private @Nullable BigDecimal spent;
        private @Nullable BigDecimal spentAsPlanned;
        private @Nullable BigDecimal unplanned;
        private final TreeSet<PlanFigures.Gap> gaps = new TreeSet<>();

        void add(PlanCell c) {
            switch (c.measure()) {
                case PLANNED -> planned = plus(planned, fixed(c));
                case APPROVED -> {
                    BigDecimal amount = fixed(c);
                    approved = plus(approved, amount);
                    if (c.month() <= until) {
                        due = plus(due, amount);
                    }
                }
                case COMMITTED -> committed = plus(committed, fixed(c));
                case SPENT, UNPLANNED -> {
                    if (c.month() <= until) {
                        spend(c);
                    }
                }
            }
        }

        private void spend(PlanCell c) {
            BigDecimal amount = rates.spent(c.amount(), c.currency(), c.month());
            if (amount == null) {
                gaps.add(new PlanFigures.Gap(rates.missing(c.currency(), c.month()), c.month()));
            }
            spent = plus(spent, amount);
            spentAsPlanned = plus(spentAsPlanned, rates.planned(c.amount(), c.currency()));
            if (c.measure() == PlanCell.Measure.UNPLANNED) {
                unplanned = plus(unplanned, amount);
            }
        }

        private @Nullable BigDecimal fixed(PlanCell c) {
            BigDecimal amount = rates.planned(c.amount(), c.currency());
            if (amount == null) {
                gaps.add(new PlanFigures.Gap(rates.missing(c.currency(), 0), 0));
            }
            return amount;
        }

        private @Nullable BigDecimal plus(@Nullable BigDecimal sum, @Nullable BigDecimal amount) {
            return sum == null ? amount : amount == null ? sum : sum.add(amount);
        }

        PlanFigures figures() {
            return new PlanFigures(
                    planned, approved, due, committed, spent, spentAsPlanned, unplanned, List.copyOf(gaps));
        }
    }
}
