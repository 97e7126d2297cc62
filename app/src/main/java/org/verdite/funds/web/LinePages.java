package org.verdite.funds.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.verdite.funds.Deviation;
import org.verdite.funds.FundingLine;
import org.verdite.funds.FundingPlans.ChangedMeanwhile;
import org.verdite.funds.LineState;
import org.verdite.funds.LineVersion;
import org.verdite.organisation.StepBar;
import org.verdite.shared.LocalText;
import org.verdite.shared.Refused;
import org.verdite.ui.PassingSource;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;

/// What the pages of funding lines show.
final class LinePages {

    private LinePages() {}

    /// @param waits true while a version waits for its approval
    /// @param spent in the line's currency, without what has no rate
    /// @param due of what was approved, by the last month that is over
    /// @param percent of spending against what was due, null where nothing can be compared
    record Row(
            long id,
            String number,
            int year,
            String title,
            LocalText unit,
            LocalText owner,
            String category,
            String nature,
            String currency,
            LineState state,
            boolean waits,
            @Nullable String origin,
            @Nullable String originPath,
            BigDecimal planned,
            @Nullable BigDecimal approved,
            BigDecimal committed,
            boolean overCommitted,
            BigDecimal spent,
            int unrated,
            BigDecimal due,
            @Nullable BigDecimal percent,
            @Nullable Deviation deviation) {

        /// Of the whole year's approval, for a bar of 0 to 100.
        int share(BigDecimal part) {
            if (approved == null || approved.signum() <= 0 || part.signum() <= 0) {
                return 0;
            }
            return part.scaleByPowerOfTen(2)
                    .divide(approved, 0, java.math.RoundingMode.HALF_UP)
                    .min(BigDecimal.valueOf(100))
                    .intValue();
        }
    }

    /// @param choices of the filters, by their names
    record Listed(Page<Row> list, Filters filters, Map<String, Map<String, String>> choices, boolean mayPropose) {}

    record New(
            Form form,
            Map<String, String> units,
            Map<String, String> people,
            Map<String, String> categories,
            Map<String, String> natures,
            Map<String, String> currencies,
            List<Payable> payable) {}

    /// What money can be planned for.
    ///
    /// @param address as the form sends it: `targets/goal/12`
    record Payable(String address, String name, String note) {}

    record Change(FundingLine line, Form form, Map<String, String> people) {}

    /// @param planned of the version that waits, or holds
    record Month(
            int month,
            BigDecimal planned,
            @Nullable BigDecimal approved,
            BigDecimal committed,
            BigDecimal spent,
            int unrated) {}

    record Bound(
            long id,
            YearMonth month,
            BigDecimal amount,
            String supplier,
            String reference,
            String overReason,
            @Nullable Long reverses,
            @Nullable Long reversedBy,
            String reason,
            Instant at) {}

    /// A posting that belongs to a line, or might.
    ///
    /// @param counted in the line's currency, null where the month has no rate
    /// @param rate by which it was turned, null in the line's own currency or where there is none
    record Booked(
            long id,
            YearMonth month,
            LocalText unit,
            String text,
            String document,
            BigDecimal amount,
            String currency,
            @Nullable BigDecimal counted,
            @Nullable BigDecimal rate) {}

    /// @param bar why the reader can't decide, null when they can or nothing waits
    /// @param bars what those who decide above hold against its approval
    /// @param changed what was to be decided is not what waits
    record Line(
            FundingLine line,
            Row row,
            LocalText unit,
            List<LineVersion> versions,
            List<Month> months,
            List<Bound> commitments,
            List<Booked> postings,
            List<PassingSource.Passing> passings,
            boolean mayEdit,
            boolean mayDecide,
            @Nullable Refused bar,
            List<StepBar.Reason> bars,
            @Nullable ChangedMeanwhile changed,
            Form form) {

        @Nullable LineVersion pending() {
            return line.pending() == null ? null : versions.getFirst();
        }

        @Nullable LineVersion held() {
            return versions.stream()
                    .filter(v -> Integer.valueOf(v.number()).equals(line.held()))
                    .findFirst()
                    .orElse(null);
        }

        boolean open() {
            return line.state() == LineState.APPROVED;
        }

        /// How many decimals the months need to add up to their year.
        int decimals() {
            return months.stream()
                            .anyMatch(m -> cents(m.planned())
                                    || m.approved() != null && cents(m.approved())
                                    || cents(m.committed())
                                    || cents(m.spent()))
                    ? 2
                    : 0;
        }

        private static boolean cents(BigDecimal amount) {
            return amount.stripTrailingZeros().scale() > 0;
        }

        /// The largest of the months, for the bars.
        BigDecimal most() {
            return months.stream()
                    .map(m -> m.planned()
                            .max(m.committed())
                            .max(m.spent())
                            .max(m.approved() == null ? BigDecimal.ZERO : m.approved()))
                    .max(BigDecimal::compareTo)
                    .orElse(BigDecimal.ONE)
                    .max(BigDecimal.ONE);
        }
    }

    record Bind(FundingLine line, BigDecimal left, Form form, Map<String, String> contractors) {}

    record Linking(FundingLine line, Page<Booked> list, Filters filters, Form form) {}

    record WaitingLine(
            long id,
            int unit,
            String number,
            String title,
            LocalText place,
            BigDecimal planned,
            String currency,
            boolean oneUp) {}
}
