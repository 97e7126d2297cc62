package org.verdite.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.verdite.targets.NewTarget.Direction;

class GlidePathTests {

    private final GlidePath path = new GlidePath(2020, new BigDecimal(50), 2023, new BigDecimal(100));

    @Test
    void the_path_is_straight_and_stays_at_the_target_afterwards() {
        assertThat(tenth(path.at(2020))).isEqualTo("50.0");
        assertThat(tenth(path.at(2021))).isEqualTo("66.7");
        assertThat(tenth(path.at(2022))).isEqualTo("83.3");
        assertThat(tenth(path.at(2023))).isEqualTo("100.0");
        assertThat(tenth(path.at(2026))).isEqualTo("100.0");
    }

    @Test
    void on_a_day_the_path_lies_between_the_ends_of_two_years() {
        assertThat(tenth(path.at(LocalDate.of(2022, 12, 31)))).isEqualTo("83.3");
        assertThat(tenth(path.at(LocalDate.of(2022, 7, 2)))).isEqualTo("75.0");
        assertThat(tenth(path.at(LocalDate.of(2025, 5, 5)))).isEqualTo("100.0");
    }

    @Test
    void ahead_is_measured_from_the_exact_path_and_judged_as_it_is_written() {
        var ahead = path.ahead(LocalDate.of(2022, 12, 31), new BigDecimal("97.5"), Direction.AT_LEAST);
        assertThat(tenth(ahead)).isEqualTo("14.2");
        assertThat(GlidePath.judge(ahead)).isEqualTo(Judgement.AHEAD);
        assertThat(GlidePath.judge(new BigDecimal("0.04"))).isEqualTo(Judgement.ON_PATH);
        assertThat(GlidePath.judge(new BigDecimal("-0.05"))).isEqualTo(Judgement.BEHIND);
    }

    @Test
    void for_a_target_of_at_most_less_is_ahead() {
        var down = new GlidePath(2020, new BigDecimal(200), 2030, new BigDecimal(100));
        assertThat(tenth(down.ahead(LocalDate.of(2025, 12, 31), new BigDecimal(140), Direction.AT_MOST)))
                .isEqualTo("10.0");
    }

    private static String tenth(BigDecimal value) {
        return value.setScale(1, RoundingMode.HALF_UP).toPlainString();
    }
}
