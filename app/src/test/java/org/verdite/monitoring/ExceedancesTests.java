package org.verdite.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.verdite.obligations.LimitRegister;
import org.verdite.shared.Conflict;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;

/// From results and limits to episodes, on the database.
@SpringBootTest
class ExceedancesTests {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    LimitRegister limits;

    @Autowired
    JudgeAgain again;

    @Autowired
    Exceedances exceedances;

    private River river;
    private int copper;

    @BeforeEach
    void aRiver() {
        river = new River(jdbc, transactions, limits, again);
        copper = river.series("w20122", "DAY_MEAN");
        river.permit("PW", "0.30", LocalDate.of(2026, 1, 1));
    }

    private long current() {
        return river.get(
                () -> jdbc.sql("""
                        select revision from obligations.limit where unit_id = :unit and superseded_at is null order by valid_from desc limit 1""").param("unit", river.unit).query(Long.class).single());
    }

    @Test
    void consecutive_exceeded_results_are_one_episode_until_one_is_judged_within() {
        river.results(
                copper,
                "2026-11-12",
                "0.21",
                "2026-11-13",
                "0.34",
                "2026-11-14",
                "0.47",
                "2026-11-15",
                "0.41",
                "2026-11-16",
                "0.33",
                "2026-11-17",
                "0.21",
                "2026-11-20",
                "0.31");
        assertThat(river.judge(copper)).isEqualTo(7);
        var all = river.episodes(copper);
        assertThat(all)
                .extracting(River.Ep::from, River.Ep::to, River.Ep::results, River.Ep::peak, River.Ep::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("11-13", "11-16", 4, 0.47, "ENDED"),
                        org.assertj.core.groups.Tuple.tuple("11-20", "11-20", 1, 0.31, "ONGOING"));
        assertThat(all.getFirst().number()).matches("EX-2026-\\d{4}");
    }

    @Test
    void what_could_not_be_judged_neither_breaks_an_episode_nor_joins_it() {
        river.results(copper, "2026-11-13", "0.34", "2026-11-14", "<0.5", "2026-11-15", "0.01R", "2026-11-16", "0.33");
        river.judge(copper);
        assertThat(river.episodes(copper)).singleElement().satisfies(e -> {
            assertThat(e.results()).isEqualTo(2);
            assertThat(e.to()).isEqualTo("11-16");
        });
        assertThat(river.get(() -> jdbc.sql(
                                "select reason from monitoring.judgement where series_id = :s and verdict = 4 order by started")
                        .param("s", copper)
                        .query(Integer.class)
                        .list()))
                .containsExactly(1, 5);
    }

    @Test
    void late_data_split_an_episode_and_the_number_stays_with_the_earlier_part() {
        river.results(copper, "2026-11-13", "0.34", "2026-11-16", "0.33");
        river.judge(copper);
        var before = river.episodes(copper).getFirst();
        river.results(copper, "2026-11-14", "0.1");
        river.judge(copper);
        var after = river.episodes(copper);
        assertThat(after).hasSize(2);
        assertThat(after.getFirst().number()).isEqualTo(before.number());
        assertThat(after.getFirst().to()).isEqualTo("11-13");
        assertThat(after.get(1).from()).isEqualTo("11-16");
    }

    @Test
    void a_revised_value_joins_two_episodes_and_the_younger_one_names_its_heir() {
        river.results(copper, "2026-11-13", "0.34", "2026-11-14", "0.1", "2026-11-15", "0.5");
        river.judge(copper);
        var before = river.episodes(copper);
        river.results(copper, "2026-11-14", "0.9");
        river.judge(copper);
        var after = river.episodes(copper);
        assertThat(after).extracting(River.Ep::state).containsExactly("ONGOING", "MERGED");
        assertThat(after.getFirst().id()).isEqualTo(before.getFirst().id());
        assertThat(after.getFirst().results()).isEqualTo(3);
        assertThat(after.getFirst().peak()).isEqualTo(0.9);
    }

    @Test
    void a_limit_corrected_for_the_past_judges_again_and_the_old_verdict_stays_readable() {
        river.results(copper, "2026-11-13", "0.34", "2026-11-14", "0.2");
        river.judge(copper);
        assertThat(river.episodes(copper)).hasSize(1);
        long revision = current();
        river.run(() -> limits.correct(revision, null, new BigDecimal("0.50"), ""));
        // the change queued a job of the application, which may judge before this line does
        river.judge(copper);
        assertThat(river.episodes(copper))
                .singleElement()
                .extracting(River.Ep::state)
                .isEqualTo("WITHDRAWN");
        assertThat(river.get(
                        () -> jdbc.sql("""
                        select limit_revision from monitoring.judgement where series_id = :s and verdict = 3""").param("s", copper).query(Long.class).list()))
                .containsExactly(revision);
        assertThat(river.judge(copper))
                .as("judging again without a change changes nothing")
                .isZero();
    }

    @Test
    void an_episode_that_was_withdrawn_stands_again_under_its_number_when_its_values_exceed_again() {
        river.results(copper, "2026-11-13", "0.34", "2026-11-14", "0.2");
        river.judge(copper);
        var before = river.episodes(copper).getFirst();
        river.run(() -> limits.correct(current(), null, new BigDecimal("0.50"), ""));
        river.judge(copper);
        river.run(() -> limits.correct(current(), null, new BigDecimal("0.30"), ""));
        river.judge(copper);
        assertThat(river.episodes(copper)).singleElement().satisfies(e -> {
            assertThat(e.number()).isEqualTo(before.number());
            assertThat(e.state()).isEqualTo("ENDED");
        });
    }

    @Test
    void who_took_note_of_an_episode_is_asked_again_when_it_grows_worse_or_begins_again() {
        river.results(copper, "2026-11-13", "0.34");
        river.judge(copper);
        int id = river.episodes(copper).getFirst().id();
        river.run(() -> exceedances.acknowledge(id));
        river.results(copper, "2026-11-14", "0.33");
        river.judge(copper);
        assertThat(noted(id))
                .as("one more day at no higher value was to be expected")
                .isTrue();
        river.results(copper, "2026-11-15", "3.4");
        river.judge(copper);
        assertThat(noted(id)).as("ten times as much was not").isFalse();
        river.run(() -> exceedances.acknowledge(id));
        river.results(copper, "2026-11-16", "0.1");
        river.judge(copper);
        assertThat(noted(id)).isTrue();
        river.results(copper, "2026-11-16", "0.4");
        river.judge(copper);
        assertThat(noted(id)).as("it had ended").isFalse();
        assertThat((Boolean) river.get(
                        () -> jdbc.sql("select noted_before is not null from monitoring.exceedance where id = :id")
                                .param("id", id)
                                .query(Boolean.class)
                                .single()))
                .isTrue();
    }

    private boolean noted(int id) {
        return river.get(() -> jdbc.sql("select acknowledged_at is not null from monitoring.exceedance where id = :id")
                .param("id", id)
                .query(Boolean.class)
                .single());
    }

    @Test
    void a_value_is_judged_by_the_limit_of_its_day_and_an_episode_goes_on_over_a_change_of_it() {
        long revision = current();
        river.run(() -> limits.change(revision, LocalDate.of(2026, 10, 1), null, new BigDecimal("0.20"), ""));
        river.results(copper, "2026-09-29", "0.25", "2026-09-30", "0.35", "2026-10-01", "0.25");
        river.judge(copper);
        assertThat(river.episodes(copper)).singleElement().satisfies(e -> {
            assertThat(e.from()).isEqualTo("09-30");
            assertThat(e.results()).isEqualTo(2);
        });
    }

    @Test
    void somebody_who_changes_a_limit_that_changed_in_between_is_told_so() {
        long revision = current();
        river.run(() -> limits.correct(revision, null, new BigDecimal("0.50"), ""));
        assertThatThrownBy(() -> river.run(() -> limits.correct(revision, null, new BigDecimal("0.60"), "")))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void an_episode_is_acknowledged_once_and_its_cause_is_not_overwritten() {
        river.results(copper, "2026-11-13", "0.34");
        river.judge(copper);
        int id = river.episodes(copper).getFirst().id();
        river.run(() -> exceedances.acknowledge(id));
        assertThatThrownBy(() -> river.run(() -> exceedances.acknowledge(id))).isInstanceOf(Refused.class);
        river.run(() -> exceedances.recordCause(id, 2, "Dosing pump stopped"));
        assertThatThrownBy(() -> river.run(() -> exceedances.recordCause(id, 2, "Rain")))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void nobody_handles_or_sees_an_episode_of_another_unit() {
        river.results(copper, "2026-11-13", "0.34");
        river.judge(copper);
        int id = river.episodes(copper).getFirst().id();
        var stranger = Scope.system("x").narrowedTo(new int[] {river.unit + 1_000_000});
        assertThatThrownBy(() -> stranger.run(() -> exceedances.acknowledge(id)))
                .isInstanceOf(NotHere.class);
        assertThat(stranger.<Long>get(() -> river.within.execute(
                        _ -> jdbc.sql("select count(*) from monitoring.pub_exceedance where id = :id")
                                .param("id", id)
                                .query(Long.class)
                                .single())))
                .isZero();
    }

    @Test
    void the_period_says_how_many_results_were_judged() {
        river.results(copper, "2026-11-13", "0.34", "2026-11-14", "0.2", "2026-11-15", "<0.9");
        river.judge(copper);
        var scope = Scope.system("x").narrowedTo(new int[] {river.unit});
        List<Long> counted = scope.get(() -> river.within.execute(_ -> jdbc.sql("""
                        select results, judged, exceeded, not_judged from monitoring.pub_judged(date '2026-11-01', date '2026-11-30')""")
                .query((rs, _) -> List.of(rs.getLong(1), rs.getLong(2), rs.getLong(3), rs.getLong(4)))
                .single()));
        assertThat(counted).containsExactly(3L, 2L, 1L, 1L);
    }
}
