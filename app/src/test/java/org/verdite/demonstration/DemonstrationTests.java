package org.verdite.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.indicators.Figure;
import org.verdite.reporting.Editions;
import org.verdite.reporting.Progress;
import org.verdite.reporting.YearFigures;
import org.verdite.shared.Scope;

@DemonstrationTest
class DemonstrationTests {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Progress progress;

    @Autowired
    Editions editions;

    @Autowired
    Clock clock;

    @Test
    void the_year_2022_reads_as_published() {
        var year = year(2022);
        assertThat(value(year, YearFigures.INVESTMENT)).isEqualTo("1467000000");
        assertThat(rounded(year, YearFigures.CHANGE)).isEqualTo("3.3");
        assertThat(rounded(year, YearFigures.COVERAGE)).isEqualTo("97.5");
        assertThat(fraction(year, YearFigures.COVERAGE)).isEqualTo("39/40");
        assertThat(fraction(year, "GRN-MINE")).isEqualTo("16/26");
        assertThat(fraction(year, "GRN-FAC")).isEqualTo("7/14");
    }

    private YearFigures year(int year) {
        return seen(() -> progress.of(year, clock.instant()));
    }

    private static String value(YearFigures year, String key) {
        Figure figure = year.figure(key);
        return figure == null || figure.value() == null
                ? "none"
                : figure.value().stripTrailingZeros().toPlainString();
    }

    private static String rounded(YearFigures year, String key) {
        Figure figure = year.figure(key);
        return figure == null || figure.value() == null
                ? "none"
                : figure.value().setScale(1, java.math.RoundingMode.HALF_UP).toPlainString();
    }

    private static String fraction(YearFigures year, String key) {
        Figure figure = year.figure(key);
        return figure == null || figure.numerator() == null || figure.denominator() == null
                ? "none"
                : figure.numerator().stripTrailingZeros().toPlainString() + "/"
                        + figure.denominator().stripTrailingZeros().toPlainString();
    }

    private <T> T seen(java.util.function.Supplier<T> work) {
        return Scope.system("test").get(() -> new TransactionTemplate(transactions).execute(_ -> work.get()));
    }
}
