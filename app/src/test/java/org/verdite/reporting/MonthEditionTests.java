package org.verdite.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.indicators.Figure;
import org.verdite.indicators.RollUp;
import org.verdite.monitoring.MonthReviews;
import org.verdite.monitoring.intake.Intake;
import org.verdite.obligations.LimitRegister;
import org.verdite.obligations.NewLimit;
import org.verdite.obligations.NewLimitSet;
import org.verdite.reporting.FixtureGroup.SetClock;
import org.verdite.shared.LocalText;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;
import org.verdite.ui.job.JobKind;
import org.verdite.ui.job.JobNow;

/// A month of monitoring is published on 15 April; on 10 May a laboratory corrects a value of 12 March.
@SpringBootTest(properties = "story=month")
@Import(FixtureGroup.Setting.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MonthEditionTests {

    private static final YearMonth MARCH = YearMonth.of(2023, 3);

    @Autowired
    SetClock clock;

    @Autowired
    FixtureGroup group;

    @Autowired
    Progress progress;

    @Autowired
    Editions editions;

    @Autowired
    Intake intake;

    @Autowired
    LimitRegister limits;

    @Autowired
    MonthReviews reviews;

    @Autowired
    List<JobKind> kinds;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    private SiteId site = new SiteId(0);
    private UnitId unit = new UnitId(0);

    @BeforeAll
    void measured_locked_and_published() {
        as("test", () -> {
            group.enter(clock);
            clock.to("2023-01-10");
            site = group.site(1);
            unit = new UnitId(number("select unit_id from organisation.site where id = " + site.value()));
            int facility = number("""
                    insert into organisation.facility (site_id, unit_id, code, name, kind)
                    values (%d, %d, 'T1', '{"_":"en","en":"Treatment"}', 'PLANT') returning id""".formatted(site.value(), unit.value()));
            number("""
                    insert into monitoring.point (unit_id, facility_id, site_id, code, name, kind, time_zone)
                    values (%d, %d, %d, 'OUT-1', '{"_":"en","en":"Outfall 1"}', 'OUTFALL', 'Asia/Shanghai') returning id""".formatted(unit.value(), facility, site.value()));
            long permit = limits.addSet(NewLimitSet.permit(
                    unit, "P-1", LocalText.of("en", "Permit"), "", site, LocalDate.of(2020, 1, 1), ""));
            limits.addLimit(NewLimit.permitMaximum(
                    permit,
                    "w20122",
                    LocalText.of("en", "Total copper"),
                    "SAMPLE",
                    new BigDecimal("0.5"),
                    "mg/L",
                    "OUT-1",
                    "",
                    LocalDate.of(2020, 1, 1)));
            clock.to("2023-04-02");
            load("2023-03-05,0.11", "2023-03-12,0.48", "2023-03-19,<1", "2023-03-26,0.2");
            clock.to("2023-04-14");
        });
        as("Wang", () -> reviews.check(site, MARCH));
        as("Li", () -> reviews.approve(site, MARCH));
        as("Li", () -> reviews.lock(site, MARCH));
        clock.to("2023-04-15");
        as("test", () -> editions.publish(2023, 3, "Monitoring of March 2023.", ""));
        clock.to("2023-05-10");
        as("test", () -> load("2023-03-12,0.84"));
    }

    @Test
    @Order(1)
    void the_edition_counts_what_was_judged_and_says_what_was_not() {
        var within = edition().figure("MON-WITHIN");
        assertThat(within.numerator()).isEqualByComparingTo("3");
        assertThat(within.denominator()).isEqualByComparingTo("3");
        assertThat(edition().figure("MON-EXCEEDED").value()).isEqualByComparingTo("0");
        assertThat(within.gaps())
                .as("<1 can't be held against 0.5")
                .extracting(g -> g.what().key(), g -> g.count())
                .containsExactly(tuple("monitoring.figure.gap.notJudgeable", 1));
        assertThat(within.inputs())
                .filteredOn(i -> i.name().key().equals("monitoring.figure.locked"))
                .singleElement()
                .satisfies(i -> assertThat(i.note().args()).containsExactly(1, 1));
    }

    @Test
    @Order(2)
    void a_correction_that_waits_for_its_locked_month_changes_nothing_and_is_said() {
        var now = now().figure("MON-WITHIN");
        assertThat(now.rounded(1)).isEqualByComparingTo("100.0");
        assertThat(now.gaps()).extracting(g -> g.what().key()).contains("monitoring.figure.gap.waiting");
        assertThat(candidates()).isEmpty();
        assertThatThrownBy(() -> as("test", () -> editions.publish(2023, 3, "Again.", "no reason")))
                .isInstanceOf(Refused.class);
    }

    @Test
    @Order(3)
    void once_taken_in_it_stands_beside_the_edition_as_a_candidate_with_its_reason() {
        clock.to("2023-05-11");
        as("Li", () -> reviews.unlock(site, MARCH, "The laboratory corrected the dilution"));
        as("job", this::takeIn);
        assertThat(edition().figure("MON-WITHIN").rounded(1))
                .as("what was published on 15 April")
                .isEqualByComparingTo("100.0");
        assertThat(now().figure("MON-WITHIN").rounded(1)).isEqualByComparingTo("66.7");
        assertThat(now().figure("MON-EXCEEDED").value()).isEqualByComparingTo("1");
        assertThat(candidates()).extracting(Candidate::key).containsExactly("MON-EXCEEDED", "MON-WITHIN");
        assertThat(candidates().getFirst().reasons()).singleElement().satisfies(change -> {
            assertThat(change.what().key()).isEqualTo("monitoring.figure.change.corrected");
            assertThat(change.what().args()).contains("OUT-1", "2023-03-12", "0.48", "0.84", "mg/L");
        });
    }

    @Test
    @Order(4)
    void as_known_before_the_correction_all_was_within() {
        var april = figures(LocalDate.of(2023, 4, 30)).figure("MON-WITHIN");
        assertThat(april.numerator()).isEqualByComparingTo("3");
        assertThat(april.denominator()).isEqualByComparingTo("3");
        var march = figures(LocalDate.of(2023, 3, 31)).figure("MON-WITHIN");
        assertThat(march.denominator()).as("nothing had come before 2 April").isEqualByComparingTo("0");
    }

    @Test
    @Order(5)
    void a_limit_entered_later_is_not_known_before() {
        clock.to("2023-05-20");
        as("test", () -> {
            long permit = number("select id from obligations.limit_set where code = 'P-1'");
            return limits.addLimit(NewLimit.permitMaximum(
                    permit,
                    "w20122",
                    LocalText.of("en", "Total copper"),
                    "SAMPLE",
                    new BigDecimal("0.15"),
                    "mg/L",
                    "OUT-1",
                    "tightened",
                    LocalDate.of(2023, 3, 1)));
        });
        as("job", this::judgeAgain);
        assertThat(now().figure("MON-EXCEEDED").value()).isEqualByComparingTo("2");
        assertThat(figures(LocalDate.of(2023, 5, 15)).figure("MON-EXCEEDED").value())
                .isEqualByComparingTo("1");
        assertThat(candidates().getFirst().reasons())
                .extracting(change -> change.what().key())
                .containsExactly("monitoring.figure.change.corrected", "monitoring.figure.change.limit");
    }

    @Test
    @Order(6)
    void a_restatement_is_the_next_version_and_the_first_stays() {
        clock.to("2023-05-21");
        as("test", () -> editions.publish(2023, 3, "Monitoring of March 2023.", "A value of 12 March was corrected."));
        var versions = as("test", () -> editions.of(2023, 3, clock.instant()));
        assertThat(versions).extracting(Edition::version).containsExactly(1, 2);
        assertThat(versions.getFirst().figures().figure("MON-EXCEEDED").value()).isEqualByComparingTo("0");
        assertThat(versions.getLast().figures().figure("MON-EXCEEDED").value()).isEqualByComparingTo("2");
        assertThat(candidates()).isEmpty();
        assertThat(as("test", () -> editions.of(2023, clock.instant())))
                .as("the year is another edition")
                .isEmpty();
    }

    @Test
    @Order(7)
    void a_month_that_is_not_over_is_not_published() {
        assertThatThrownBy(() -> as("test", () -> editions.publish(2023, 5, "Too early.", "")))
                .isInstanceOf(Refused.class);
    }

    @Test
    @Order(8)
    void what_is_counted_by_the_results_of_then_is_what_is_counted_now() {
        for (String code : PeriodFigures.MONITORING) {
            Figure quick = now().figure(code);
            // a judging after the moment makes it be told from the results as they were known
            var before = clock.instant();
            clock.to("2023-05-22");
            as("test", () -> load("2023-02-05,0.11"));
            Figure known = as("test", () -> progress.of(2023, 3, before, null, RollUp.ALL))
                    .figure(code);
            assertThat(known.sameAs(quick)).as(code).isTrue();
        }
    }

    /// The verdict of a correction is one of that revision, also where its file brings nothing but corrections.
    @Test
    @Order(9)
    void a_correction_that_exceeds_is_counted_as_a_new_result_would_be() {
        clock.to("2023-06-02");
        as("test", () -> load("2023-05-05,0.1", "2023-05-12,0.1"));
        var may = as("test", () -> progress.of(2023, 5, clock.instant(), null, RollUp.ALL));
        assertThat(may.figure("MON-EXCEEDED").value()).isEqualByComparingTo("0");
        var before = clock.instant();
        clock.to("2023-06-03");
        as("test", () -> load("2023-05-12,0.9"));
        var corrected = as("test", () -> progress.of(2023, 5, clock.instant(), null, RollUp.ALL));
        assertThat(corrected.figure("MON-EXCEEDED").value()).isEqualByComparingTo("1");
        assertThat(
                        number(
                                "select max(j.revision) from monitoring.judgement j where j.verdict = 3 and j.started = timestamptz '2023-05-12Z'"))
                .isEqualTo(1);
        assertThat(as("test", () -> progress.of(2023, 5, before, null, RollUp.ALL))
                        .figure("MON-EXCEEDED")
                        .value())
                .as("as known before")
                .isEqualByComparingTo("0");
    }

    private void load(String... lines) {
        var text = new StringBuilder("Station,Date,Parameter,Value,Unit\n");
        for (String line : lines) {
            text.append("OUT-1,").append(line.replace(",", ",Total copper,")).append(",mg/L\n");
        }
        long id = intake.register(
                new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)), "march.csv", unit);
        intake.map(id, intake.proposal(id, null));
        intake.dryRun(id);
        intake.load(id);
    }

    private void takeIn() {
        run("monitoring.takeInWaiting", site.value() + " " + MARCH);
    }

    private void judgeAgain() {
        run("monitoring.judgeAgain", "2023-03-01 w20122");
    }

    private void run(String kind, String argument) {
        var job = kinds.stream().filter(k -> k.kind().equals(kind)).findFirst().orElseThrow();
        try {
            job.run(new JobNow(argument, unit));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private PeriodFigures edition() {
        return as("test", () -> editions.of(2023, 3, clock.instant()))
                .getFirst()
                .figures();
    }

    private PeriodFigures now() {
        return as("test", () -> progress.of(2023, 3, clock.instant(), null, RollUp.ALL));
    }

    private PeriodFigures figures(LocalDate known) {
        return as("test", () -> progress.of(2023, 3, Progress.endOf(known), null, RollUp.ALL));
    }

    private List<Candidate> candidates() {
        return as(
                "test",
                () -> editions.candidates(editions.of(2023, 3, clock.instant()).getLast(), now()));
    }

    private int number(String sql) {
        return as(
                "test",
                () -> new TransactionTemplate(transactions)
                        .execute(_ ->
                                jdbc.sql(sql).query((rs, _) -> rs.getInt(1)).single()));
    }

    private static void as(String who, Runnable work) {
        Scope.system(who).run(work);
    }

    private static <T> T as(String who, java.util.function.Supplier<T> work) {
        return Scope.system(who).get(work);
    }
}
