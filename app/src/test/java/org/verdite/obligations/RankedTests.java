package org.verdite.obligations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.verdite.shared.Invalid;

/// What a limit may say of one of many values.
class RankedTests {

    private static void refused(
            @Nullable Ranked ranked, String statistic, Operator operator, int minimum, String field) {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> Ranked.check(ranked, statistic, operator, "", minimum))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(Invalid.Problem::field)
                        .containsExactly(field));
    }

    private static void refused(@Nullable Ranked ranked, String statistic, String field) {
        refused(ranked, statistic, Operator.MAX, 1, field);
    }

    @Test
    void a_percentile_lies_between_nothing_and_all() {
        refused(Ranked.percentile("0", "DAY_MEAN"), "YEAR_PERCENTILE", "percentile");
        refused(Ranked.percentile("100", "DAY_MEAN"), "YEAR_PERCENTILE", "percentile");
        refused(Ranked.percentile("-5", "DAY_MEAN"), "YEAR_PERCENTILE", "percentile");
        refused(Ranked.percentile("98.12345", "DAY_MEAN"), "YEAR_PERCENTILE", "percentile");
        refused(null, "YEAR_PERCENTILE", "percentile");
        assertThatCode(() ->
                        Ranked.check(Ranked.percentile("97.5", "DAY_MEAN"), "YEAR_PERCENTILE", Operator.MAX, "", 1))
                .doesNotThrowAnyException();
    }

    @Test
    void a_percentile_says_of_which_values() {
        refused(Ranked.percentile("98", ""), "YEAR_PERCENTILE", "parts");
        refused(Ranked.percentile("98", "YEAR_MEAN"), "YEAR_PERCENTILE", "parts");
        refused(Ranked.percentile("98", "MONTH_MEAN"), "MONTH_PERCENTILE", "parts");
    }

    @Test
    void fewer_may_lie_beyond_than_there_are_and_no_more_than_a_thousand_are_looked_at() {
        refused(Ranked.allowed(12, 12, "SAMPLE"), "AT_MOST_OF", "allowed");
        refused(Ranked.allowed(-1, 12, "SAMPLE"), "AT_MOST_OF", "allowed");
        refused(Ranked.allowed(2, 1001, "SAMPLE"), "AT_MOST_OF", "outOf");
        refused(Ranked.allowed(2, "SAMPLE"), "AT_MOST_OF", "outOf");
        refused(Ranked.allowed(2, 12, "SAMPLE"), "AT_MOST_MONTH", "outOf");
        refused(Ranked.allowed(2, 12, "SAMPLE"), "AT_MOST_OF", Operator.MAX, 13, "minimum");
        refused(Ranked.allowed(2, 12, "SAMPLE"), "AT_MOST_OF", Operator.RANGE, 1, "operator");
        refused(null, "AT_MOST_OF", "allowed");
    }

    @Test
    void a_mean_has_no_rank_and_a_rank_no_formula() {
        refused(Ranked.percentile("98", "DAY_MEAN"), "YEAR_MEAN", "percentile");
        refused(Ranked.allowed(2, "SAMPLE"), "SAMPLE", "allowed");
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> Ranked.check(
                        Ranked.percentile("98", "DAY_MEAN"), "YEAR_PERCENTILE", Operator.MAX, "hardness * 2", 1))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(Invalid.Problem::field)
                        .containsExactly("formula"));
    }

    @Test
    void a_percentile_counts_nothing_and_a_number_is_no_percentile() {
        refused(new Ranked(new BigDecimal("98"), 2, null, "DAY_MEAN"), "YEAR_PERCENTILE", "allowed");
        refused(new Ranked(new BigDecimal("98"), 2, 12, "SAMPLE"), "AT_MOST_OF", "percentile");
    }

    @Test
    void it_is_read_as_it_is_stored() {
        for (String text : java.util.List.of("P98 DAY_MEAN", "P99.9 EIGHT_HOUR_MEAN", "2/12 SAMPLE", "0 INSTANT")) {
            assertThat(Ranked.text(Ranked.read(text))).isEqualTo(text);
        }
        assertThat(Ranked.percentile("98.0", "DAY_MEAN").text()).isEqualTo("P98 DAY_MEAN");
        assertThat(Ranked.percentile("90", "DAY_MEAN").text()).isEqualTo("P90 DAY_MEAN");
        assertThat(Ranked.read("")).isNull();
    }

    @Test
    void values_in_a_row_are_judged_when_all_are_there_or_as_many_as_the_limit_asks_for() {
        assertThat(Ranked.allowed(2, 12, "SAMPLE").fewest(1)).isEqualTo(12);
        assertThat(Ranked.allowed(2, 12, "SAMPLE").fewest(6)).isEqualTo(6);
        assertThat(Ranked.allowed(2, "SAMPLE").fewest(1)).isEqualTo(3);
        assertThat(Ranked.percentile("98", "DAY_MEAN").fewest(1)).isEqualTo(1);
    }

    /// The year's percentiles of HJ 663-2013, table 2, as a file of the library says them.
    @Test
    void a_file_of_the_library_says_a_percentile_and_a_number() throws Exception {
        var standard = StandardsLibrary.read("test.csv", """
                # code: TEST
                # edition: 2025
                # name.en: Test
                # valid_from: 2025-01-01
                # verified: no
                kind,parameter,name_en,name_zh,fraction,statistic,operator,lower,upper,unit,minimum,point_class,clause,valid_from,valid_to,note,percentile,allowed,out_of,parts
                OBJECTIVE,a34004,PM2.5,PM2.5,,YEAR_PERCENTILE,MAX,,75,ug/m3,1,AMBIENT_AIR:2,table 2,,,,95,,,DAY_MEAN
                OBJECTIVE,w20122,Copper,铜,,AT_MOST_OF,MAX,,0.05,mg/L,1,SURFACE_WATER,3,,,,,2,12,SAMPLE
                """.getBytes(StandardCharsets.UTF_8));
        assertThat(standard.rows().stream()
                        .map(row -> row.limit(1, standard).window().ranked()))
                .containsExactly(Ranked.percentile("95", "DAY_MEAN"), Ranked.allowed(2, 12, "SAMPLE"));
    }
}
