package org.verdite.monitoring.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.verdite.obligations.LimitKind;
import org.verdite.obligations.NonDetectRule;
import org.verdite.obligations.Operator;
import org.verdite.obligations.RoundingBasis;
import org.verdite.shared.NonDetects;

/// One value against one limit.
class JudgingKernelTests {

    private static LimitLine line(Operator operator, @Nullable String lower, @Nullable String upper) {
        return line(operator, lower, upper, RoundingBasis.NONE, "1", LimitKind.COMPLIANCE, null);
    }

    private static LimitLine line(
            Operator operator,
            @Nullable String lower,
            @Nullable String upper,
            RoundingBasis rounding,
            String factor,
            LimitKind kind,
            @Nullable String warning) {
        return new LimitLine(new LimitTerms(
                1,
                1,
                kind,
                "SAMPLE",
                operator,
                lower == null ? null : new BigDecimal(lower),
                upper == null ? null : new BigDecimal(upper),
                warning == null ? null : new BigDecimal(warning),
                rounding,
                NonDetectRule.LEVEL_DECIDES,
                NonDetects.HALF,
                1,
                "",
                new BigDecimal(factor),
                null,
                null));
    }

    private static Measured value(String text) {
        return new Measured(Double.parseDouble(text), 0, Double.NaN, text);
    }

    private static Measured notDetected(double level) {
        return new Measured(Double.NaN, Measured.BELOW, level, "ND");
    }

    private static Verdict not(Reason reason) {
        return new Verdict.NotJudgeable(reason);
    }

    @Test
    void a_maximum_itself_is_kept() {
        var max = line(Operator.MAX, null, "0.15");
        assertThat(max.judge(value("0.15"))).isEqualTo(Verdict.WITHIN);
        assertThat(max.judge(value("0.1500000000001"))).isEqualTo(Verdict.ABOVE);
        assertThat(max.judge(value("0.1501"))).isEqualTo(Verdict.ABOVE);
    }

    @Test
    void a_mean_that_is_the_limit_does_not_exceed_it_by_binary_noise() {
        double mean = (0.2 + 0.05 + 0.3 + 0.05) / 4;
        assertThat(mean).isGreaterThan(0.15);
        assertThat(line(Operator.MAX, null, "0.15").judge(new Measured(mean, 0, Double.NaN, "")))
                .isEqualTo(Verdict.WITHIN);
    }

    @Test
    void a_converted_value_that_is_the_limit_does_not_exceed_it() {
        // 300 µg/L in a series kept in mg/L; the text as written is another number than the value
        assertThat(line(Operator.MAX, null, "0.3").judge(new Measured(3 * 0.1, 0, Double.NaN, "300")))
                .isEqualTo(Verdict.WITHIN);
    }

    @Test
    void a_minimum_wants_at_least_that_much() {
        var oxygen = line(Operator.MIN, "5", null);
        assertThat(oxygen.judge(value("5"))).isEqualTo(Verdict.WITHIN);
        assertThat(oxygen.judge(value("4.9"))).isEqualTo(Verdict.BELOW);
    }

    @Test
    void a_range_is_broken_on_either_side() {
        var ph = line(Operator.RANGE, "6", "9");
        assertThat(ph.judge(value("6"))).isEqualTo(Verdict.WITHIN);
        assertThat(ph.judge(value("9.0"))).isEqualTo(Verdict.WITHIN);
        assertThat(ph.judge(value("5.9"))).isEqualTo(Verdict.BELOW);
        assertThat(ph.judge(value("9.1"))).isEqualTo(Verdict.ABOVE);
    }

    /// GB/T 8170-2008, 4.3.3: 0.54 mg/L rounds to 0.5, 0.55 to 0.6, 0.45 to 0.4, 0.65 to 0.6.
    @Test
    void rounding_to_the_limits_decimals_goes_half_to_even_and_changes_verdicts() {
        var rounded = line(Operator.MAX, null, "0.5", RoundingBasis.LIMIT_DIGITS, "1", LimitKind.COMPLIANCE, null);
        assertThat(rounded.judge(value("0.54"))).isEqualTo(Verdict.WITHIN);
        assertThat(rounded.judge(value("0.55"))).isEqualTo(Verdict.ABOVE);
        assertThat(line(Operator.MAX, null, "0.5").judge(value("0.54"))).isEqualTo(Verdict.ABOVE);
        var even = line(Operator.MAX, null, "0.6", RoundingBasis.LIMIT_DIGITS, "1", LimitKind.COMPLIANCE, null);
        assertThat(even.judge(value("0.65"))).isEqualTo(Verdict.WITHIN);
        assertThat(even.judge(value("0.6500001"))).isEqualTo(Verdict.ABOVE);
    }

    @Test
    void rounding_happens_in_the_limits_own_unit() {
        // 0.5 mg/L against a series in µg/L: one decimal of a milligram is a hundred micrograms
        var rounded = line(Operator.MAX, null, "0.5", RoundingBasis.LIMIT_DIGITS, "1000", LimitKind.COMPLIANCE, null);
        assertThat(rounded.judge(value("549"))).isEqualTo(Verdict.WITHIN);
        assertThat(rounded.judge(value("551"))).isEqualTo(Verdict.ABOVE);
    }

    @Test
    void units_are_brought_together_before_comparing() {
        // story 3: iron above 1 mg/L in a series kept in µg/L
        var iron = line(Operator.MAX, null, "1", RoundingBasis.NONE, "1000", LimitKind.OBJECTIVE, null);
        assertThat(iron.judge(value("1000"))).isEqualTo(Verdict.WITHIN);
        assertThat(iron.judge(value("1001"))).isEqualTo(Verdict.ABOVE);
    }

    @Test
    void not_detected_is_within_when_the_detection_limit_is_not_above_the_limit() {
        var max = line(Operator.MAX, null, "0.05");
        assertThat(max.judge(notDetected(0.05))).isEqualTo(Verdict.WITHIN);
        assertThat(max.judge(notDetected(0.1))).isEqualTo(not(Reason.LEVEL_ABOVE_LIMIT));
        assertThat(max.judge(new Measured(Double.NaN, Measured.BELOW_UNKNOWN, Double.NaN, "ND")))
                .isEqualTo(not(Reason.LEVEL_UNKNOWN));
    }

    @Test
    void not_detected_breaks_a_minimum_only_when_the_whole_range_lies_below_it() {
        var oxygen = line(Operator.MIN, "5", null);
        assertThat(oxygen.judge(notDetected(0.1))).isEqualTo(Verdict.BELOW);
        assertThat(oxygen.judge(notDetected(6))).isEqualTo(not(Reason.LEVEL_ABOVE_LIMIT));
    }

    @Test
    void beyond_the_range_exceeds_only_when_the_range_ends_past_the_limit() {
        var max = line(Operator.MAX, null, "200");
        assertThat(max.judge(new Measured(Double.NaN, Measured.ABOVE, 2419.6, ">2419.6")))
                .isEqualTo(Verdict.ABOVE);
        assertThat(max.judge(new Measured(Double.NaN, Measured.ABOVE, 100, ">100")))
                .isEqualTo(not(Reason.RANGE_BELOW_LIMIT));
        assertThat(max.judge(new Measured(Double.NaN, Measured.TOO_MUCH, Double.NaN, "TNTC")))
                .isEqualTo(not(Reason.TOO_MUCH));
    }

    @Test
    void a_rejected_or_flagged_value_is_never_judged() {
        var max = line(Operator.MAX, null, "1");
        assertThat(max.judge(new Measured(5, 0, Double.NaN, "5", Reason.REJECTED)))
                .isEqualTo(not(Reason.REJECTED));
        assertThat(max.judge(new Measured(5, 0, Double.NaN, "5", Reason.FLAGGED)))
                .isEqualTo(not(Reason.FLAGGED));
        assertThat(max.judge(new Measured(Double.NaN, 0, Double.NaN, ""))).isEqualTo(not(Reason.NO_VALUE));
    }

    @Test
    void a_limit_warns_at_its_share_and_a_range_towards_both_ends() {
        var max = line(Operator.MAX, null, "0.30", RoundingBasis.NONE, "1", LimitKind.COMPLIANCE, "0.8");
        assertThat(max.judge(value("0.239"))).isEqualTo(Verdict.WITHIN);
        assertThat(max.judge(value("0.24"))).isEqualTo(Verdict.WARNING);
        assertThat(max.judge(value("0.30"))).isEqualTo(Verdict.WARNING);
        var ph = line(Operator.RANGE, "6", "9", RoundingBasis.NONE, "1", LimitKind.COMPLIANCE, "0.8");
        assertThat(ph.judge(value("6.2"))).isEqualTo(Verdict.WARNING);
        assertThat(ph.judge(value("7.5"))).isEqualTo(Verdict.WITHIN);
        assertThat(ph.judge(value("8.8"))).isEqualTo(Verdict.WARNING);
    }

    @Test
    void each_limit_is_judged_by_itself_and_compliance_stands_for_the_value() {
        var permit = line(Operator.MAX, null, "0.30");
        var goal = line(Operator.MAX, null, "0.10", RoundingBasis.NONE, "1", LimitKind.OBJECTIVE, null);
        var heard = new ArrayList<LimitLine>();
        var verdict = LimitLine.judgeAll(List.of(goal, permit), value("0.2"), (l, _) -> heard.add(l));
        assertThat(verdict).isEqualTo(Verdict.WITHIN);
        assertThat(heard).containsExactly(goal);
        assertThat(LimitLine.judgeAll(List.of(goal), value("0.2"), (_, _) -> {}))
                .isEqualTo(Verdict.ABOVE);
        assertThat(LimitLine.judgeAll(List.of(), value("0.2"), (_, _) -> {})).isEqualTo(Verdict.NO_LIMIT);
    }

    @Test
    void the_strictest_is_named_only_among_limits_that_compare() {
        var permit = line(Operator.MAX, null, "0.30");
        var standard = line(Operator.MAX, null, "500", RoundingBasis.NONE, "0.001", LimitKind.COMPLIANCE, null);
        var floor = line(Operator.MIN, "6", null);
        var all = List.of(permit, standard, floor);
        assertThat(permit.strictest(all)).isTrue();
        assertThat(standard.strictest(all)).isFalse();
    }

    @Test
    void a_million_values_are_judged_without_touching_decimals_unless_they_are_close() {
        var lines = List.of(line(Operator.MAX, null, "0.30"), line(Operator.MAX, null, "0.5"));
        int exceeded = 0;
        for (int i = 0; i < 1_000_000; i++) {
            var measured = new Measured(i / 2_000_000.0, 0, Double.NaN, "");
            exceeded += LimitLine.judgeAll(lines, measured, (_, _) -> {}).code() == 3 ? 1 : 0;
        }
        assertThat(exceeded).isEqualTo(399_999);
    }
}
