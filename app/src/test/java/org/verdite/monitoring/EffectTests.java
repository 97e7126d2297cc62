package org.verdite.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.verdite.obligations.LimitRegister;
import org.verdite.rectification.Finder.Effect;

/// Whether a correction held is told by the results since (ISO 14001, 10.2 d), not by who says so.
@SpringBootTest
class EffectTests {

    private static final LocalDate CORRECTED = LocalDate.of(2026, 11, 16);

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    LimitRegister limits;

    @Autowired
    JudgeAgain again;

    @Autowired
    ExceedanceFinder finder;

    private River river;
    private int copper;

    @BeforeEach
    void aRiver() {
        river = new River(jdbc, transactions, limits, again);
        copper = river.series("w20122", "DAY_MEAN");
        river.permit("PW", "0.30", LocalDate.of(2026, 1, 1));
    }

    private Effect after(String... dayAndText) {
        river.results(copper, dayAndText);
        river.judge(copper);
        int first = river.episodes(copper).getFirst().id();
        return river.get(() -> finder.effect("exceedance", Integer.toString(first), CORRECTED));
    }

    @Test
    void an_exceedance_without_a_later_result_still_runs() {
        assertThat(after("2026-11-13", "0.34")).isEqualTo(Effect.RUNS);
    }

    @Test
    void a_result_before_the_correction_proves_nothing_of_it() {
        assertThat(after("2026-11-13", "0.34", "2026-11-15", "0.12")).isEqualTo(Effect.NOTHING_SINCE);
    }

    @Test
    void a_result_since_that_keeps_the_limit_shows_the_effect() {
        assertThat(after("2026-11-13", "0.34", "2026-11-16", "0.12")).isEqualTo(Effect.SHOWN);
    }

    @Test
    void a_detection_limit_above_the_limit_shows_no_effect() {
        assertThat(after("2026-11-13", "0.34", "2026-11-15", "0.2", "2026-11-17", "<0.5"))
                .isEqualTo(Effect.NOTHING_SINCE);
    }

    @Test
    void an_exceedance_after_the_correction_came_back_even_when_it_has_ended_too() {
        assertThat(after("2026-11-13", "0.34", "2026-11-16", "0.12", "2026-11-18", "0.4", "2026-11-19", "0.1"))
                .isEqualTo(Effect.CAME_BACK);
    }

    @Test
    void one_that_was_withdrawn_proves_nothing_while_another_of_the_same_series_runs() {
        river.results(copper, "2026-11-10", "0.34", "2026-11-11", "0.1");
        river.judge(copper);
        int withdrawn = river.episodes(copper).getFirst().id();
        river.results(copper, "2026-11-10", "0.2", "2026-11-14", "0.4");
        river.judge(copper);
        assertThat((Effect) river.get(() -> finder.effect("exceedance", Integer.toString(withdrawn), CORRECTED)))
                .isEqualTo(Effect.RUNS);
    }

    @Test
    void an_exceedance_that_goes_on_after_the_correction_came_back() {
        assertThat(after("2026-11-13", "0.34", "2026-11-17", "0.4")).isEqualTo(Effect.CAME_BACK);
    }
}
