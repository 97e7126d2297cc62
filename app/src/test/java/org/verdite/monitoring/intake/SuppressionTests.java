package org.verdite.monitoring.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.PlatformTransactionManager;
import org.verdite.monitoring.MonthReviews;
import org.verdite.monitoring.screening.Cause;
import org.verdite.monitoring.screening.Doubts;
import org.verdite.monitoring.screening.NewSuppression;
import org.verdite.monitoring.screening.Suppressions;
import org.verdite.obligations.LimitRegister;
import org.verdite.obligations.NewLimit;
import org.verdite.obligations.NewLimitSet;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;
import org.verdite.ui.job.JobKind;
import org.verdite.ui.job.JobNow;

/// Results that deserve a second look, and results taken out with another person's consent.
@SpringBootTest
@AutoConfigureMockMvc
class SuppressionTests {

    private static final String HEAD = "Station,Date,Parameter,Value,Unit\n";
    private static final YearMonth MARCH = YearMonth.of(2026, 3);
    private static final Instant TWELFTH = Instant.parse("2026-03-12T00:00:00Z");

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Intake intake;

    @Autowired
    LimitRegister limits;

    @Autowired
    MonthReviews reviews;

    @Autowired
    Suppressions suppressions;

    @Autowired
    Doubts doubts;

    @Autowired
    List<JobKind> kinds;

    @Autowired
    MockMvcTester mvc;

    private Lab lab;

    @BeforeEach
    void anOutfallWithALimitOfCopper() {
        lab = new Lab(jdbc, transactions, intake, "Asia/Shanghai");
        lab.point("S" + lab.code, "OUTFALL");
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

    private LoadResult load(String day, String value) {
        return lab.loaded(HEAD + line(day, value));
    }

    private String line(String day, String value) {
        return "S" + lab.code + "," + day + ",Total copper," + value + ",mg/L\n";
    }

    private int series() {
        return lab.id("select id from monitoring.series where derived_from is null and unit_id = " + lab.unit);
    }

    private int proposed(String by) {
        int series = series();
        return Scope.system(by)
                .get(() -> suppressions.propose(new NewSuppression(
                        series,
                        TWELFTH,
                        TWELFTH,
                        NewSuppression.Only.ALL,
                        Cause.LABORATORY,
                        "Bottle was contaminated, see record 7",
                        null)));
    }

    private void as(String who, Runnable work) {
        Scope.system(who).run(work);
    }

    private void approved(int suppression) {
        as("Li", () -> suppressions.approve(suppression));
        run("monitoring.applySuppression", String.valueOf(suppression));
    }

    /// The job that was queued, now; what it did already it does not do again.
    private void run(String kind, String argument) {
        var job = kinds.stream().filter(k -> k.kind().equals(kind)).findFirst().orElseThrow();
        var now = new JobNow(argument, new UnitId(lab.unit));
        as("job", () -> {
            try {
                job.run(now);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /// "0.84 3 0": as written, verdict, status.
    private List<String> stored() {
        return lines(
                "select original || ' ' || verdict || ' ' || status as line from monitoring.result where unit_id = "
                        + lab.unit + " order by started");
    }

    private List<String> episodes() {
        return lines("select state as line from monitoring.exceedance where unit_id = " + lab.unit + " order by id");
    }

    private List<String> known(Instant at) {
        return lines("""
                select k.original || ' ' || k.verdict || ' ' || k.status as line from monitoring.series s
                cross join lateral monitoring.known_results(s.id, '2026-03-01', '2026-04-01', '%s') k where s.unit_id = %d""".formatted(at, lab.unit));
    }

    private List<String> lines(String sql) {
        return lab.results(sql).stream().map(row -> (String) row.get("line")).toList();
    }

    @Test
    void a_result_counts_until_a_second_person_agrees_and_stays_visible_when_it_does_not() {
        load("2026-03-12", "0.84");
        var before = Instant.now();
        int suppression = proposed("Wang");
        assertThat(stored()).as("proposed").containsExactly("0.84 3 0");
        assertThatThrownBy(() -> as("Wang", () -> suppressions.approve(suppression)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("own");
        approved(suppression);
        assertThat(stored()).as("not judged").containsExactly("0.84 4 1");
        assertThat(lines(
                        "select reason || '' as line from monitoring.judgement j join monitoring.result r using (series_id, started, judging_id) where r.unit_id = "
                                + lab.unit))
                .containsExactly("12");
        assertThat(episodes()).containsExactly("WITHDRAWN");
        assertThat(lines(
                        "select state || ' ' || results || ' ' || exceeding as line from monitoring.suppression where id = "
                                + suppression))
                .containsExactly("APPROVED 1 1");
        assertThat(known(before)).as("as known before").containsExactly("0.84 3 0");
        assertThat(known(Instant.now())).containsExactly("0.84 4 1");
    }

    @Test
    void the_same_file_again_brings_nothing_back_and_a_corrected_one_counts() {
        load("2026-03-12", "0.84");
        approved(proposed("Wang"));
        assertThat(load("2026-03-12", "0.84").unchanged()).isEqualTo(1);
        assertThat(stored()).containsExactly("0.84 4 1");
        assertThat(load("2026-03-12", "0.62").revised()).isEqualTo(1);
        assertThat(stored()).containsExactly("0.62 3 0");
    }

    @Test
    void lifted_it_counts_again_and_the_exceedance_stands_again() {
        load("2026-03-12", "0.84");
        int suppression = proposed("Wang");
        approved(suppression);
        assertThatThrownBy(() -> as("Li", () -> suppressions.lift(suppression, " ")))
                .isInstanceOf(Invalid.class);
        as("Li", () -> suppressions.lift(suppression, "The record was of another bottle"));
        run("monitoring.applySuppression", String.valueOf(suppression));
        assertThat(stored()).containsExactly("0.84 3 0");
        assertThat(episodes()).containsExactly("ONGOING");
        assertThatThrownBy(() -> as("Li", () -> suppressions.approve(suppression)))
                .isInstanceOf(Refused.class);
    }

    private void lifted(int suppression) {
        as("Li", () -> suppressions.lift(suppression, "The record was of another bottle"));
        run("monitoring.applySuppression", String.valueOf(suppression));
    }

    private String page(String path) {
        return Scope.system("test").get(() -> {
            try {
                return mvc.get()
                        .uri(path)
                        .with(user("test"))
                        .cookie(new jakarta.servlet.http.Cookie("language", "en"))
                        .exchange()
                        .getResponse()
                        .getContentAsString();
            } catch (java.io.UnsupportedEncodingException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void a_value_that_two_suppressions_leave_out_counts_again_only_when_both_are_lifted() {
        load("2026-03-12", "0.84");
        int first = proposed("Wang");
        int second = proposed("Zhao");
        int third = proposed("Sun");
        approved(first);
        var one = Instant.now();
        approved(second);
        approved(third);
        assertThat(stored()).containsExactly("0.84 4 1");
        lifted(first);
        assertThat(stored()).as("the second and the third still leave it out").containsExactly("0.84 4 1");
        assertThat(known(one)).containsExactly("0.84 4 1");
        assertThat(known(Instant.now())).containsExactly("0.84 4 1");
        assertThat(page("/monitoring/suppressions/" + first))
                .contains("another suppression leaves them out", "/monitoring/suppressions/" + second);
        lifted(third);
        assertThat(stored()).as("the second does").containsExactly("0.84 4 1");
        lifted(second);
        assertThat(stored()).containsExactly("0.84 3 0");
        assertThat(episodes()).containsExactly("ONGOING");
        assertThat(page("/monitoring/suppressions/" + first)).doesNotContain("another suppression leaves them out");
    }

    @Test
    void a_suppression_of_what_a_value_was_before_it_was_corrected_does_not_keep_it_out() {
        load("2026-03-12", "0.84");
        approved(proposed("Wang"));
        load("2026-03-12", "0.62");
        int second = proposed("Zhao");
        approved(second);
        assertThat(stored()).containsExactly("0.62 4 1");
        lifted(second);
        assertThat(stored()).containsExactly("0.62 3 0");
    }

    @Test
    void a_withdrawn_exceedance_says_whether_its_results_were_left_out_or_corrected() {
        load("2026-03-12", "0.84");
        int suppression = proposed("Wang");
        approved(suppression);
        String path = "/monitoring/exceedances/"
                + lab.id("select id from monitoring.exceedance where state = 'WITHDRAWN' and unit_id = " + lab.unit);
        assertThat(page(path))
                .contains("Results were left out here", "/monitoring/suppressions/" + suppression)
                .doesNotContain("Values or limits were corrected");
        load("2026-03-12", "0.1");
        assertThat(page(path)).contains("Values or limits were corrected").doesNotContain("Results were left out here");
    }

    @Test
    void means_are_made_again_without_it() {
        lab.run(() -> limits.addLimit(NewLimit.permitMaximum(
                lab.count("select max(id) from obligations.limit_set where unit_id = " + lab.unit),
                "w20122",
                LocalText.of("en", "Total copper"),
                "MONTH_MEAN",
                new BigDecimal("0.5"),
                "mg/L",
                "S" + lab.code,
                "",
                LocalDate.of(2020, 1, 1))));
        lab.loaded(HEAD + line("2026-03-05", "0.2") + line("2026-03-12", "0.84") + line("2026-03-19", "0.4"));
        String mean =
                "select round(value::numeric, 2) || '' as line from monitoring.result r join monitoring.series s on s.id = r.series_id"
                        + " where s.derived_from is not null and s.unit_id = " + lab.unit;
        assertThat(lines(mean)).containsExactly("0.48");
        approved(proposed("Wang"));
        assertThat(lines(mean)).as("of 0.2 and 0.4").containsExactly("0.30");
        int of = lab.id("select id from monitoring.series where derived_from is not null and unit_id = " + lab.unit);
        assertThatThrownBy(() -> as(
                        "Wang",
                        () -> suppressions.propose(new NewSuppression(
                                of,
                                Instant.parse("2026-03-01T00:00:00Z"),
                                TWELFTH,
                                NewSuppression.Only.ALL,
                                Cause.OTHER,
                                "a mean",
                                null))))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("derived");
    }

    @Test
    void nothing_is_taken_out_of_a_locked_month_nor_where_nothing_counts() {
        load("2026-03-12", "0.84");
        int series = series();
        assertThatThrownBy(() -> as(
                        "Wang",
                        () -> suppressions.propose(new NewSuppression(
                                series,
                                Instant.EPOCH,
                                Instant.EPOCH,
                                NewSuppression.Only.ALL,
                                Cause.OTHER,
                                "nothing is there",
                                null))))
                .isInstanceOf(Invalid.class);
        int suppression = proposed("Wang");
        as("Wang", () -> reviews.check(new SiteId(lab.site), MARCH));
        as("Li", () -> reviews.approve(new SiteId(lab.site), MARCH));
        as("Li", () -> reviews.lock(new SiteId(lab.site), MARCH));
        assertThatThrownBy(() -> as("Li", () -> suppressions.approve(suppression)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("locked");
        assertThatThrownBy(() -> proposed("Wang")).isInstanceOf(Refused.class);
        as("Wang", () -> suppressions.refuse(suppression, "The month is locked"));
        assertThat(stored()).containsExactly("0.84 3 0");
    }

    /// The order in which results arrive doesn't matter.
    @Test
    void an_outlier_is_doubted_whichever_file_comes_first_and_a_person_says_that_it_stands() {
        var random = new Random(7);
        var years = new StringBuilder(HEAD);
        for (int month = 0; month < 60; month++) {
            years.append(line(
                    LocalDate.of(2020, 1, 10).plusMonths(month).toString(),
                    String.valueOf(Math.round(1_000 * 0.02 * Math.exp(0.2 * random.nextGaussian())) / 1_000.0)));
        }
        load("2025-02-10", "0.45");
        lab.loaded(years.toString());
        run("monitoring.screen", "2020-01-10T00:00:00Z 2025-02-10T00:00:00Z " + series());
        String open =
                "select kind || ' ' || state || ' ' || value as line from monitoring.doubt where state <> 'GONE' and unit_id = "
                        + lab.unit;
        assertThat(lines(open)).containsExactly("OUTLIER OPEN 0.45");
        int doubt = lab.id("select id from monitoring.doubt where state = 'OPEN' and unit_id = " + lab.unit);
        assertThatThrownBy(() -> as("Wang", () -> doubts.stands(doubt, ""))).isInstanceOf(Invalid.class);
        as("Wang", () -> doubts.stands(doubt, "Pump was cleaned that day"));
        run("monitoring.screen", "2020-01-10T00:00:00Z 2025-02-10T00:00:00Z " + series());
        assertThat(lines(open)).as("settled stays settled").containsExactly("OUTLIER STANDS 0.45");
    }

    @Test
    void of_two_results_at_one_time_only_the_named_one_is_left_out_and_counts_again_alone() {
        String head = "Station,Date,Sample,Parameter,Value,Unit\n";
        lab.loaded(head + "S" + lab.code + ",2026-03-12,S-1,Total copper,0.84,mg/L\n" + "S" + lab.code
                + ",2026-03-12,,Total copper,0.31,mg/L\n");
        assertThat(lines("select original || '' as line from monitoring.result where unit_id = " + lab.unit
                        + " order by sample"))
                .containsExactly("0.31", "0.84");
        int first = proposedOnly(new NewSuppression.Only("S-1", null, null));
        assertThat(lines("select results || ' ' || exceeding as line from monitoring.suppression where id = " + first))
                .containsExactly("1 1");
        approved(first);
        assertThat(states()).containsExactly("0.31 0", "0.84 1");
        int second = proposedOnly(new NewSuppression.Only("", 0, 0));
        approved(second);
        assertThat(states()).containsExactly("0.31 1", "0.84 1");
        as("Li", () -> suppressions.lift(first, "It was the right bottle"));
        run("monitoring.applySuppression", String.valueOf(first));
        assertThat(states()).containsExactly("0.31 1", "0.84 0");
        assertThatThrownBy(() -> proposedOnly(new NewSuppression.Only("S-2", null, null)))
                .isInstanceOf(Invalid.class);
    }

    private int proposedOnly(NewSuppression.Only only) {
        int series = series();
        return Scope.system("Wang")
                .get(() -> suppressions.propose(new NewSuppression(
                        series, TWELFTH, TWELFTH, only, Cause.LABORATORY, "See the record of that bottle", null)));
    }

    private List<String> states() {
        return lines("select original || ' ' || status as line from monitoring.result where unit_id = " + lab.unit
                + " order by sample");
    }
}
