package org.verdite.monitoring.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.verdite.monitoring.chart.Projection.Pixel;
import org.verdite.monitoring.chart.Projection.Place;

/// Boxes, scales and places before anything is drawn.
class BoxTests {

    @Test
    void a_quantile_is_claimed_only_where_both_bounds_agree_at_or_above_the_highest_detection_limit() {
        var box = Box.of(8, 3, 0, 0, 0.1, List.of(0.0, 0.0, 0.25, 0.425, 0.6), List.of(0.05, 0.1, 0.25, 0.425, 0.6));
        assertThat(box.quantiles()).extracting(Quantile::exact).containsExactly(false, false, true, true, true);
        var below = Box.of(7, 1, 0, 0, 10, List.of(0.0, 5.0, 5.0, 5.0, 20.0), List.of(5.0, 5.0, 5.0, 7.5, 20.0));
        assertThat(below.median().exact()).isFalse();
        assertThat(below.highestValue().exact()).isTrue();
    }

    @Test
    void fewer_than_five_results_make_no_box() {
        assertThat(Box.of(4, 0, 0, 0, Double.NaN, List.of(), List.of()).drawn()).isFalse();
    }

    @Test
    void what_is_above_a_level_has_no_highest() {
        var box = Box.of(
                5,
                0,
                0,
                0,
                Double.NaN,
                List.of(1.0, 2.0, 3.0, 4.0, 2420.0),
                List.of(1.0, 2.0, 3.0, 4.0, Double.POSITIVE_INFINITY));
        assertThat(box.highestValue().bounded()).isFalse();
        assertThat(box.highestValue().drawn()).isEqualTo(2420.0);
    }

    @Test
    void a_scale_has_round_steps_and_begins_at_nothing() {
        var axis = Axis.of(0.12, 0.47);
        assertThat(axis.ticks()).hasSizeBetween(5, 7).first().isEqualTo(0.0);
        assertThat(axis.step()).isEqualTo(0.1);
        assertThat(axis.digits(0.1)).isEqualTo(1);
        assertThat(axis.y(0, 10, 100)).isEqualTo(110);
        assertThat(Axis.of(0, 1.2).digits(0.25)).isEqualTo(2);
        assertThat(Axis.of(0, 0).max()).isGreaterThan(0);
    }

    @Test
    void a_logarithmic_scale_has_a_figure_for_each_decade_and_ends_at_its_foot() {
        var axis = Axis.log(0.004, 0.5);
        assertThat(axis.min()).isEqualTo(0.001);
        assertThat(axis.max()).isEqualTo(1);
        assertThat(axis.ticks().stream().map(v -> Math.round(v * 1e6) / 1e6)).contains(0.001, 0.01, 0.1, 1.0);
        assertThat(axis.digits(0.001)).isEqualTo(3);
        assertThat(axis.y(0.01, 0, 300)).isEqualTo(200);
        assertThat(axis.y(0, 0, 300)).isEqualTo(300);
    }

    @Test
    void the_finest_step_is_taken_that_has_no_more_points_than_a_screen() {
        var from = LocalDate.of(2016, 1, 1);
        assertThat(Step.of(true, from, from.plusYears(10), 2000)).isEqualTo(Step.RAW);
        assertThat(Step.of(false, from, from.plusDays(60), 2000)).isEqualTo(Step.HOUR);
        assertThat(Step.of(false, from, from.plusYears(1), 2000)).isEqualTo(Step.DAY);
        assertThat(Step.of(false, from, from.plusYears(10), 2000)).isEqualTo(Step.WEEK);
        assertThat(Step.of(false, from, from.plusYears(80), 2000)).isEqualTo(Step.MONTH);
    }

    @Test
    void north_is_up_a_kilometre_is_as_long_in_each_direction_and_the_bar_is_round() {
        double oneKmNorth = 1 / 111.32;
        double oneKmEast = oneKmNorth / Math.cos(Math.toRadians(60));
        var places = List.of(new Place(60, 100), new Place(60 + oneKmNorth, 100), new Place(60, 100 + oneKmEast));
        var projection = Projection.of(places, 800, 400, 50);
        var origin = projection.at(places.get(0));
        var north = projection.at(places.get(1));
        var east = projection.at(places.get(2));
        assertThat(north.y()).isLessThan(origin.y());
        assertThat(origin.y() - north.y()).isCloseTo(east.x() - origin.x(), org.assertj.core.data.Offset.offset(1.0));
        var bar = projection.bar(160);
        assertThat(bar.metres()).isEqualTo(500);
        assertThat(bar.pixels()).isCloseTo(500 / projection.perPixel(), org.assertj.core.data.Offset.offset(0.1));
        assertThat(Projection.length(2000)).isEqualTo("2\u202fkm");
    }

    @Test
    void names_do_not_cover_each_other() {
        var marks = List.of(new Pixel(100, 100), new Pixel(104, 100), new Pixel(100, 104));
        var labels = new Labels(400, 300, marks);
        var placed = marks.stream().map(m -> labels.place(m, "DW001")).toList();
        assertThat(placed).doesNotHaveDuplicates();
    }
}
