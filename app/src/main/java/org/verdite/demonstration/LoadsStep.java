package org.verdite.demonstration;

import java.time.LocalDate;
import java.time.YearMonth;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.verdite.monitoring.outlet.Loads;
import org.verdite.monitoring.outlet.NewSent;

/// Loads as the online station and the operator report them, beside those derived from the laboratory's results.
@Component
@Order(65)
class LoadsStep implements Step {

    private final Loads loads;
    private final Codes codes;

    LoadsStep(Loads loads, Codes codes) {
        this.loads = loads;
        this.codes = codes;
    }

    @Override
    public String name() {
        return "loads";
    }

    @Override
    public String brings() {
        return InputFiles.rows("sent_loads.csv").size() + " loads as they were sent";
    }

    @Override
    public void load(LocalDate day) {
        var points = codes.points();
        for (Row row : InputFiles.rows("sent_loads.csv")) {
            loads.send(new NewSent(
                    Codes.of(points, row.text("site") + "/" + row.text("point")),
                    row.text("parameter"),
                    YearMonth.from(day).minusMonths(row.decimal("months_ago").intValueExact()),
                    row.decimal("amount"),
                    row.text("unit"),
                    row.text("source"),
                    row.text("note")));
        }
    }
}
