package org.verdite.funds.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.verdite.funds.Deviation;
import org.verdite.funds.PlanFigures;
import org.verdite.funds.PlanRule;
import org.verdite.funds.PlanTable;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;

/// What the pages of plan against actual show.
final class PlanPages {

    private PlanPages() {}

    /// @param name what the row is called
    /// @param path one level down; null where there is none
    /// @param lines the funding lines behind what was planned, approved and bound
    /// @param ledger the postings behind what was spent
    /// @param unplanned those of them that no plan covers
    record Row(
            String name,
            @Nullable String path,
            PlanFigures figures,
            @Nullable Deviation deviation,
            String lines,
            String held,
            String ledger,
            String unplanned) {}

    /// @param month of the table by month
    record Month(YearMonth month, PlanFigures figures, int plannedWidth, int spentWidth) {}

    /// @param until the last month that counts, null where none has passed
    record Shown(
            PlanTable table,
            Filters filters,
            String by,
            @Nullable YearMonth until,
            Row total,
            List<Row> rows,
            List<Month> months,
            Map<String, Map<String, String>> choices) {}

    record Rate(
            String currency,
            int year,
            java.math.BigDecimal rate,
            String source,
            @Nullable Instant superseded) {}

    record Settings(
            PlanRule now, LocalDate today, List<PlanRule> rules, List<Rate> rates, boolean mayEdit, Form form) {}
}
