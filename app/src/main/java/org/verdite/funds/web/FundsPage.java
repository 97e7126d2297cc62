package org.verdite.funds.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;
import org.verdite.ui.Attachment;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;

/// What the ledger's pages show.
final class FundsPage {

    private FundsPage() {}

    /// @param reverses the line this one takes back
    /// @param reversedBy the line that took this one back
    /// @param file its first voucher
    record Line(
            long id,
            YearMonth month,
            LocalText unit,
            @Nullable LocalText site,
            String category,
            String nature,
            BigDecimal amount,
            String currency,
            String document,
            String text,
            @Nullable Long reverses,
            @Nullable Long reversedBy,
            @Nullable Long file,
            @Nullable Plan plan) {}

    /// The line of a funding plan that a posting belongs to.
    record Plan(long id, String number, String title) {}

    /// A line it belonged to before.
    record FormerPlan(Plan plan, Instant until, String by, String reason) {}

    record Listed(
            Page<Line> list,
            Filters filters,
            Map<String, String> years,
            Map<String, String> categories,
            Map<String, String> natures,
            Map<String, String> currencies,
            Map<String, String> planned,
            boolean mayPost,
            String known) {}

    record Posting(
            Line line,
            int unitId,
            @Nullable BigDecimal rate,
            String reason,
            String recordedBy,
            Instant recordedAt,
            @Nullable String actionTitle,
            @Nullable String actionPath,
            boolean mayReverse,
            boolean mayPlace,
            Map<String, String> plans,
            List<FormerPlan> formerPlans,
            List<Attachment> files,
            boolean mayAttach,
            Form form) {

        @Nullable Plan fundingLine() {
            return line.plan();
        }
    }

    record New(
            Form form,
            Map<String, String> units,
            Map<String, String> sites,
            Map<String, String> categories,
            Map<String, String> natures,
            Map<String, String> payable) {}

    record RateLine(
            long id,
            String currency,
            int year,
            @Nullable Integer month,
            BigDecimal average,
            BigDecimal closing,
            String source,
            Instant recordedAt,
            @Nullable Instant supersededAt) {}

    record Rates(List<RateLine> rates, Filters filters, Map<String, String> years, boolean mayEdit, Form form) {}

    record Silent(int year, List<SilentSite> sites) {}

    record SilentSite(int id, LocalText name, @Nullable LocalDate lastMonth) {}
}
