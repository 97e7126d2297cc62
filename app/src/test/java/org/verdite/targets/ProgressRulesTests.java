package org.verdite.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.verdite.shared.LocalText;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;

/// What is asked by a day, how parts make a whole, and how a year's end is told beforehand.
class ProgressRulesTests {

    private static final long WHOLE = 0;

    @Test
    void an_amount_grows_from_nothing_to_what_its_year_asks() {
        var way = new Way(goal(Nature.AMOUNT, "365", null, List.of()));
        assertThat(way.on(LocalDate.of(2026, 1, 31))).isEqualByComparingTo("31");
        assertThat(way.on(LocalDate.of(2026, 12, 31))).isEqualByComparingTo("365");
        assertThat(way.on(LocalDate.of(2026, 12, 31), new BigDecimal("73")))
                .as("a fifth of it")
                .isEqualByComparingTo("73");
    }

    @Test
    void a_level_goes_straight_from_its_baseline_and_asks_nothing_early_without_one() {
        var way = new Way(goal(Nature.LEVEL, "100", "50", List.of()));
        assertThat(way.on(LocalDate.of(2026, 12, 31))).isEqualByComparingTo("100");
        assertThat(way.on(LocalDate.of(2025, 12, 31))).isEqualByComparingTo("75");
        var without = new Way(goal(Nature.LEVEL, "100", null, List.of()));
        assertThat(without.on(LocalDate.of(2025, 12, 31))).isNull();
        assertThat(without.on(LocalDate.of(2026, 1, 31))).isEqualByComparingTo("100");
    }

    @Test
    void a_milestone_is_judged_by_its_own_date_and_nothing_between_two() {
        var way = new Way(goal(Nature.LEVEL, "100", "50", List.of(new NewGoal.Milestone(2025, new BigDecimal("60")))));
        assertThat(way.on(LocalDate.of(2025, 12, 30))).isNull();
        assertThat(way.on(LocalDate.of(2025, 12, 31))).isEqualByComparingTo("60");
        assertThat(way.on(LocalDate.of(2026, 12, 30))).isEqualByComparingTo("60");
        assertThat(way.on(LocalDate.of(2026, 12, 31))).isEqualByComparingTo("100");
        assertThat(Light.of(new BigDecimal("10"), way.on(LocalDate.of(2025, 6, 30)), NewTarget.Direction.AT_LEAST))
                .isEqualTo(Light.NOT_YET);
    }

    @Test
    void yellow_is_off_the_way_by_no_more_than_a_tenth() {
        var hundred = new BigDecimal("100");
        assertThat(Light.of(hundred, hundred, NewTarget.Direction.AT_MOST)).isEqualTo(Light.GREEN);
        assertThat(Light.of(new BigDecimal("110"), hundred, NewTarget.Direction.AT_MOST))
                .isEqualTo(Light.AMBER);
        assertThat(Light.of(new BigDecimal("110.01"), hundred, NewTarget.Direction.AT_MOST))
                .isEqualTo(Light.RED);
        assertThat(Light.of(new BigDecimal("89"), hundred, NewTarget.Direction.AT_LEAST))
                .isEqualTo(Light.RED);
        assertThat(Light.of(null, hundred, NewTarget.Direction.AT_LEAST)).isEqualTo(Light.UNKNOWN);
        assertThat(Light.of(new BigDecimal("0.001"), BigDecimal.ZERO, NewTarget.Direction.AT_MOST))
                .as("of nothing, any is too much")
                .isEqualTo(Light.RED);
    }

    @Test
    void two_values_make_no_forecast_three_do_and_each_says_how() {
        assertThat(Forecast.of(Nature.LEVEL, numbers("1", "2"), 12)).isNull();
        var line = Objects.requireNonNull(Forecast.of(Nature.LEVEL, numbers("1", "2", null, "4"), 12));
        assertThat(line.value()).isEqualByComparingTo("12");
        assertThat(line.points()).isEqualTo(3);
        assertThat(line.method()).isEqualTo(Forecast.Method.LINE);
        var mean = Objects.requireNonNull(Forecast.of(Nature.AMOUNT, numbers("10", "20", "30"), 12));
        assertThat(mean.value()).isEqualByComparingTo("120");
        assertThat(mean.method()).isEqualTo(Forecast.Method.MEAN);
        assertThat(Forecast.of(Nature.AMOUNT, numbers("10"), 1))
                .as("told once a year")
                .isNull();
    }

    @Test
    void a_part_without_a_value_makes_the_whole_incomplete_and_not_smaller() {
        var reached = ShareTree.reached(
                        Method.SUM,
                        NewTarget.Direction.AT_MOST,
                        1,
                        node(WHOLE, -1, null, 0, numbers()),
                        List.of(
                                node(1, WHOLE, null, 0, numbers("10")),
                                node(2, WHOLE, null, 0, numbers()),
                                node(3, WHOLE, null, 2, numbers())))
                .get(WHOLE);
        assertThat(reached.getFirst().value()).isEqualByComparingTo("10");
        assertThat(reached.getFirst().complete()).isFalse();
        assertThat(reached.getFirst().missing())
                .as("one, and two that can't be seen")
                .isEqualTo(3);
    }

    @RepeatedTest(60)
    void shares_of_any_tree_reconcile_or_say_by_how_much(RepetitionInfo run) {
        var random = new Random(20260 + run.getCurrentRepetition());
        var method = Method.values()[random.nextInt(Method.values().length)];
        var direction = NewTarget.Direction.values()[random.nextInt(2)];
        var nodes = new ArrayList<ShareTree.Node>();
        int size = 1 + random.nextInt(60);
        for (int id = 1; id <= size; id++) {
            nodes.add(node(
                    id,
                    random.nextInt(id),
                    random.nextInt(4) == 0 ? null : BigDecimal.valueOf(1 + random.nextInt(9)),
                    0,
                    random.nextInt(3) == 0 ? numbers() : numbers(String.valueOf(random.nextInt(2)))));
        }
        var told = random.nextBoolean() ? numbers() : numbers("1");
        var root = node(WHOLE, -1, null, 0, told);
        Collections.shuffle(nodes, random);
        var reached = ShareTree.reached(method, direction, 1, root, nodes);
        nodes.add(root);
        for (var node : nodes) {
            var its = reached.get(node.id()).getFirst();
            var below = nodes.stream().filter(n -> n.parent() == node.id()).toList();
            int missing = below.stream()
                    .mapToInt(n -> reached.get(n.id()).getFirst().missing())
                    .sum();
            var known = below.stream()
                    .filter(n -> reached.get(n.id()).getFirst().value() != null)
                    .toList();
            var together = known.isEmpty() ? null : together(method, direction, known, reached);
            var own = node.told().isEmpty() ? null : node.told().getFirst();
            if (own == null && below.isEmpty()) {
                assertThat(its.missing()).isEqualTo(1);
                assertThat(its.value()).isNull();
            } else if (own == null) {
                assertThat(its.missing()).isEqualTo(missing);
                assertThat(its.value()).usingComparator(Comparators.NULLABLE).isEqualTo(together);
            } else {
                assertThat(its.value()).isEqualByComparingTo(own);
                boolean comparable = !below.isEmpty() && missing == 0;
                assertThat(its.difference())
                        .usingComparator(Comparators.NULLABLE)
                        .isEqualTo(comparable && together != null ? own.subtract(together) : null);
            }
        }
    }

    /// The same by the plainest means.
    private static BigDecimal together(
            Method method,
            NewTarget.Direction direction,
            List<ShareTree.Node> parts,
            java.util.Map<Long, List<ShareTree.Reached>> reached) {
        var values = parts.stream()
                .map(n -> Objects.requireNonNull(reached.get(n.id()).getFirst().value()))
                .toList();
        boolean most = method == Method.BEST == (direction == NewTarget.Direction.AT_LEAST);
        return switch (method) {
            case SUM -> values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            case OBLIGATION -> Collections.min(values);
            case SAME, BEST -> most ? Collections.max(values) : Collections.min(values);
            case WEIGHTED -> {
                var sum = BigDecimal.ZERO;
                var weights = BigDecimal.ZERO;
                for (int i = 0; i < parts.size(); i++) {
                    var weight = Objects.requireNonNullElse(parts.get(i).weight(), BigDecimal.ONE);
                    sum = sum.add(values.get(i).multiply(weight));
                    weights = weights.add(weight);
                }
                yield sum.divide(weights, java.math.MathContext.DECIMAL128);
            }
        };
    }

    private static final class Comparators {
        static final java.util.Comparator<@Nullable BigDecimal> NULLABLE =
                java.util.Comparator.nullsFirst(java.util.Comparator.naturalOrder());
    }

    private static ShareTree.Node node(
            long id, long parent, @Nullable BigDecimal weight, int unseen, List<@Nullable BigDecimal> told) {
        return new ShareTree.Node(id, parent, weight, told, unseen);
    }

    private static List<@Nullable BigDecimal> numbers(@Nullable String... values) {
        return Arrays.stream(values)
                .map(v -> v == null ? null : new BigDecimal(v))
                .toList();
    }

    private static Goal goal(
            Nature nature, String value, @Nullable String baseline, List<NewGoal.Milestone> milestones) {
        return new Goal(
                new GoalId(1),
                new UnitId(1),
                "G-2026-0001",
                Horizon.MEDIUM,
                LocalText.of("en", "Any"),
                Set.of(),
                "",
                "t",
                NewTarget.Direction.AT_LEAST,
                Method.SUM,
                "",
                2024,
                baseline == null ? null : new BigDecimal(baseline),
                2026,
                new BigDecimal(value),
                milestones,
                new PersonId(1),
                null,
                "",
                "",
                "",
                nature,
                "",
                1,
                GoalState.ACTIVE,
                "",
                1);
    }
}
