package org.verdite.demonstration;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.verdite.documents.Evidence;
import org.verdite.funds.Category;
import org.verdite.funds.Ledger;
import org.verdite.funds.Nature;
import org.verdite.funds.NewPosting;
import org.verdite.funds.NewRate;
import org.verdite.funds.Rates;
import org.verdite.shared.Money;
import org.verdite.shared.UnitId;

/// Rates and the ledger, up to the month before the load.
@Component
@Order(30)
class MoneyStep implements Step {

    private final Ledger ledger;
    private final Rates rates;
    private final Evidence evidence;
    private final Codes codes;

    MoneyStep(Ledger ledger, Rates rates, Evidence evidence, Codes codes) {
        this.ledger = ledger;
        this.rates = rates;
        this.evidence = evidence;
        this.codes = codes;
    }

    @Override
    public String name() {
        return "money";
    }

    @Override
    public String brings() {
        return InputFiles.rows("expenditure.csv").size() + " lines of expenditure";
    }

    @Override
    public void load(LocalDate day) {
        for (Row row : InputFiles.rows("rates.csv")) {
            rates.set(new NewRate(
                    row.text("currency"),
                    row.number("year"),
                    null,
                    row.decimal("average"),
                    row.decimal("closing"),
                    row.text("source")));
        }
        var vouchers = InputFiles.rows("vouchers.csv").stream()
                .collect(Collectors.toMap(r -> r.text("document"), r -> r.text("caption")));
        var units = codes.units();
        var sites = codes.sites();
        for (Row row : InputFiles.rows("expenditure.csv")) {
            var month = YearMonth.parse(row.text("month"));
            if (month.isBefore(YearMonth.from(day))) {
                long line = ledger.post(new NewPosting(
                        Codes.of(units, row.text("site")),
                        Codes.of(sites, row.text("site")),
                        month,
                        Category.valueOf(row.text("category")),
                        Nature.valueOf(row.text("kind")),
                        new Money(row.decimal("amount"), row.text("currency")),
                        row.text("document"),
                        row.text("text"),
                        null));
                String caption = vouchers.get(row.text("document"));
                if (caption != null) {
                    keep(row, line, Codes.of(units, row.text("site")), caption);
                }
            }
        }
    }

    /// The paper behind a line, as it would be scanned.
    private void keep(Row row, long line, UnitId unit, String caption) {
        String document = row.text("document");
        var lines = List.of(
                caption,
                "Voucher " + document,
                row.text("text"),
                row.text("amount") + " " + row.text("currency"),
                "Drawn for the demonstration; no such payment was made.");
        evidence.keep(
                Drawings.of(document + ".pdf", lines),
                document + ".pdf",
                "application/pdf",
                unit,
                Ledger.origin(line, document),
                caption);
    }
}
