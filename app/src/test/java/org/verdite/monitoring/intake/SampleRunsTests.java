package org.verdite.monitoring.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.verdite.monitoring.sampling.NewSample;
import org.verdite.monitoring.sampling.NewSample.Kind;
import org.verdite.monitoring.sampling.Samples;
import org.verdite.obligations.LimitRegister;
import org.verdite.obligations.NewLimit;
import org.verdite.obligations.NewLimitSet;
import org.verdite.shared.LocalText;
import org.verdite.shared.Scope;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;
import org.verdite.ui.job.JobKind;
import org.verdite.ui.job.JobNow;

/// Blanks, duplicates, spikes and runs that do not count are judged against no limit.
@SpringBootTest
class SampleRunsTests {

    private static final String HEAD = "Station,Date,Sample ID,Run,Parameter,Value,Unit\n";

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Intake intake;

    @Autowired
    LimitRegister limits;

    @Autowired
    Samples samples;

    @Autowired
    List<JobKind> kinds;

    private Lab lab;
    private int point;

    @BeforeEach
    void an_outfall_with_a_limit_of_copper() {
        lab = new Lab(jdbc, transactions, intake, "Asia/Shanghai");
        point = lab.point("S" + lab.code, "OUTFALL");
        lab.run(() -> {
            long set = limits.addSet(NewLimitSet.permit(
                    new UnitId(lab.unit),
                    "P" + lab.code,
                    LocalText.of("en", "Permit"),
                    "",
                    new SiteId(lab.site),
                    LocalDate.of(2020, 1, 1),
                    ""));
            return limits.addLimit(NewLimit.permitMaximum(
                    set,
                    "w20122",
                    LocalText.of("en", "Total copper"),
                    "SAMPLE",
                    new BigDecimal("0.5"),
                    "mg/L",
                    "S" + lab.code,
                    "",
                    LocalDate.of(2020, 1, 1)));
        });
    }

    private String line(String sample, int run, String value) {
        return "S" + lab.code + ",2026-03-12," + sample + "," + run + ",Total copper," + value + ",mg/L\n";
    }

    private int take(Kind kind, String number, @Nullable Integer parent) {
        return lab.run(() -> samples.take(new NewSample(
                point,
                number,
                kind,
                parent,
                null,
                null,
                Instant.parse("2026-03-12T01:00:00Z"),
                "Lin Qiao",
                "",
                "",
                null,
                "",
                null,
                kind == Kind.SPIKE
                        ? List.of(new NewSample.Spike("w20122", new BigDecimal("0.5"), "mg/L"))
                        : List.of())));
    }

    /// The job that was queued, now; what it did already it does not do again.
    private void applied() {
        int series = lab.id("select id from monitoring.series where derived_from is null and unit_id = " + lab.unit);
        var job = kinds.stream()
                .filter(k -> k.kind().equals("monitoring.applySamples"))
                .findFirst()
                .orElseThrow();
        var now = new JobNow("2026-03-11T00:00:00Z 2026-03-14T00:00:00Z " + series, new UnitId(lab.unit));
        Scope.system("job").run(() -> {
            try {
                job.run(now);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /// "A1 0.84 3 0": sample and run, as written, verdict, status.
    private List<String> stored() {
        return lab
                .results(
                        "select sample || run || ' ' || original || ' ' || verdict || ' ' || status as line from monitoring.result where unit_id = "
                                + lab.unit + " order by 1")
                .stream()
                .map(row -> (String) row.get("line"))
                .toList();
    }

    private List<String> episodes() {
        return lab
                .results("select state as line from monitoring.exceedance where unit_id = " + lab.unit + " order by id")
                .stream()
                .map(row -> (String) row.get("line"))
                .toList();
    }

    @Test
    void of_two_runs_the_one_that_counts_is_judged_and_the_other_once_it_is_chosen() {
        lab.loaded(HEAD + line("A", 1, "0.84") + line("A", 2, "0.31"));
        assertThat(stored()).as("nobody entered the sample").containsExactly("A1 0.84 3 0", "A2 0.31 1 0");
        assertThat(episodes()).as("the second run ends it").containsExactly("ENDED");
        int sample = take(Kind.ROUTINE, "A", null);
        applied();
        assertThat(stored()).as("the last run counts").containsExactly("A1 0.84 4 2", "A2 0.31 1 0");
        assertThat(episodes()).containsExactly("WITHDRAWN");
        int series = lab.id("select id from monitoring.series where derived_from is null and unit_id = " + lab.unit);
        lab.run(() -> {
            samples.report(sample, series, 1, "The second had no standard");
            return true;
        });
        applied();
        assertThat(stored()).containsExactly("A1 0.84 3 0", "A2 0.31 4 2");
        lab.run(() -> {
            samples.reject(sample, "Wrong bottle");
            return true;
        });
        applied();
        assertThat(stored()).as("as they came").containsExactly("A1 0.84 3 0", "A2 0.31 1 0");
    }

    @Test
    void a_spike_makes_no_exceedance() {
        int first = take(Kind.ROUTINE, "B", null);
        take(Kind.SPIKE, "BS", first);
        lab.loaded(HEAD + line("B", 0, "0.20") + line("BS", 0, "0.68"));
        applied();
        assertThat(stored()).containsExactly("B0 0.20 1 0", "BS0 0.68 4 2");
        assertThat(episodes()).doesNotContain("ONGOING");
    }
}
