package org.verdite.monitoring.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.verdite.monitoring.load.LoadRule;
import org.verdite.monitoring.load.LoadRule.Method;
import org.verdite.monitoring.outlet.LoadBook;
import org.verdite.monitoring.outlet.Loads;
import org.verdite.monitoring.outlet.MonthLoad;
import org.verdite.monitoring.outlet.NewLoadRule;

/// Files of concentration and flow become loads of the months they touch, and corrected ones revise them.
@SpringBootTest
class LoadsFromFilesTests {

    private static final String HEAD = "Station,Date,Parameter,Value,Unit\n";

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Intake intake;

    @Autowired
    Loads loads;

    @Autowired
    LoadBook book;

    private Lab lab;
    private int point;

    @BeforeEach
    void anOutletWhoseDailyFlowsAreKnown() {
        lab = new Lab(jdbc, transactions, intake, "Asia/Shanghai");
        point = lab.point("W" + lab.code, "OUTFALL");
        var flow = new StringBuilder(HEAD);
        for (int day = 1; day <= 30; day++) {
            flow.append(line("2026-04-%02d,w00000,10,L/s".formatted(day)));
        }
        assertThat(lab.loaded(flow.toString()).loaded()).isEqualTo(30);
    }

    private String line(String rest) {
        return "W" + lab.code + "," + rest + "\n";
    }

    private MonthLoad april() {
        return lab.run(() -> book.ofPoint(point, "w01018", YearMonth.of(2026, 4), YearMonth.of(2026, 4), null)
                .getFirst());
    }

    private long revisions() {
        return lab.count(
                "select count(*) from monitoring.load where point_id = " + point + " and parameter_code = 'w01018'");
    }

    private void awaitRevisions(int n) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> revisions() == n);
    }

    private void awaitJobs() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> lab.count(
                                "select count(*) from ui.job where kind = 'monitoring.deriveLoads' and state in ('WAITING', 'RUNNING')")
                        == 0);
    }

    /// By hand: 10 L/s are 864 m³ a day; 50 g/m³ for 10 days and 100 g/m³ for 20 are 432 + 1,728 kg.
    @Test
    void a_file_of_samples_is_derived_a_corrected_one_revises_and_the_same_one_again_changes_nothing() {
        String samples = HEAD + line("2026-04-01,w01018,50,mg/L") + line("2026-04-11,w01018,100,mg/L");
        assertThat(lab.loaded(samples).loaded()).isEqualTo(2);
        awaitRevisions(1);
        var first = april();
        assertThat(first.kilograms()).isEqualByComparingTo("2160");
        assertThat(first.derived().rule()).isEqualTo(LoadRule.unstated(Method.STANDS));
        assertThat(first.derived().stated()).isFalse();
        assertThat(first.complete()).isTrue();
        var before = first.derived().recordedAt();

        lab.loaded(HEAD + line("2026-04-11,w01018,200,mg/L"));
        awaitRevisions(2);
        assertThat(april().kilograms()).isEqualByComparingTo("3888");
        var asKnown = lab.run(() ->
                book.ofPoint(point, "w01018", YearMonth.of(2026, 4), YearMonth.of(2026, 4), before.plusMillis(1)));
        assertThat(asKnown.getFirst().kilograms()).as("as known before").isEqualByComparingTo("2160");

        awaitJobs();
        lab.run(() -> loads.derive(point, "w01018", YearMonth.of(2026, 4)));
        assertThat(revisions()).isEqualTo(2);
    }

    @Test
    void only_the_months_that_a_file_touches_are_derived_and_future_ones_never() {
        lab.loaded(HEAD + line("2026-04-01,w01018,50,mg/L"));
        awaitRevisions(1);
        awaitJobs();
        assertThat(lab.results(
                        "select to_char(month, 'YYYY-MM') as month from monitoring.load where point_id = " + point))
                .containsExactly(Map.of("month", "2026-04"));
    }

    @Test
    void a_rule_that_is_stated_derives_all_months_again_and_is_named_with_each_figure() {
        lab.loaded(HEAD + line("2026-04-01,w01018,50,mg/L") + line("2026-04-11,w01018,100,mg/L"));
        awaitRevisions(1);
        lab.run(() -> {
            loads.state(new NewLoadRule(
                    point, "", LoadRule.unstated(Method.MEAN), null, new BigDecimal("0.05"), "DERIVED", ""));
            return 0;
        });
        awaitRevisions(2);
        assertThat(april().kilograms()).isEqualByComparingTo("1944");
        assertThat(april().derived().stated()).isTrue();
        assertThat(april().derived().rule().method()).isEqualTo(Method.MEAN);
    }

    @Test
    void what_is_no_concentration_of_mass_has_no_load() {
        lab.loaded(HEAD + line("2026-04-01,w01001,7.2,") + line("2026-04-01,w01018,50,mg/L"));
        awaitRevisions(1);
        awaitJobs();
        assertThat(lab.count("select count(*) from monitoring.load where point_id = " + point))
                .isEqualTo(1);
    }
}
