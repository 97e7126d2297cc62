package org.verdite.funds.web;

import java.math.BigDecimal;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.verdite.funds.PlanFigures;
import org.verdite.funds.PlanTable;
import org.verdite.ui.Texts;

/// Says what is missing.
final class PlanWords {

    private PlanWords() {}

    /// Whole units: cents say nothing about a year.
    static String amount(@Nullable BigDecimal amount, Texts t) {
        return amount == null ? "–" : t.number(amount, 0);
    }

    static String gap(PlanFigures.Gap gap, PlanTable table, Texts t) {
        int year = table.asked().year();
        return gap.month() == 0
                ? t.of("funds.plan.gap.budget", gap.currency(), String.valueOf(year))
                : t.of("funds.plan.gap.month", gap.currency(), t.month(YearMonth.of(year, gap.month())));
    }
}
