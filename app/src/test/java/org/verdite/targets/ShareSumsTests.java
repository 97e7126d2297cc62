package org.verdite.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Shares make up their whole, or it is said by how much they don't.
class ShareSumsTests {

    private static final BigDecimal LAST_DIGIT = new BigDecimal("0.0001");

    private record Part(BigDecimal value, boolean accepted) {}

    /// With up to four digits after the point, small ones and very large ones, also below nothing.
    @Provide
    Arbitrary<BigDecimal> values() {
        return Arbitraries.oneOf(
                        Arbitraries.longs().between(-99, 99),
                        Arbitraries.longs().between(-9_999_999, 9_999_999),
                        Arbitraries.longs().between(-999_999_999_999_999_999L, 999_999_999_999_999_999L))
                .map(digits -> BigDecimal.valueOf(digits, Method.DIGITS));
    }

    @Provide
    Arbitrary<List<BigDecimal>> weights() {
        return Arbitraries.oneOf(
                        Arbitraries.longs().between(1, 30_000),
                        Arbitraries.longs().between(1, 99_999_999_999L),
                        Arbitraries.just(10_000L))
                .map(digits -> BigDecimal.valueOf(digits, Method.DIGITS))
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    @Property(tries = 500)
    void a_sum_is_split_with_nothing_lost_and_nobody_is_more_than_a_digit_away_from_their_part(
            @ForAll("values") BigDecimal whole, @ForAll("weights") List<BigDecimal> weights) {
        var parts = Method.SUM.split(whole, weights);
        assertThat(parts).hasSameSizeAs(weights);
        assertThat(parts.stream().map(Objects::requireNonNull).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(whole);
        var all = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        for (int i = 0; i < parts.size(); i++) {
            var part = Objects.requireNonNull(parts.get(i));
            assertThat(part.scale()).isLessThanOrEqualTo(Method.DIGITS);
            var due = whole.multiply(weights.get(i)).divide(all, MathContext.DECIMAL128);
            assertThat(part.subtract(due).abs()).isLessThanOrEqualTo(LAST_DIGIT);
        }
    }

    @Property(tries = 500)
    void what_is_not_given_yet_or_given_too_much_is_said_to_the_last_digit(
            @ForAll("values") BigDecimal whole,
            @ForAll("parts") List<Part> parts,
            @ForAll NewTarget.Direction direction) {
        var balance = Balance.of(Method.SUM, direction, whole, sums(parts));
        if (parts.isEmpty()) {
            assertThat(balance.verdict()).isEqualTo(Balance.Verdict.NONE);
            assertThat(balance.uncovered()).isEqualByComparingTo(whole);
            return;
        }
        var given = total(parts.stream());
        assertThat(balance.allocated()).isEqualByComparingTo(given);
        assertThat(Objects.requireNonNull(balance.rest()).add(given)).isEqualByComparingTo(whole);
        assertThat(Objects.requireNonNull(balance.uncovered())
                        .add(total(parts.stream().filter(Part::accepted))))
                .isEqualByComparingTo(whole);
        boolean atLeast = direction == NewTarget.Direction.AT_LEAST;
        assertThat(balance.verdict())
                .isEqualTo(
                        given.compareTo(whole) == 0
                                ? Balance.Verdict.EXACT
                                : given.compareTo(whole) < 0 == atLeast
                                        ? Balance.Verdict.SHORT
                                        : Balance.Verdict.BEYOND);
    }

    @Property(tries = 300)
    void what_was_split_makes_up_its_whole_exactly(
            @ForAll("values") BigDecimal whole, @ForAll("weights") List<BigDecimal> weights) {
        var parts = Method.SUM.split(whole, weights).stream()
                .map(v -> new Part(Objects.requireNonNull(v), true))
                .toList();
        var balance = Balance.of(Method.SUM, NewTarget.Direction.AT_MOST, whole, sums(parts));
        assertThat(balance.verdict()).isEqualTo(Balance.Verdict.EXACT);
        assertThat(balance.uncovered()).isEqualByComparingTo("0");
    }

    @Provide
    Arbitrary<List<Part>> parts() {
        return Combinators.combine(values(), Arbitraries.of(true, false))
                .as(Part::new)
                .list()
                .ofMaxSize(20);
    }

    /// As the database counts them.
    private static Balance.Sums sums(List<Part> parts) {
        if (parts.isEmpty()) {
            return Balance.Sums.NONE;
        }
        var accepted = parts.stream().filter(Part::accepted).toList();
        return new Balance.Sums(
                parts.size(),
                accepted.size(),
                0,
                total(parts.stream()),
                accepted.isEmpty() ? null : total(accepted.stream()),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static BigDecimal total(Stream<Part> parts) {
        return parts.map(Part::value).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
