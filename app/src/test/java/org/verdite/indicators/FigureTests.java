package org.verdite.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTests {

    private static Figure percent(String numerator, String denominator) {
        return Figure.percent("X", new BigDecimal(numerator), new BigDecimal(denominator), List.of(), List.of());
    }

    @Test
    void a_rate_is_rounded_half_up_once_from_its_fraction() {
        assertThat(percent("39", "40").rounded(1)).isEqualByComparingTo("97.5");
        assertThat(percent("39", "41").rounded(1)).isEqualByComparingTo("95.1");
        assertThat(percent("47000000", "1420000000").rounded(1)).isEqualByComparingTo("3.3");
        assertThat(percent("67000000", "1400000000").rounded(1)).isEqualByComparingTo("4.8");
        assertThat(percent("308000000", "1092000000").rounded(1)).isEqualByComparingTo("28.2");
        assertThat(percent("1999", "40000").rounded(1)).as("4.9975 is 5.0").isEqualByComparingTo("5.0");
        assertThat(percent("1245", "100000").rounded(1))
                .as("1.245 is 1.2, never 1.25 and then 1.3")
                .isEqualByComparingTo("1.2");
    }

    @Test
    void a_rate_of_nothing_has_no_value() {
        assertThat(percent("0", "0").value()).isNull();
        assertThat(percent("0", "0").rounded(1)).isNull();
    }

    @Test
    void figures_are_the_same_when_their_numbers_are() {
        assertThat(percent("39", "40").sameAs(percent("39.0", "40"))).isTrue();
        assertThat(percent("39", "40").sameAs(percent("78", "80"))).isFalse();
        assertThat(percent("0", "0").sameAs(percent("39", "40"))).isFalse();
    }
}
