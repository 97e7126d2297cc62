package org.verdite.demonstration;

import java.time.LocalDate;
import java.time.YearMonth;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.verdite.funds.Category;
import org.verdite.funds.Ledger;
import org.verdite.funds.Nature;
import org.verdite.funds.NewPosting;
import org.verdite.funds.NewRate;
import org.verdite.funds.Rates;
import org.verdite.shared.Money;

/// Rates and the ledger, up to the month before the load.
@Component
@Order(30)
class MoneyStep implements Step {

    private final Ledger ledger;
    private final Rates rates;
    private final Codes codes;

    MoneyStep(Ledger ledger, Rates rates, Codes codes) {
        this.ledger = ledger;
        this.rates = rates;
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
        var units = codes.units();
        var sites = codes.sites();
        for (Row row : InputFiles.rows("expenditure.csv")) {
            var month = YearMonth.parse(row.text("month"));
            if (month.isBefore(YearMonth.from(day))) {
                ledger.post(new NewPosting(
                        Codes.of(units, row.text("site")),
                        Codes.of(sites, row.text("site")),
                        month,
                        Category.valueOf(row.text("category")),
                        Nature.valueOf(row.text("kind")),
                        new Money(row.decimal("amount"), row.text("currency")),
                        row.text("document"),
                        row.text("text"),
                        null));
            }
        }
    }
}
