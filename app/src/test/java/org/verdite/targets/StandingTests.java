package org.verdite.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.verdite.indicators.Figure;
import org.verdite.indicators.Gap;
import org.verdite.indicators.Phrase;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;
import org.verdite.ui.Glide;

class StandingTests {

    private static final Target SMELTERS = new Target(
            1,
            new UnitId(1),
            "GF-2030",
            1,
            LocalText.of("en", "All smelters by 2030"),
            "GREEN-FACTORY",
            2020,
            2030,
            new BigDecimal(100),
            NewTarget.Direction.AT_LEAST,
            "CONTROLLED",
            LocalText.of("en", "smelters"),
            LocalDate.of(2020, 1, 1));

    private static Judgement of(Figure figure) {
        return Targets.standing(SMELTERS, 2022, LocalDate.of(2022, 12, 31), _ -> figure)
                .judgement();
    }

    private static Figure share(int of, int whole, List<Gap> gaps) {
        return Figure.percent("GREEN-FACTORY", new BigDecimal(of), new BigDecimal(whole), List.of(), gaps);
    }

    @Test
    void a_target_of_smelters_says_nothing_where_no_smelter_stands() {
        assertThat(of(share(0, 0, List.of()))).isEqualTo(Judgement.NOT_APPLICABLE);
    }

    @Test
    void a_share_that_nobody_reported_is_unknown_and_not_inapplicable() {
        assertThat(of(share(0, 0, List.of(new Gap(Phrase.of("x"), "", 1))))).isEqualTo(Judgement.UNKNOWN);
        assertThat(of(Figure.amount("GREEN-FACTORY", null, "%", List.of(), List.of())))
                .isEqualTo(Judgement.UNKNOWN);
    }

    @Test
    void the_promised_value_stands_clear_of_the_line_that_goes_on_after_its_year() {
        assertThat(drawn(2022, 90).targetAt()).isEqualTo(new Glide.Place("12", "4", "start"));
        assertThat(drawn(2032, 100).targetAt()).isEqualTo(new Glide.Place("0", "-10", "middle"));
        assertThat(drawn(2032, 120).targetAt()).isEqualTo(new Glide.Place("0", "20", "middle"));
    }

    private static Glide drawn(int year, int reached) {
        var standing =
                Targets.standing(SMELTERS, year, LocalDate.of(year, 12, 31), _ -> share(reached, 100, List.of()));
        return GlideDrawing.of(standing, BigDecimal::toPlainString);
    }

    @Test
    void a_share_is_judged_by_its_path() {
        assertThat(of(share(1, 2, List.of()))).isEqualTo(Judgement.BEHIND);
    }
}
