package org.verdite.monitoring.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.verdite.monitoring.screening.Screen.Reading;
import org.verdite.monitoring.screening.Screen.Scale;

/// What a rule doubts in a series, and what it leaves alone.
class ScreenTests {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");

    private static Reading hour(int n, double value) {
        return new Reading(BEGIN.plus(Duration.ofHours(n)), value, Double.NaN);
    }

    private static Reading below(int n, double level) {
        return new Reading(BEGIN.plus(Duration.ofHours(n)), Double.NaN, level);
    }

    /// Around 20 mg/L, a tenth up and down, with four decimals.
    private static List<Reading> usual(int hours, long seed) {
        var random = new Random(seed);
        var readings = new ArrayList<Reading>();
        for (int i = 0; i < hours; i++) {
            readings.add(hour(i, Math.round(200_000 * Math.exp(0.1 * random.nextGaussian())) / 10_000.0));
        }
        return readings;
    }

    private static List<Stretch> screen(List<Reading> readings) {
        return Screen.of(readings, Scale.LOGARITHMIC, SHANGHAI);
    }

    @Test
    void nothing_is_doubted_of_a_year_of_hours_that_do_what_the_series_does() {
        for (long seed = 0; seed < 5; seed++) {
            assertThat(screen(usual(8_760, seed))).isEmpty();
        }
    }

    @Test
    void the_same_value_again_and_again_is_stuck_and_says_from_when_to_when() {
        var readings = usual(500, 1);
        for (int i = 200; i < 212; i++) {
            readings.set(i, hour(i, 19.8765));
        }
        assertThat(screen(readings)).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(DoubtKind.STUCK);
            assertThat(found.from()).isEqualTo(200);
            assertThat(found.to()).isEqualTo(211);
            assertThat(found.results()).isEqualTo(12);
            assertThat(found.expected()).isNull();
        });
    }

    @Test
    void a_coarse_series_repeats_itself_and_is_not_stuck() {
        // pH with one decimal: two of three hours say what the hour before said
        var random = new Random(2);
        var readings = new ArrayList<Reading>();
        double value = 7.2;
        for (int i = 0; i < 2_000; i++) {
            value = random.nextInt(3) > 0 ? value : 7.0 + random.nextInt(5) / 10.0;
            readings.add(hour(i, value));
        }
        assertThat(Screen.of(readings, Scale.PLAIN, SHANGHAI)).isEmpty();
    }

    @Test
    void what_is_not_detected_again_and_again_is_not_stuck() {
        var readings = usual(300, 3);
        for (int i = 100; i < 150; i++) {
            readings.set(i, below(i, 0.005));
        }
        assertThat(screen(readings)).noneMatch(s -> s.kind() == DoubtKind.STUCK);
    }

    @Test
    void a_jump_and_the_jump_back_are_one_stretch_with_the_value_before_as_what_was_expected() {
        var readings = usual(500, 4);
        double before = readings.get(299).value();
        for (int i = 300; i < 303; i++) {
            readings.set(i, hour(i, readings.get(i).value() * 1_000));
        }
        assertThat(screen(readings))
                .filteredOn(s -> s.kind() == DoubtKind.JUMP)
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.from()).isEqualTo(300);
                    assertThat(found.to()).isEqualTo(302);
                    assertThat(found.expected()).isEqualTo(before);
                });
    }

    private static List<Stretch> jumps(List<Reading> readings) {
        return screen(readings).stream().filter(s -> s.kind() == DoubtKind.JUMP).toList();
    }

    private static void times(List<Reading> readings, int at, double factor) {
        var was = readings.get(at);
        readings.set(at, new Reading(was.at(), was.value() * factor, was.level()));
    }

    private static void doubted(List<Reading> readings, int from, int to) {
        assertThat(jumps(readings)).singleElement().satisfies(found -> {
            assertThat(found.from()).isEqualTo(from);
            assertThat(found.to()).isEqualTo(to);
        });
    }

    @Test
    void the_good_value_after_a_wrong_first_one_is_not_doubted_but_the_first_one_is() {
        var readings = usual(500, 6);
        times(readings, 0, 1_000);
        doubted(readings, 0, 0);
        assertThat(jumps(readings).getFirst().expected())
                .as("the value after")
                .isEqualTo(readings.get(1).value());
        assertThat(jumps(readings).getFirst().score()).isNegative();
    }

    @Test
    void the_good_value_after_a_wrong_one_is_not_doubted_where_a_gap_came_before() {
        var readings = new ArrayList<>(usual(200, 7));
        for (Reading r : usual(200, 8)) {
            readings.add(new Reading(r.at().plus(Duration.ofHours(1_000)), r.value(), r.level()));
        }
        times(readings, 200, 1_000);
        times(readings, 201, 1_000);
        doubted(readings, 200, 201);
    }

    @Test
    void the_way_back_is_not_doubted_when_the_way_up_took_two_steps() {
        var readings = usual(500, 9);
        times(readings, 300, 6);
        times(readings, 301, 40);
        assertThat(jumps(readings)).noneMatch(s -> s.to() > 301).isNotEmpty();
    }

    @Test
    void the_way_back_is_not_doubted_however_long_the_series_was_away() {
        var readings = usual(500, 10);
        for (int i = 300; i < 340; i++) {
            times(readings, i, 1_000);
        }
        doubted(readings, 300, 300);
    }

    @Test
    void a_wrong_value_at_a_level_of_long_ago_is_doubted_all_the_same() {
        var readings = usual(500, 11);
        for (int i = 300; i < 500; i++) {
            times(readings, i, 1_000);
        }
        times(readings, 400, 0.001);
        assertThat(jumps(readings)).extracting(s -> s.from() + "-" + s.to()).containsExactly("300-300", "400-400");
    }

    @Test
    void a_jump_that_overshoots_on_its_way_back_is_one_stretch_to_where_the_series_is_at_home_again() {
        var readings = usual(500, 12);
        times(readings, 300, 1_000);
        times(readings, 301, 0.001);
        doubted(readings, 300, 301);
    }

    @Test
    void a_step_over_a_gap_is_no_jump() {
        var readings = new ArrayList<>(usual(200, 5));
        for (int i = 0; i < 200; i++) {
            readings.add(hour(1_000 + i, 600 + i % 7));
        }
        assertThat(screen(readings)).noneMatch(s -> s.kind() == DoubtKind.JUMP);
    }

    /// 1..12 in the dry months; by hand: logarithms of 10, 11, 12 …; a value of 1000 is far from all of them.
    @Test
    void an_outlier_is_far_from_its_season_and_needs_ten_others() {
        var readings = new ArrayList<Reading>();
        for (int year = 2020; year < 2026; year++) {
            for (int month = 1; month <= 12; month++) {
                readings.add(
                        month(year, month, month >= 6 && month <= 8 ? 900 + year - 2020 : 10 + (year + month) % 4));
            }
        }
        assertThat(screen(readings)).as("every summer is like that").noneMatch(s -> s.kind() == DoubtKind.OUTLIER);
        readings.add(month(2026, 1, 1_000));
        assertThat(screen(readings))
                .filteredOn(s -> s.kind() == DoubtKind.OUTLIER)
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.value()).isEqualTo(1_000);
                    assertThat(found.expected()).isBetween(10.0, 13.0);
                    assertThat(found.compared())
                            .as("December to February of six years")
                            .isEqualTo(18);
                });
        var few = new ArrayList<Reading>();
        for (int month = 1; month <= 10; month++) {
            few.add(month(2025, month, 10 + month % 4));
        }
        few.set(1, month(2025, 2, 1_000));
        assertThat(screen(few)).as("two others of its season").isEmpty();
    }

    private static Reading month(int year, int month, double value) {
        return new Reading(LocalDate.of(year, month, 15).atStartOfDay().toInstant(ZoneOffset.UTC), value, Double.NaN);
    }

    @Test
    void a_low_value_is_not_doubted_where_much_is_not_detected() {
        var readings = new ArrayList<Reading>();
        for (int i = 0; i < 40; i++) {
            readings.add(i % 2 == 0 ? below(i, 1.0) : hour(i, 1.0 + i % 5 / 10.0));
        }
        readings.add(hour(40, 0.001));
        assertThat(screen(readings)).noneMatch(s -> s.kind() == DoubtKind.OUTLIER);
    }

    @Test
    void a_level_high_above_the_season_does_not_hide_behind_what_is_not_detected() {
        var readings = new ArrayList<Reading>();
        for (int i = 0; i < 40; i++) {
            readings.add(below(i, 0.01));
        }
        readings.add(hour(40, 5));
        assertThat(screen(readings))
                .filteredOn(s -> s.kind() == DoubtKind.OUTLIER)
                .singleElement()
                .satisfies(found -> assertThat(found.value()).isEqualTo(5));
    }
}
