package org.verdite.monitoring.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.PlatformTransactionManager;
import org.verdite.monitoring.MonthReviews;
import org.verdite.monitoring.ValuesWait;
import org.verdite.obligations.LimitRegister;
import org.verdite.obligations.NewLimit;
import org.verdite.obligations.NewLimitSet;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;
import org.verdite.ui.job.JobNow;

/// A month that is locked takes no value and no correction until somebody unlocks it with a reason.
@SpringBootTest
@RecordApplicationEvents
class LockedMonthTests {

    private static final String HEAD = "Station,Date,Parameter,Value,Unit\n";
    private static final YearMonth MARCH = YearMonth.of(2026, 3);

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
    WhenMonthUnlocked takingIn;

    @Autowired
    ApplicationEvents events;

    private Lab lab;
    private SiteId site;

    @BeforeEach
    void anOutfallWithALimitOfCopper() {
        lab = new Lab(jdbc, transactions, intake, "Asia/Shanghai");
        lab.point("W" + lab.code, "OUTFALL");
        site = new SiteId(lab.site);
        lab.run(() -> {
            long set = limits.addSet(NewLimitSet.permit(
                    new UnitId(lab.unit),
                    "P" + lab.code,
                    LocalText.of("en", "Permit"),
                    "",
                    site,
                    LocalDate.of(2020, 1, 1),
                    ""));
            return limits.addLimit(NewLimit.permitMaximum(
                    set,
                    "w20122",
                    LocalText.of("en", "Total copper"),
                    "SAMPLE",
                    new BigDecimal("0.5"),
                    "mg/L",
                    "W" + lab.code,
                    "",
                    LocalDate.of(2020, 1, 1)));
        });
    }

    private LoadResult load(String day, String value) {
        return lab.loaded(HEAD + "W" + lab.code + "," + day + ",Total copper," + value + ",mg/L\n");
    }

    private void as(String who, Runnable work) {
        Scope.system(who).run(work);
    }

    private void lockMarch() {
        as("Wang", () -> reviews.check(site, MARCH));
        as("Li", () -> reviews.approve(site, MARCH));
        as("Li", () -> reviews.lock(site, MARCH));
    }

    private void unlockMarch(String reason) {
        as("Li", () -> reviews.unlock(site, MARCH, reason));
        as("job", () -> takingIn.run(new JobNow(site.value() + " " + MARCH, new UnitId(lab.unit))));
    }

    private List<String> known(Instant at) {
        return lab.results("""
                        select k.original || ' ' || k.verdict as line from monitoring.series s
                        cross join lateral monitoring.known_results(s.id, '2026-03-01', '2026-04-01', '%s') k where s.unit_id = %d""".formatted(at, lab.unit)).stream()
                .map(row -> (String) row.get("line"))
                .toList();
    }

    /// What the officer was told of the month, and the day on which.
    private List<String> told() {
        return lab
                .results(
                        "select state || ' ' || cast(known_at at time zone 'UTC' as date) as line from notices.notice where key like 'monitoring:waiting:"
                                + lab.site + ":%'")
                .stream()
                .map(row -> (String) row.get("line"))
                .toList();
    }

    /// An officer sees the values of the point, and not always the file of the group that brought them.
    @Test
    void what_was_known_is_the_same_for_whoever_sees_the_series() {
        var before = Instant.now();
        load("2026-03-12", "0.84");
        int elsewhere = new Lab(jdbc, transactions, intake, "Asia/Shanghai").unit;
        lab.count("with moved as (update monitoring.intake set unit_id = " + elsewhere + " where unit_id = " + lab.unit
                + " returning 1) select count(*) from moved");
        var officer = Scope.system("officer").narrowedTo(new int[] {lab.unit});
        assertThat(officer.get(() -> countKnown(before))).isZero();
        assertThat(officer.get(() -> countKnown(Instant.now()))).isEqualTo(1);
        var stranger = Scope.system("stranger").narrowedTo(new int[] {elsewhere});
        assertThat(stranger.get(() -> countKnown(Instant.now())))
                .as("out of scope")
                .isZero();
    }

    private long countKnown(Instant at) {
        int series = lab.id("select id from monitoring.series where derived_from is null and unit_id = " + lab.unit);
        return java.util.Objects.requireNonNull(lab.within.execute(_ -> jdbc.sql(
                        "select count(*) from monitoring.known_results(:series, '2026-03-01', '2026-04-01', cast(:at as timestamptz))")
                .param("series", series)
                .param("at", at.atOffset(java.time.ZoneOffset.UTC))
                .query((rs, _) -> rs.getLong(1))
                .single()));
    }

    @Test
    void a_correction_of_a_locked_month_waits_is_told_and_becomes_a_revision_after_the_unlocking() {
        assertThat(load("2026-03-12", "0.48").loaded()).isEqualTo(1);
        lockMarch();
        var asOfApril = Instant.now();
        var corrected = load("2026-03-12", "0.84");
        assertThat(corrected.waiting()).isEqualTo(1);
        assertThat(corrected.revised()).isZero();
        assertThat(events.stream(ValuesWait.class)).singleElement().satisfies(told -> {
            assertThat(told.month()).isEqualTo(MARCH);
            assertThat(told.unit()).isEqualTo(new UnitId(lab.unit));
            assertThat(told.count()).isEqualTo(1);
        });
        assertThat(told()).containsExactly("OPEN " + LocalDate.now(java.time.ZoneOffset.UTC));
        assertThat(known(Instant.now())).as("still as it was").containsExactly("0.48 2");
        assertThat(lab.count("select count(*) from monitoring.exceedance where unit_id = " + lab.unit))
                .isZero();

        unlockMarch("Laboratory corrected the dilution");
        assertThat(told()).containsExactly("SETTLED " + LocalDate.now(java.time.ZoneOffset.UTC));
        assertThat(known(Instant.now())).containsExactly("0.84 3");
        assertThat(known(asOfApril)).as("as known before").containsExactly("0.48 2");
        assertThat(lab.count("select count(*) from monitoring.exceedance where peak = 0.84 and unit_id = " + lab.unit))
                .isEqualTo(1);
        assertThat(lab.count(
                        "select count(*) from monitoring.pending where applied_at is null and unit_id = " + lab.unit))
                .isZero();
        assertThat(lab.results(
                        "select source, revised, merkle_root is not null as sealed from monitoring.intake where unit_id = "
                                + lab.unit + " order by id desc limit 1"))
                .singleElement()
                .satisfies(last -> {
                    assertThat(last.get("source")).isEqualTo("after the unlocking of 2026-03");
                    assertThat(last.get("revised")).isEqualTo(1L);
                    assertThat(last.get("sealed")).isEqualTo(true);
                });
        assertThat(
                        lab.count(
                                "select count(*) from monitoring.intake i where i.unit_id = " + lab.unit
                                        + " and i.merkle_root is not null and i.merkle_root is distinct from monitoring.pub_root_of('monitoring.intake', i.id::text)"))
                .as("every load's root can be computed again")
                .isZero();
    }

    @Test
    void what_changes_nothing_does_not_wait_and_the_same_correction_waits_once() {
        load("2026-03-12", "0.48");
        lockMarch();
        var again = load("2026-03-12", "0.480");
        assertThat(again.waiting()).isZero();
        assertThat(again.unchanged()).isEqualTo(1);
        assertThat(load("2026-03-12", "0.84").waiting()).isEqualTo(1);
        assertThat(load("2026-03-12", "0.840").waiting()).isZero();
        assertThat(load("2026-04-01", "0.3").loaded()).as("another month").isEqualTo(1);
    }

    @Test
    void the_last_of_several_corrections_stands_and_all_are_kept() {
        load("2026-03-12", "0.48");
        lockMarch();
        load("2026-03-12", "0.84");
        load("2026-03-12", "0.74");
        unlockMarch("Two corrections");
        assertThat(known(Instant.now())).containsExactly("0.74 3");
        assertThat(lab.count("select count(*) from monitoring.result_revision where unit_id = " + lab.unit))
                .isEqualTo(2);
    }

    @Test
    void who_checked_a_month_does_not_approve_it_and_unlocking_needs_a_reason() {
        as("Wang", () -> reviews.check(site, MARCH));
        assertThatThrownBy(() -> as("Wang", () -> reviews.approve(site, MARCH)))
                .isInstanceOf(Refused.class)
                .hasMessage("monitoring.review.refused.own");
        assertThatThrownBy(() -> as("Li", () -> reviews.lock(site, MARCH))).isInstanceOf(Refused.class);
        as("Li", () -> reviews.approve(site, MARCH));
        as("Li", () -> reviews.lock(site, MARCH));
        assertThatThrownBy(() -> as("Li", () -> reviews.unlock(site, MARCH, " ")))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> as("Li", () -> reviews.check(site, YearMonth.of(2999, 1))))
                .isInstanceOf(Invalid.class);
    }
}
