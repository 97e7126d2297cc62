package org.verdite.monitoring.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.verdite.monitoring.rollup.Periods.Period;
import org.verdite.shared.NonDetects;

class RollupTests {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private static Sums of(double... values) {
        var sums = new Sums();
        for (double value : values) {
            sums.add(value);
        }
        return sums;
    }

    private static List<String> lines(String file) throws IOException {
        try (var in = new GZIPInputStream(
                Objects.requireNonNull(RollupTests.class.getResourceAsStream("/monitoring/" + file)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    /// ISO 1996-1: levels are put together by their energies.
    @Test
    void four_levels_in_decibel_give_the_level_of_their_mean_energy() {
        assertThat(of(58, 62, 55, 60)
                        .value(Aggregation.ENERGETIC, NonDetects.HALF)
                        .orElseThrow())
                .isCloseTo(59.5, within(0.05));
    }

    @Test
    void a_real_day_of_noise_gives_its_day_and_its_night_level() throws IOException {
        var day = new Sums();
        var night = new Sums();
        for (String line : lines("noise-2025-03-21.csv.gz")) {
            int hour = Integer.parseInt(line.substring(0, 2));
            (hour >= 6 && hour < 22 ? day : night).add(Double.parseDouble(line.substring(line.indexOf(',') + 1)));
        }
        assertThat(day.count()).isEqualTo(960);
        assertThat(night.count()).isEqualTo(480);
        assertThat(day.value(Aggregation.ENERGETIC, NonDetects.HALF).orElseThrow())
                .isCloseTo(52.05, within(0.005));
        assertThat(night.value(Aggregation.ENERGETIC, NonDetects.HALF).orElseThrow())
                .isCloseTo(48.77, within(0.005));
    }

    @Test
    void the_mean_of_a_month_depends_on_what_is_not_detected_and_says_so() {
        var month = of(0.20, 0.30).addBelow(0.10).addBelow(0.10);
        assertThat(month.value(Aggregation.ARITHMETIC, NonDetects.ZERO).orElseThrow())
                .isCloseTo(0.125, within(1e-12));
        assertThat(month.value(Aggregation.ARITHMETIC, NonDetects.HALF).orElseThrow())
                .isCloseTo(0.150, within(1e-12));
        assertThat(month.value(Aggregation.ARITHMETIC, NonDetects.FULL).orElseThrow())
                .isCloseTo(0.175, within(1e-12));
        assertThat(month.dependsOnNonDetects(Aggregation.ARITHMETIC)).isTrue();
        assertThat(month.dependsOnNonDetects(Aggregation.MAXIMUM)).isFalse();
    }

    @Test
    void of_an_unknown_detection_limit_only_zero_can_be_said() {
        var sums = of(2, 4).addBelow(Double.NaN);
        assertThat(sums.value(Aggregation.ARITHMETIC, NonDetects.ZERO)).hasValue(2);
        assertThat(sums.value(Aggregation.ARITHMETIC, NonDetects.HALF)).isEmpty();
    }

    @Test
    void directions_about_north_do_not_become_south() {
        assertThat(of(350, 10).value(Aggregation.VECTOR, NonDetects.HALF).orElseThrow())
                .satisfiesAnyOf(
                        d -> assertThat(d).isCloseTo(0, within(1e-9)),
                        d -> assertThat(d).isCloseTo(360, within(1e-9)));
        assertThat(of(0, 180).value(Aggregation.VECTOR, NonDetects.HALF)).isEmpty();
    }

    @Test
    void the_other_kinds_are_what_their_names_say() {
        assertThat(of(1, 10, 100).value(Aggregation.GEOMETRIC, NonDetects.HALF).orElseThrow())
                .isCloseTo(10, within(1e-9));
        assertThat(of(1, 2, 4).value(Aggregation.SUM, NonDetects.HALF)).hasValue(7);
        assertThat(of(1, 4, 2).value(Aggregation.MAXIMUM, NonDetects.HALF)).hasValue(4);
        assertThat(new Sums().add(10, 1).add(20, 3).value(Aggregation.FLOW_WEIGHTED, NonDetects.HALF))
                .hasValue(17.5);
        assertThat(new Sums().value(Aggregation.SUM, NonDetects.HALF)).isEmpty();
    }

    /// GB 3095-2012: a day of 20 hours stands; limit 75 µg/m³ for its mean.
    @Test
    void changping_2016_has_363_days_that_stand_114_above_75_by_full_value_and_112_rounded() throws IOException {
        var periods = new Periods(SHANGHAI, Coverage.AMBIENT_AIR);
        for (String line : lines("changping-pm25-2016.csv.gz")) {
            String value = line.substring(line.indexOf(',') + 1);
            if (!value.equals("NA")) {
                int hour = Integer.parseInt(line.substring(6, line.indexOf(',')));
                var day = LocalDate.parse("2016-" + line.substring(0, 5));
                periods.measured(day.atTime(hour, 0).atZone(SHANGHAI).toInstant(), false, Double.parseDouble(value));
            }
        }
        var days = periods.of(Grain.DAY, Aggregation.ARITHMETIC).stream()
                .filter(Period::stands)
                .mapToDouble(p ->
                        p.sums().value(Aggregation.ARITHMETIC, NonDetects.HALF).orElseThrow())
                .toArray();
        assertThat(days).hasSize(363);
        assertThat(java.util.Arrays.stream(days).filter(d -> d > 75)).hasSize(114);
        assertThat(java.util.Arrays.stream(days).filter(d -> Math.floor(d + 0.5) > 75))
                .hasSize(112);
        var year = periods.of(Grain.YEAR, Aggregation.ARITHMETIC);
        assertThat(year).singleElement().satisfies(y -> {
            assertThat(y.present()).isEqualTo(363);
            assertThat(y.stands()).isTrue();
            assertThat(y.sums().value(Aggregation.ARITHMETIC, NonDetects.HALF).orElseThrow())
                    .as("the mean of its days, not of its hours")
                    .isCloseTo(61.78, within(0.005));
        });
        assertThat(periods.of(Grain.MONTH, Aggregation.ARITHMETIC)).hasSize(12).allMatch(Period::stands);
    }

    @Test
    void a_date_without_a_time_is_that_day_everywhere_and_a_time_the_day_of_its_place() {
        var periods = new Periods(SHANGHAI, Coverage.ANY);
        periods.measured(java.time.Instant.parse("2026-11-13T00:00:00Z"), true, 1);
        periods.measured(java.time.Instant.parse("2026-11-13T17:00:00Z"), false, 3);
        assertThat(periods.of(Grain.DAY, Aggregation.ARITHMETIC))
                .extracting(Period::begin)
                .containsExactly(LocalDate.of(2026, 11, 13), LocalDate.of(2026, 11, 14));
    }

    @Property(tries = 100)
    void the_order_of_arrival_and_the_way_of_adding_do_not_matter(
            @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = 0.01, max = 1000) Double> values) {
        var once = new Sums();
        values.forEach(once::add);
        var parts = new Sums();
        values.reversed().forEach(v -> parts.add(new Sums().add(v)));
        for (Aggregation kind : Aggregation.values()) {
            var a = once.value(kind, NonDetects.HALF);
            var b = parts.value(kind, NonDetects.HALF);
            assertThat(a.isPresent()).as(kind.name()).isEqualTo(b.isPresent());
            if (a.isPresent() && kind != Aggregation.VECTOR) {
                assertThat(a.getAsDouble())
                        .as(kind.name())
                        .isCloseTo(b.orElseThrow(), within(1e-6 * a.getAsDouble() + 1e-6));
            }
        }
    }

    /// GB 12348-2008: day from 06:00 to 22:00, night from 22:00 to 06:00.
    @Test
    void a_real_night_belongs_to_the_date_on_which_it_began() throws IOException {
        var zone = ZoneId.of("UTC");
        var day = new Periods(zone, Coverage.ANY, DayPart.read("06:00/22:00"));
        var night = new Periods(zone, Coverage.ANY, DayPart.read("22:00/06:00"));
        var date = LocalDate.of(2025, 3, 21);
        for (String line : lines("noise-2025-03-21.csv.gz")) {
            var at = date.atTime(java.time.LocalTime.parse(line.substring(0, 5)))
                    .atZone(zone)
                    .toInstant();
            double level = Double.parseDouble(line.substring(line.indexOf(',') + 1));
            day.measured(at, false, level);
            night.measured(at, false, level);
        }
        assertThat(day.of(Grain.DAY, Aggregation.ENERGETIC)).singleElement().satisfies(p -> {
            assertThat(p.begin()).isEqualTo(date);
            assertThat(p.results()).isEqualTo(960);
            assertThat(p.sums().value(Aggregation.ENERGETIC, NonDetects.HALF).orElseThrow())
                    .isCloseTo(52.05, within(0.005));
        });
        assertThat(night.of(Grain.DAY, Aggregation.ENERGETIC))
                .extracting(Period::begin, Period::results)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(date.minusDays(1), 360L),
                        org.assertj.core.groups.Tuple.tuple(date, 120L));
    }

    /// HJ 75-2017: an hour of flue gas stands with 45 minutes, a day with 20 such hours.
    @Test
    void an_hour_of_five_minute_values_stands_with_nine_of_them() {
        var periods = new Periods(ZoneId.of("UTC"), Coverage.FLUE_GAS);
        for (int minute = 0; minute < 24 * 60; minute += 5) {
            boolean gap = minute >= 60 && minute < 80 || minute >= 120 && minute < 135;
            if (!gap) {
                periods.measured(java.time.Instant.parse("2026-01-05T00:00:00Z").plusSeconds(minute * 60L), false, 10);
            }
        }
        var hours = periods.of(PeriodMean.HOUR_MEAN, Aggregation.ARITHMETIC, 1);
        assertThat(hours.get(1).stands()).as("40 minutes").isFalse();
        assertThat(hours.get(2).stands()).as("45 minutes").isTrue();
        assertThat(periods.of(Grain.DAY, Aggregation.ARITHMETIC))
                .singleElement()
                .satisfies(day -> {
                    assertThat(day.present()).isEqualTo(23);
                    assertThat(day.needed()).isEqualTo(20);
                });
    }

    /// HJ 663-2013: of the running eight-hour means that end from 08:00 to 24:00 the highest, with fourteen of them
    /// there.
    @Test
    void the_highest_eight_hours_of_a_day_are_its_ozone() {
        var periods = new Periods(ZoneId.of("UTC"), Coverage.AMBIENT_AIR);
        for (int hour = 0; hour < 24; hour++) {
            periods.measured(
                    java.time.Instant.parse("2026-07-05T00:00:00Z").plusSeconds(hour * 3600L),
                    false,
                    hour >= 10 && hour < 18 ? 160 + hour : 40);
        }
        assertThat(periods.of(PeriodMean.EIGHT_HOUR_MEAN, Aggregation.ARITHMETIC, 1))
                .singleElement()
                .satisfies(day -> {
                    assertThat(day.sums()
                                    .value(Aggregation.ARITHMETIC, NonDetects.HALF)
                                    .orElseThrow())
                            .isEqualTo(173.5);
                    assertThat(day.present()).isEqualTo(17);
                    assertThat(day.stands()).isTrue();
                });
    }
}
