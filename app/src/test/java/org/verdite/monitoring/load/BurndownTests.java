package org.verdite.monitoring.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.verdite.monitoring.load.Burndown.Standing;
import org.verdite.monitoring.load.Burndown.Used;

class BurndownTests {

    private static final LocalDate BEGIN = LocalDate.of(2026, 1, 1);
    private static final LocalDate END = LocalDate.of(2027, 1, 1);
    private static final BigDecimal WARNING = new BigDecimal("0.8");

    private static TreeMap<YearMonth, Used> from(int year, int month, double... kilograms) {
        var months = new TreeMap<YearMonth, Used>();
        for (int i = 0; i < kilograms.length; i++) {
            if (!Double.isNaN(kilograms[i])) {
                months.put(YearMonth.of(year, month).plusMonths(i), new Used(BigDecimal.valueOf(kilograms[i]), true));
            }
        }
        return months;
    }

    private static Burndown of(double amount, TreeMap<YearMonth, Used> months, String today) {
        return Burndown.of(BEGIN, END, BigDecimal.valueOf(amount), WARNING, months, LocalDate.parse(today));
    }

    /// April to June: 910 kg in 91 days, 10 kg a day. 1,000 kg left on 1 July last 100 days, until 9 October.
    @Test
    void what_is_left_lasts_as_long_as_the_run_rate_of_the_last_three_months_lets_it() {
        var quota = of(2500, from(2026, 1, 200, 190, 200, 300, 310, 300), "2026-07-10");
        assertThat(quota.used()).isEqualByComparingTo("1500");
        assertThat(quota.left()).isEqualByComparingTo("1000");
        assertThat(quota.share()).isEqualByComparingTo("0.6");
        assertThat(quota.perDay()).isEqualByComparingTo("10");
        assertThat(quota.asOf()).isEqualTo("2026-07-01");
        assertThat(quota.projected()).isEqualTo("2026-10-09");
        assertThat(quota.standing()).isEqualTo(Standing.SHORT);
        assertThat(quota.atEnd()).isEqualByComparingTo("3340");
    }

    @Test
    void a_quota_that_outlasts_its_period_is_within_and_warned_of_from_its_level_on() {
        var months = from(2026, 1, 100, 100, 100, 100, 100, 100, 100, 100, 100);
        assertThat(of(2000, months, "2026-10-10").standing()).isEqualTo(Standing.WITHIN);
        assertThat(of(1125, months, "2026-10-10").standing())
                .as("900 of 1,125 are 80 %")
                .isEqualTo(Standing.SHORT);
        var slow = from(2026, 1, 300, 300, 300, 1, 1, 1);
        assertThat(of(1100, slow, "2026-07-10").standing()).isEqualTo(Standing.WARNING);
    }

    @Test
    void a_quota_that_is_used_up_says_in_which_month_and_projects_nothing() {
        var quota = of(250, from(2026, 1, 100, 100, 100), "2026-04-02");
        assertThat(quota.usedUp()).isEqualTo(YearMonth.of(2026, 3));
        assertThat(quota.projected()).isNull();
        assertThat(quota.left()).isEqualByComparingTo("-50");
        assertThat(quota.standing()).isEqualTo(Standing.OVER);
    }

    @Test
    void a_month_without_a_load_is_missing_and_not_nothing() {
        var quota = of(1000, from(2026, 1, 100, Double.NaN, 100), "2026-04-02");
        assertThat(quota.missing()).containsExactly(YearMonth.of(2026, 2));
        assertThat(of(1000, from(2025, 10, 50, 50, 50), "2026-01-05").standing())
                .isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void the_month_that_runs_counts_as_used_and_not_for_the_rate() {
        var quota = of(1000, from(2026, 1, 31, 28, 31, 5), "2026-04-05");
        assertThat(quota.used()).isEqualByComparingTo("95");
        assertThat(quota.perDay()).isEqualByComparingTo("1");
        assertThat(quota.asOf()).isEqualTo("2026-04-06");
    }
}
