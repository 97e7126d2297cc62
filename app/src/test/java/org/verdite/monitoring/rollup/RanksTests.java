package org.verdite.monitoring.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.verdite.monitoring.rollup.Ranks.Picked;
import org.verdite.obligations.Ranked;

/// Values in the order of their size.
class RanksTests {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 1);
    private static final Instant MIDNIGHT = Instant.parse("2025-03-01T00:00:00Z");

    private static Part value(int day, double value) {
        return Part.measured(MIDNIGHT.plusSeconds(86_400L * day), true, DAY.plusDays(day), value);
    }

    private static Part below(int day, double level) {
        return Part.below(MIDNIGHT.plusSeconds(86_400L * day), true, DAY.plusDays(day), level);
    }

    private static Part above(int day, double level) {
        return Part.above(MIDNIGHT.plusSeconds(86_400L * day), true, DAY.plusDays(day), level);
    }

    private static List<Part> values(double... values) {
        var all = new ArrayList<Part>();
        for (int i = 0; i < values.length; i++) {
            all.add(value(i, values[i]));
        }
        return all;
    }

    private static Ranks percentile(String percentile) {
        return new Ranks(Ranked.percentile(percentile, "DAY_MEAN"), false);
    }

    private static Ranks allowed(int allowed) {
        return new Ranks(Ranked.allowed(allowed, "SAMPLE"), false);
    }

    /// HJ 663-2013: rank k = 1 + (n − 1) p of the values from the lowest up, linear between two of them. By hand: of
    /// ten values the 95th lies at rank 9.55, between 90 and 100.
    @Test
    void a_percentile_lies_between_the_two_values_around_its_rank() {
        var ten = values(50, 20, 100, 40, 10, 80, 30, 90, 60, 70);
        assertThat(percentile("95").of(ten).half()).isCloseTo(95.5, within(1e-12));
        assertThat(percentile("98").of(ten).half()).isCloseTo(98.2, within(1e-12));
        assertThat(percentile("90").of(ten).half()).isCloseTo(91.0, within(1e-12));
        assertThat(percentile("50").of(ten).half()).isCloseTo(55.0, within(1e-12));
        assertThat(percentile("95").of(ten).picked())
                .extracting(Picked::rank, Picked::value)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(9, 90.0), org.assertj.core.groups.Tuple.tuple(10, 100.0));
    }

    /// Where the rank is a whole number no second value is needed: of 51 values the 98th is the 50th, of 21 the 95th
    /// the 20th.
    @Test
    void a_whole_rank_is_one_value() {
        var many = new double[51];
        Arrays.setAll(many, i -> i + 1);
        assertThat(percentile("98").of(values(many)).half()).isEqualTo(50);
        assertThat(percentile("98").of(values(many)).picked())
                .extracting(Picked::rank)
                .containsExactly(50);
        assertThat(percentile("95").of(values(Arrays.copyOf(many, 21))).half()).isEqualTo(20);
    }

    @Test
    void of_one_value_each_percentile_is_that_value_and_of_none_there_is_none() {
        assertThat(percentile("98").of(values(7)).half()).isEqualTo(7);
        assertThat(percentile("98").of(List.of()).half()).isNaN();
    }

    /// "At most two of twelve above": the third highest decides.
    @Test
    void at_most_two_above_is_the_third_highest() {
        var found = allowed(2).of(values(3, 9, 4, 12, 5, 1, 8, 2, 7, 6, 11, 10));
        assertThat(found.half()).isEqualTo(10);
        assertThat(found.picked())
                .extracting(Picked::rank, Picked::value)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, 12.0),
                        org.assertj.core.groups.Tuple.tuple(2, 11.0),
                        org.assertj.core.groups.Tuple.tuple(3, 10.0));
    }

    @Test
    void of_a_limit_that_asks_for_at_least_so_much_the_third_lowest_decides() {
        assertThat(new Ranks(Ranked.allowed(2, "SAMPLE"), true)
                        .of(values(3, 9, 4, 12, 5, 1))
                        .half())
                .isEqualTo(4);
    }

    @Test
    void fewer_values_than_may_lie_beyond_have_no_such_rank() {
        assertThat(allowed(2).of(values(9, 9)).half()).isNaN();
    }

    /// 0.02, 0.05, <0.10, <0.10: the second highest is 0.02, 0.05 or 0.10 by how what is not detected counts.
    @Test
    void what_is_not_detected_takes_the_place_its_counting_gives_it() {
        var found = allowed(1).of(List.of(value(0, 0.02), value(1, 0.05), below(2, 0.10), below(3, 0.10)));
        assertThat(found.zero()).isEqualTo(0.02);
        assertThat(found.half()).isEqualTo(0.05);
        assertThat(found.full()).isEqualTo(0.10);
    }

    @Test
    void an_unknown_detection_limit_matters_only_where_it_could_change_the_rank() {
        var parts = List.of(value(0, 5), value(1, 4), value(2, 4), below(3, Double.NaN));
        assertThat(allowed(1).of(parts).zero()).isEqualTo(4);
        assertThat(allowed(1).of(parts).half()).isNaN();
        // whether it is the highest or the lowest of all, the second highest of these is the same
        assertThat(allowed(1)
                        .of(List.of(value(0, 4), value(1, 4), value(2, 4), below(3, Double.NaN)))
                        .half())
                .isEqualTo(4);
    }

    @Test
    void what_lies_past_the_end_of_the_range_is_not_left_out() {
        var parts = List.of(value(0, 5), above(1, 100), value(2, 3));
        assertThat(allowed(1).of(parts).half()).isEqualTo(5);
        assertThat(allowed(0).of(parts).half()).isNaN();
        assertThat(allowed(0).of(parts).zero()).isEqualTo(100);
    }

    @Property
    void the_rank_equals_the_raw_computation_in_every_order(
            @ForAll @Size(min = 1, max = 60) List<@DoubleRange(min = -50, max = 500) Double> values,
            @ForAll @IntRange(min = 1, max = 999) int thousandths,
            @ForAll @IntRange(min = 0, max = 5) int allowed,
            @ForAll long seed) {
        var parts = new ArrayList<Part>();
        for (int i = 0; i < values.size(); i++) {
            parts.add(value(i, values.get(i)));
        }
        Collections.shuffle(parts, new Random(seed));
        var sorted = values.stream().sorted().toList();
        int n = sorted.size();
        double k = 1 + (n - 1) * thousandths / 1000.0;
        int s = (int) Math.floor(k);
        double expected = s == n ? sorted.getLast() : sorted.get(s - 1) + (sorted.get(s) - sorted.get(s - 1)) * (k - s);
        String percent = java.math.BigDecimal.valueOf(thousandths, 1).toPlainString();
        assertThat(percentile(percent).of(parts).half()).isCloseTo(expected, within(1e-6));
        if (allowed < n) {
            assertThat(allowed(allowed).of(parts).half()).isEqualTo(sorted.get(n - 1 - allowed));
            assertThat(new Ranks(Ranked.allowed(allowed, "SAMPLE"), true)
                            .of(parts)
                            .half())
                    .isEqualTo(sorted.get(allowed));
        }
    }

    /// The reason why it can stand for a limit at all.
    @Property
    void the_value_of_the_rank_keeps_a_bound_exactly_when_no_more_than_allowed_lie_above_it(
            @ForAll @Size(min = 6, max = 40) List<@IntRange(min = 0, max = 20) Integer> values,
            @ForAll @IntRange(min = 0, max = 5) int allowed,
            @ForAll @IntRange(min = 0, max = 20) int bound) {
        var parts = new ArrayList<Part>();
        for (int i = 0; i < values.size(); i++) {
            parts.add(value(i, values.get(i)));
        }
        long beyond = values.stream().filter(v -> v > bound).count();
        assertThat(allowed(allowed).of(parts).half() <= bound).isEqualTo(beyond <= allowed);
    }

    @Test
    void what_tells_series_apart_is_read_as_it_was_written() {
        for (String text : List.of(
                "", "06:00/22:00", "P98 DAY_MEAN", "P97.5 DAY_MEAN", "2/12 SAMPLE LOWEST", "22:00/06:00 2 INSTANT")) {
            assertThat(Cut.read(text).text()).isEqualTo(text);
        }
    }
}
