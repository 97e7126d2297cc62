package org.verdite.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.verdite.obligations.Limit;
import org.verdite.obligations.LimitKind;
import org.verdite.obligations.NonDetectRule;
import org.verdite.obligations.Operator;
import org.verdite.obligations.RoundingBasis;
import org.verdite.shared.NonDetects;
import org.verdite.shared.units.UnitTable;

/// Which limit binds to which series.
class BindingTests {

    private static BindingSeries series(String fraction, String statistic, String mode) {
        return new BindingSeries(
                1,
                new BindingSeries.Place(7, 70, "W1", "SURFACE_WATER", "III"),
                ZoneId.of("Asia/Shanghai"),
                "w20122",
                fraction,
                "",
                "TOTAL",
                "",
                statistic,
                mode,
                "mg/L",
                "");
    }

    private static Limit limit(String fraction, String statistic, String pointClass) {
        return new Limit(
                1,
                1,
                1,
                "GB",
                LimitKind.OBJECTIVE,
                null,
                null,
                null,
                "",
                pointClass,
                "w20122",
                fraction,
                "",
                statistic,
                Operator.MAX,
                null,
                BigDecimal.ONE,
                "mg/L",
                null,
                RoundingBasis.NONE,
                NonDetectRule.LEVEL_DECIDES,
                1,
                LocalDate.EPOCH,
                null,
                "",
                false,
                "",
                java.util.List.of(),
                java.util.List.of(),
                "",
                "",
                NonDetects.HALF,
                null);
    }

    @Test
    void an_empty_fraction_is_the_parameters_own() {
        assertThat(series("", "VALUE", "LABORATORY").accepts(limit("TOTAL", "SAMPLE", "SURFACE_WATER")))
                .isTrue();
        assertThat(series("DISSOLVED", "VALUE", "LABORATORY").accepts(limit("", "SAMPLE", "SURFACE_WATER")))
                .isFalse();
    }

    @Test
    void a_day_mean_is_not_judged_against_a_limit_for_samples() {
        assertThat(series("", "DAY_MEAN", "ONLINE").accepts(limit("", "SAMPLE", "SURFACE_WATER")))
                .isFalse();
        assertThat(series("", "VALUE", "ONLINE").accepts(limit("", "SAMPLE", "SURFACE_WATER")))
                .isFalse();
        assertThat(series("", "VALUE", "ONLINE").accepts(limit("", "INSTANT", "SURFACE_WATER")))
                .isTrue();
        assertThat(series("", "VALUE", "LABORATORY").accepts(limit("", "MEAN_30_DAYS", "SURFACE_WATER")))
                .isFalse();
    }

    @Test
    void a_class_of_points_is_its_kind_and_where_said_its_receiving_class() {
        var river = series("", "VALUE", "LABORATORY");
        assertThat(river.accepts(limit("", "SAMPLE", "SURFACE_WATER:III"))).isTrue();
        assertThat(river.accepts(limit("", "SAMPLE", "SURFACE_WATER:II"))).isFalse();
        assertThat(river.accepts(limit("", "SAMPLE", "GROUNDWATER"))).isFalse();
    }

    @Test
    void a_limit_that_names_no_place_binds_nowhere_and_says_why() {
        var river = series("", "DAY_MEAN", "LABORATORY");
        assertThat(river.accepts(limit("", "DAY_MEAN", ""))).isFalse();
        assertThat(BindingSeries.whyNot(limit("", "SAMPLE", "SURFACE_WATER"), List.of(river)))
                .isEqualTo("monitoring.unbound.statistic");
    }

    @Test
    void masses_in_volumes_convert_and_other_things_do_not() {
        assertThat(UnitTable.standard().factor("mg/L", "µg/L"))
                .hasValueSatisfying(f -> assertThat(f).isEqualByComparingTo("1000"));
        assertThat(UnitTable.standard().factor("ug/L", "mg/L"))
                .hasValueSatisfying(f -> assertThat(f).isEqualByComparingTo("0.001"));
        assertThat(UnitTable.standard().factor("µg/m³", "mg/m3"))
                .hasValueSatisfying(f -> assertThat(f).isEqualByComparingTo("0.001"));
        assertThat(UnitTable.standard().factor("mg/L", "NTU")).isEmpty();
    }

    @Test
    void a_result_is_judged_by_the_limit_of_its_legal_day() {
        var shanghai = ZoneId.of("Asia/Shanghai");
        var bound = new BoundLimits(java.util.Map.of(1, shanghai), java.util.Map.of());
        var lateEvening = java.time.Instant.parse("2026-09-30T16:30:00Z");
        assertThat(bound.legalDay(1, lateEvening, false)).isEqualTo("2026-10-01");
        assertThat(bound.legalDay(1, java.time.Instant.parse("2026-09-30T00:00:00Z"), true))
                .isEqualTo("2026-09-30");
    }
}
