package org.verdite.monitoring.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.verdite.monitoring.load.LoadRule.Gap;
import org.verdite.monitoring.load.LoadRule.Method;
import org.verdite.monitoring.load.LoadRule.NonDetect;

class MassLoadTests {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final YearMonth JUNE = YearMonth.of(2026, 6);
    /// 1 mg/L in kg/m³, 1 L/s in m³/s.
    private static final double MILLI = 0.001;

    private static Instant hour(int n) {
        return JUNE.atDay(1).atStartOfDay(SHANGHAI).toInstant().plus(Duration.ofHours(n));
    }

    private static Reading hourly(int n, double value) {
        return Reading.measured(hour(n), hour(n + 1), value * MILLI);
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(SHANGHAI).toInstant();
    }

    private static Reading daily(String day, double value) {
        var date = LocalDate.parse(day);
        return Reading.measured(midnight(date), midnight(date.plusDays(1)), value);
    }

    private static LoadRule rule(Method method, Gap gap) {
        return new LoadRule(method, gap, NonDetect.ZERO);
    }

    /// 100 m³ of every day of a month.
    private static List<Reading> hundredADay(YearMonth month) {
        var flows = new ArrayList<Reading>();
        for (int day = 1; day <= month.lengthOfMonth(); day++) {
            flows.add(daily(month.atDay(day).toString(), 100).perSecond());
        }
        return flows;
    }

    /// By hand: 60 mg/L × 10 L/s × 3600 s = 2.16 kg, and 40 mg/L × 20 L/s × 3600 s = 2.88 kg.
    @Test
    void two_hours_of_concentration_and_flow_give_the_sum_of_their_products_and_not_the_product_of_their_means() {
        var load = MassLoad.of(
                JUNE,
                SHANGHAI,
                rule(Method.HOURS, Gap.NONE),
                List.of(hourly(0, 60), hourly(1, 40)),
                List.of(hourly(0, 10), hourly(1, 20)));
        assertThat(load.kilograms()).isCloseTo(5.04, within(1e-9)).isNotCloseTo(5.4, within(0.1));
        assertThat(load.cubicMetres()).isCloseTo(108, within(1e-9));
        assertThat(load.present()).isEqualTo(2);
        assertThat(load.needed()).isEqualTo(720);
        assertThat(load.complete()).isFalse();
    }

    /// By hand: hours of 10 L/s with 60 and 30 mg/L are 2.16 and 1.08 kg; their mean, 45 mg/L, is 1.62 kg.
    @Test
    void a_gap_is_left_out_and_said_or_filled_by_the_last_valid_value_or_by_the_mean() {
        var flow = List.of(hourly(0, 10), hourly(1, 10), hourly(2, 10));
        var concentration = List.of(hourly(0, 60), hourly(2, 30));
        var none = MassLoad.of(JUNE, SHANGHAI, rule(Method.HOURS, Gap.NONE), concentration, flow);
        var last = MassLoad.of(JUNE, SHANGHAI, rule(Method.HOURS, Gap.LAST), concentration, flow.subList(0, 3));
        assertThat(none.kilograms()).isCloseTo(2.16 + 1.08, within(1e-9));
        assertThat(none.filled()).isZero();
        // the flow of the third hour stands for the 717 that follow, and so does its concentration
        assertThat(last.kilograms()).isCloseTo(2.16 + 2.16 + 718 * 1.08, within(1e-6));
        assertThat(last.present()).isEqualTo(2);
        assertThat(last.filled()).isEqualTo(718);
        assertThat(last.complete()).isTrue();
        var mean = MassLoad.of(JUNE, SHANGHAI, rule(Method.HOURS, Gap.MEAN), concentration, flow);
        assertThat(mean.kilograms()).isCloseTo(2.16 + 1.08 + 718 * 1.62, within(1e-6));
    }

    @Test
    void the_last_valid_hour_may_lie_in_the_month_before_but_not_longer_ago_than_a_week() {
        var flow = List.of(hourly(0, 10));
        var before = MassLoad.of(
                JUNE, SHANGHAI, rule(Method.HOURS, Gap.LAST), List.of(hourly(-3, 50)), List.of(hourly(-3, 10)));
        assertThat(before.kilograms()).isCloseTo(720 * 1.8, within(1e-6));
        assertThat(before.present()).isZero();
        var old = MassLoad.of(JUNE, SHANGHAI, rule(Method.HOURS, Gap.LAST), List.of(hourly(-169, 50)), flow);
        assertThat(old.known()).isFalse();
    }

    /// HJ/T 92-2002 and SL 219-2013: in loads nothing; a person may state half of the detection limit or all of it.
    @Test
    void what_is_not_detected_counts_in_loads_by_their_own_rule() {
        var concentration = List.of(
                Reading.below(hour(0), hour(1), 0.5 * MILLI),
                new Reading(hour(1), hour(2), Double.NaN, 2, Double.NaN, false));
        var flow = List.of(hourly(0, 1000), hourly(1, 1000));
        var zero = MassLoad.of(JUNE, SHANGHAI, rule(Method.HOURS, Gap.NONE), concentration, flow);
        assertThat(zero.kilograms()).isZero();
        assertThat(zero.notDetected()).isEqualTo(2);
        assertThat(zero.present()).isEqualTo(2);
        var half =
                MassLoad.of(JUNE, SHANGHAI, new LoadRule(Method.HOURS, Gap.NONE, NonDetect.HALF), concentration, flow);
        assertThat(half.kilograms()).isCloseTo(0.9, within(1e-9));
        assertThat(half.leftOut()).as("its level is not known").isEqualTo(1);
        var full =
                MassLoad.of(JUNE, SHANGHAI, new LoadRule(Method.HOURS, Gap.NONE, NonDetect.FULL), concentration, flow);
        assertThat(full.kilograms()).isCloseTo(1.8, within(1e-9));
    }

    @Test
    void a_value_that_is_flagged_is_left_out_and_counted() {
        var load = MassLoad.of(
                JUNE,
                SHANGHAI,
                rule(Method.HOURS, Gap.NONE),
                List.of(hourly(0, 60), hourly(1, 9000).suspected()),
                List.of(hourly(0, 10), hourly(1, 10), hourly(2, 10).suspected()));
        assertThat(load.kilograms()).isCloseTo(2.16, within(1e-9));
        assertThat(load.leftOut()).isEqualTo(2);
        assertThat(load.results()).isEqualTo(1);
    }

    @Test
    void an_hour_stands_with_45_of_its_minutes() {
        var quarter = Duration.ofMinutes(15);
        var minutes = new ArrayList<Reading>();
        for (int i = 0; i < 3; i++) {
            minutes.add(Reading.measured(
                    hour(0).plus(quarter.multipliedBy(i)),
                    hour(0).plus(quarter.multipliedBy(i + 1)),
                    30 * MILLI * (i + 1)));
        }
        var flow = List.of(hourly(0, 10));
        assertThat(MassLoad.of(JUNE, SHANGHAI, rule(Method.HOURS, Gap.NONE), minutes, flow)
                        .kilograms())
                .isCloseTo(2.16, within(1e-9));
        assertThat(MassLoad.of(JUNE, SHANGHAI, rule(Method.HOURS, Gap.NONE), minutes.subList(0, 2), flow)
                        .known())
                .isFalse();
    }

    /// By hand: samples of 1 June (10 g/m³) and 21 June (20 g/m³), 100 m³ a day.
    /// Stands: 20 days × 1 kg + 10 days × 2 kg = 40 kg. Nearest: 11 days × 1 kg + 19 days × 2 kg = 49 kg.
    /// Mean: 15 g/m³ × 3,000 m³ = 45 kg.
    @Test
    void laboratory_samples_with_the_flow_of_each_day_give_three_loads_by_three_stated_rules() {
        var samples = List.of(daily("2026-06-01", 0.010), daily("2026-06-21", 0.020));
        var flow = hundredADay(JUNE);
        assertThat(MassLoad.of(JUNE, SHANGHAI, rule(Method.STANDS, Gap.NONE), samples, flow)
                        .kilograms())
                .isCloseTo(40, within(1e-9));
        assertThat(MassLoad.of(JUNE, SHANGHAI, rule(Method.NEAREST, Gap.NONE), samples, flow)
                        .kilograms())
                .isCloseTo(49, within(1e-9));
        var mean = MassLoad.of(JUNE, SHANGHAI, rule(Method.MEAN, Gap.NONE), samples, flow);
        assertThat(mean.kilograms()).isCloseTo(45, within(1e-9));
        assertThat(mean.complete()).isTrue();
        var days = MassLoad.of(JUNE, SHANGHAI, rule(Method.DAYS, Gap.NONE), samples, flow);
        assertThat(days.kilograms()).isCloseTo(3, within(1e-9));
        assertThat(days.present()).isEqualTo(2);
    }

    @Test
    void a_sample_of_the_month_before_stands_until_the_next_and_no_longer_than_a_quarter() {
        var flow = hundredADay(JUNE);
        assertThat(MassLoad.of(
                                JUNE,
                                SHANGHAI,
                                rule(Method.STANDS, Gap.NONE),
                                List.of(daily("2026-05-12", 0.010), daily("2026-06-16", 0.020)),
                                flow)
                        .kilograms())
                .isCloseTo(15 + 30, within(1e-9));
        var old = MassLoad.of(JUNE, SHANGHAI, rule(Method.STANDS, Gap.NONE), List.of(daily("2026-03-10", 0.010)), flow);
        assertThat(old.present()).as("1 to 10 June").isEqualTo(10);
    }

    @Test
    void the_volume_of_a_whole_month_is_spread_over_its_days() {
        var month = Reading.measured(
                        midnight(JUNE.atDay(1)), midnight(JUNE.plusMonths(1).atDay(1)), 3000)
                .perSecond();
        var load = MassLoad.of(
                JUNE,
                SHANGHAI,
                rule(Method.STANDS, Gap.NONE),
                List.of(daily("2026-06-01", 0.010), daily("2026-06-21", 0.020)),
                List.of(month));
        assertThat(load.kilograms()).isCloseTo(40, within(1e-9));
        assertThat(load.complete()).isTrue();
    }

    @Test
    void a_month_with_a_change_of_the_clock_has_an_hour_less() {
        var march = YearMonth.of(2026, 3);
        var berlin = ZoneId.of("Europe/Berlin");
        assertThat(MassLoad.of(march, berlin, rule(Method.HOURS, Gap.NONE), List.of(), List.of())
                        .needed())
                .isEqualTo(743);
    }

    @Test
    void without_flow_there_is_no_load_and_not_a_load_of_nothing() {
        var load = MassLoad.of(JUNE, SHANGHAI, rule(Method.HOURS, Gap.MEAN), List.of(hourly(0, 60)), List.of());
        assertThat(load.known()).isFalse();
        assertThat(load.results()).isEqualTo(1);
    }

    @Property(tries = 60)
    void the_order_in_which_results_arrive_does_not_matter(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 719) Integer> hours, @ForAll long seed) {
        var concentration = new ArrayList<Reading>();
        var flow = new ArrayList<Reading>();
        var random = new Random(seed);
        for (int h : hours) {
            concentration.add(hourly(h, random.nextDouble() * 80));
            flow.add(hourly(h, random.nextDouble() * 30));
        }
        for (Method method : Method.values()) {
            var rule = rule(method, Gap.LAST);
            var one = MassLoad.of(JUNE, SHANGHAI, rule, concentration, flow);
            Collections.shuffle(concentration, random);
            Collections.shuffle(flow, random);
            assertThat(MassLoad.of(JUNE, SHANGHAI, rule, concentration, flow)).isEqualTo(one);
        }
    }

    @Property(tries = 60)
    void one_hour_more_never_lowers_a_load(
            @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = 0, max = 500) Double> values,
            @ForAll @DoubleRange(min = 0, max = 500) double more) {
        var concentration = new ArrayList<Reading>();
        var flow = new ArrayList<Reading>();
        for (int i = 0; i < values.size(); i++) {
            concentration.add(hourly(i, values.get(i)));
            flow.add(hourly(i, 10));
        }
        var rule = rule(Method.HOURS, Gap.NONE);
        double before = MassLoad.of(JUNE, SHANGHAI, rule, concentration, flow).kilograms();
        concentration.add(hourly(values.size(), more));
        flow.add(hourly(values.size(), 10));
        assertThat(MassLoad.of(JUNE, SHANGHAI, rule, concentration, flow).kilograms())
                .isGreaterThanOrEqualTo(before);
    }

    @Property(tries = 60)
    void the_load_lies_between_what_non_detects_count_for_as_nothing_and_as_all(
            @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = -50, max = 50) Double> values) {
        var concentration = new ArrayList<Reading>();
        var flow = new ArrayList<Reading>();
        for (int i = 0; i < values.size(); i++) {
            concentration.add(
                    values.get(i) < 0
                            ? Reading.below(hour(i), hour(i + 1), -values.get(i) * MILLI)
                            : hourly(i, values.get(i)));
            flow.add(hourly(i, 10));
        }
        double zero = of(concentration, flow, NonDetect.ZERO);
        double half = of(concentration, flow, NonDetect.HALF);
        double full = of(concentration, flow, NonDetect.FULL);
        assertThat(zero).isLessThanOrEqualTo(half);
        assertThat(half).isLessThanOrEqualTo(full);
    }

    private static double of(List<Reading> concentration, List<Reading> flow, NonDetect rule) {
        return MassLoad.of(JUNE, SHANGHAI, new LoadRule(Method.HOURS, Gap.NONE, rule), concentration, flow)
                .kilograms();
    }

    @Test
    void units_of_concentration_flow_and_mass_are_converted_and_others_are_refused() {
        assertThat(LoadUnits.concentration("mg/L", "").orElseThrow()).isEqualByComparingTo("0.001");
        assertThat(LoadUnits.concentration("µg/L", "").orElseThrow()).isEqualByComparingTo("0.000001");
        assertThat(LoadUnits.concentration("mg/m³", "").orElseThrow()).isEqualByComparingTo("0.000001");
        assertThat(LoadUnits.concentration("mg/L as N", "N").orElseThrow()).isEqualByComparingTo("0.001");
        assertThat(LoadUnits.concentration("pH", "")).isEmpty();
        assertThat(LoadUnits.flow("L/s").orElseThrow()).isEqualTo(new LoadUnits.Flow(0.001, false));
        assertThat(LoadUnits.flow("m³/h").orElseThrow().factor()).isCloseTo(1 / 3600.0, within(1e-12));
        assertThat(LoadUnits.flow("m³").orElseThrow()).isEqualTo(new LoadUnits.Flow(1, true));
        assertThat(LoadUnits.flow("mg/L")).isEmpty();
        assertThat(LoadUnits.mass("t").orElseThrow()).isEqualByComparingTo("1000");
        assertThat(LoadUnits.mass("m³")).isEmpty();
    }
}
