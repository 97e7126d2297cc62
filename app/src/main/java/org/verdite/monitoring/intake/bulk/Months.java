package org.verdite.monitoring.intake.bulk;

import java.time.LocalDate;
import java.time.YearMonth;

/// Which monthly table a result lies in (UTC), as the database cuts them.
public final class Months {

    private Months() {}

    /// Months since year 0.
    public static int of(long epochSecond) {
        var day = LocalDate.ofEpochDay(Math.floorDiv(epochSecond, 86_400L));
        return day.getYear() * 12 + day.getMonthValue() - 1;
    }

    public static LocalDate first(int month) {
        return YearMonth.of(month / 12, month % 12 + 1).atDay(1);
    }

    static String table(int month) {
        return String.format("monitoring.result_%04d%02d", month / 12, month % 12 + 1);
    }
}
