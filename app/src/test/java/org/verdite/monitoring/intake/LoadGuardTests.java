package org.verdite.monitoring.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.verdite.monitoring.intake.written.DateStyle;
import org.verdite.obligations.LimitRegister;
import org.verdite.obligations.NewLimit;
import org.verdite.obligations.NewLimitSet;
import org.verdite.rectification.SmallGroup;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// What may be loaded, by whom, and what happens when the limits change meanwhile.
@SpringBootTest
@Import(SmallGroup.Setting.class)
class LoadGuardTests {

    private static final String HEAD = "Station,Date,Parameter,Value,Unit\n";

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Intake intake;

    @Autowired
    LimitRegister limits;

    @Autowired
    SmallGroup g;

    private final java.util.concurrent.ExecutorService threads =
            java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor();
    private Lab lab;

    @BeforeEach
    void onePoint() {
        // a job is due by this clock, and others who use this context leave it in other years
        g.clock.to(Instant.now().toString());
        lab = new Lab(jdbc, transactions, intake, "Asia/Shanghai");
        lab.point("W" + lab.code, "OUTFALL");
    }

    private String line(String rest) {
        return "W" + lab.code + "," + rest + "\n";
    }

    @Test
    void a_mapping_that_nobody_tried_is_not_loaded_even_when_the_import_was_given_up_in_between() {
        long id = lab.send(HEAD + line("03/04/2024,COD,12,mg/L"));
        var american = lab.run(() -> intake.proposal(id, null)).withAnswers(DateStyle.MONTH_SLASH, null, null, null);
        assertThat(lab.tried(id, american).ready()).isEqualTo(1);
        lab.run(() -> {
            intake.map(id, american.withAnswers(DateStyle.DAY_SLASH, null, null, null));
            intake.cancel(id);
            return 0;
        });
        assertThatThrownBy(() -> lab.run(() -> intake.load(id)))
                .isInstanceOf(Refused.class)
                .hasMessage("monitoring.import.refused.notTried");
        assertThat(lab.run(() -> intake.lastDryRun(id))).isEmpty();
        assertThat(lab.run(() -> intake.dryRun(id)).ready()).isEqualTo(1);
        assertThat(lab.run(() -> intake.load(id)).loaded()).isEqualTo(1);
        assertThat(lab.count("select extract(month from started)::bigint from monitoring.result where unit_id = "
                        + lab.unit))
                .isEqualTo(4);
    }

    @Test
    void an_import_that_was_given_up_after_its_dry_run_is_loaded_as_it_was_tried() {
        long id = lab.send(HEAD + line("2024-04-03,COD,12,mg/L"));
        lab.tried(id, lab.run(() -> intake.proposal(id, null)));
        lab.run(() -> {
            intake.cancel(id);
            return 0;
        });
        assertThat(lab.run(() -> intake.load(id)).loaded()).isEqualTo(1);
    }

    @Test
    void a_load_asks_for_the_permission_where_the_points_lie_when_it_runs() {
        int valley = lab.id("select id from organisation.site where code = 'RG-S1'");
        int facility = lab.id("""
                insert into organisation.facility (site_id, unit_id, code, name, kind)
                values (%d, %d, '%s', '{"_":"en","en":"Rivers"}', 'STATION') returning id""".formatted(valley, g.valley.value(), lab.code));
        int point = lab.id("""
                insert into monitoring.point (unit_id, facility_id, site_id, code, name, kind, time_zone)
                values (%d, %d, %d, 'V%s', '{"_":"en","en":"V"}', 'SURFACE_WATER', 'Asia/Shanghai') returning id""".formatted(g.valley.value(), facility, valley, lab.code));
        long id = lab.run(() -> intake.register(
                new java.io.ByteArrayInputStream((HEAD + "V" + lab.code + ",2024-04-03,COD,12,mg/L\n")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                "file.csv",
                g.valley));
        lab.tried(id, lab.run(() -> intake.proposal(id, null)));
        lab.id("update monitoring.point set unit_id = %d where id = %d returning id".formatted(g.ridge.value(), point));
        assertThatThrownBy(() -> g.lin.scope().get(() -> intake.load(id))).isInstanceOf(NotHere.class);
        assertThat(lab.count("select count(*) from monitoring.series where point_id = " + point))
                .isZero();
        lab.id("update monitoring.point set unit_id = %d where id = %d returning id"
                .formatted(g.valley.value(), point));
        assertThat(g.lin.scope().get(() -> intake.load(id)).loaded()).isEqualTo(1);
    }

    @Test
    void a_file_that_keeps_the_limit_ends_the_exceedance_of_an_earlier_file_and_a_late_one_splits_it() {
        permit();
        lab.loaded(HEAD + line("2026-04-03,COD,80,mg/L") + line("2026-04-06,COD,90,mg/L"));
        assertThat(states()).containsExactly("ONGOING");
        lab.loaded(HEAD + line("2026-04-08,COD,12,mg/L"));
        assertThat(states()).containsExactly("ENDED");
        lab.loaded(HEAD + line("2026-04-04,COD,14,mg/L"));
        assertThat(states()).containsExactly("ENDED", "ENDED");
    }

    private java.util.List<Object> states() {
        return lab
                .results("select state from monitoring.exceedance where unit_id = %d order by started"
                        .formatted(lab.unit))
                .stream()
                .map(r -> r.get("state"))
                .toList();
    }

    @Test
    void a_limit_that_changes_while_a_load_runs_judges_its_results_again() throws Exception {
        long set = permit();
        long id = lab.send(HEAD + line("2026-04-03,COD,80,mg/L"));
        assertThat(lab.tried(id, lab.run(() -> intake.proposal(id, null))).exceeded())
                .isEqualTo(1);
        var held = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        // the last thing a load does is to bring episodes up to date: there it waits for us, all limits read, nothing
        // shown
        var holder = CompletableFuture.runAsync(
                () -> lab.run(() -> lab.within.execute(_ -> {
                    jdbc.sql("select pg_advisory_xact_lock(734201, b) from generate_series(0, 63) b")
                            .query((_, _) -> 0)
                            .list();
                    held.countDown();
                    await(go);
                    return 0;
                })),
                threads);
        await(held);
        var load = CompletableFuture.supplyAsync(() -> lab.run(() -> intake.load(id)), threads);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> lab.count(
                                        "select count(*) from pg_locks where locktype = 'advisory' and classid = 734201 and not granted")
                                > 0
                        || load.isDone());
        assertThat(load).isNotDone();
        long revision = lab.count("select max(revision) from obligations.limit where set_id = " + set);
        lab.run(() -> {
            limits.correct(revision, null, new BigDecimal("200"), "");
            return 0;
        });
        go.countDown();
        assertThat(load.get(60, TimeUnit.SECONDS).exceeded()).isEqualTo(1);
        holder.get(60, TimeUnit.SECONDS);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                lab.count("select max(verdict) from monitoring.result where unit_id = " + lab.unit))
                        .isEqualTo(1));
        assertThat(lab.results("select state from monitoring.exceedance where unit_id = " + lab.unit))
                .extracting(r -> r.get("state"))
                .containsExactly("WITHDRAWN");
    }

    @Test
    void the_book_of_limits_notices_a_revision_that_commits_after_a_later_one() throws Exception {
        long set = permit();
        String before = limits();
        var written = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var slow = CompletableFuture.runAsync(() -> lab.run(() -> lab.within.execute(_ -> {
            limits.addLimit(maximum(set, "w01019"));
            written.countDown();
            await(go);
            return 0;
        })));
        await(written);
        lab.run(() -> limits.addLimit(maximum(set, "w01017")));
        String between = limits();
        assertThat(between).isNotEqualTo(before);
        go.countDown();
        slow.get(30, TimeUnit.SECONDS);
        assertThat(limits()).isNotEqualTo(between);
    }

    private String limits() {
        return lab.run(() -> limits.fingerprint());
    }

    private long permit() {
        return lab.run(() -> {
            long set = limits.addSet(NewLimitSet.permit(
                    new UnitId(lab.unit),
                    "P" + lab.code,
                    LocalText.of("en", "Permit"),
                    "",
                    new SiteId(lab.site),
                    LocalDate.of(2026, 1, 1),
                    ""));
            limits.addLimit(maximum(set, "w01018"));
            return set;
        });
    }

    private NewLimit maximum(long set, String parameter) {
        return NewLimit.permitMaximum(
                set,
                parameter,
                LocalText.of("en", parameter),
                "SAMPLE",
                new BigDecimal("60"),
                "mg/L",
                "W" + lab.code,
                "4.2",
                LocalDate.of(2026, 1, 1));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
