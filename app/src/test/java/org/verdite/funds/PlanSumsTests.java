package org.verdite.funds;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.verdite.funds.PlanCell.Measure;

/// Money in is money out, whichever way it is added and in whatever currency it is read.
class PlanSumsTests {

    private static final List<String> CURRENCIES = List.of("CNY", "USD", "PEN", "KZT");
    private static final Map<String, BigDecimal> BUDGET = Map.of(
            "CNY", BigDecimal.ONE,
            "USD", new BigDecimal("7.1"),
            "PEN", new BigDecimal("1.89"),
            "KZT", new BigDecimal("0.0151"));

    @Provide
    Arbitrary<List<PlanCell>> cells() {
        return Combinators.combine(
                        Arbitraries.of(Measure.class),
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.of(Category.class),
                        Arbitraries.of(Nature.class),
                        Arbitraries.of(CURRENCIES),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.longs().between(-1_000_000_000L, 1_000_000_000L))
                .as((measure, branch, category, nature, currency, month, cents) ->
                        new PlanCell(measure, branch, category, nature, currency, month, BigDecimal.valueOf(cents, 2)))
                .list()
                .ofMaxSize(60);
    }

    @Property(tries = 300)
    void every_way_of_adding_ends_at_the_same_total(
            @ForAll("cells") List<PlanCell> cells, @ForAll("into") String into) {
        var sums = new PlanSums(rates(into), 12);
        var total = sums.total(cells);
        for (Function<PlanCell, Object> key : keys()) {
            var parts = sums.by(cells, key).values();
            for (var measure : measures()) {
                assertThat(parts.stream().map(measure).filter(a -> a != null).reduce(BigDecimal.ZERO, BigDecimal::add))
                        .isEqualByComparingTo(measure.apply(total) == null ? BigDecimal.ZERO : measure.apply(total));
            }
        }
    }

    @Provide
    Arbitrary<String> into() {
        return Arbitraries.of(CURRENCIES);
    }

    /// What went in by each currency, turned at its fixed rate, comes out: in RMB to the last digit.
    @Property(tries = 300)
    void what_was_spent_in_each_currency_comes_out_at_its_rate(@ForAll("cells") List<PlanCell> cells) {
        BigDecimal in = cells.stream()
                .filter(c -> c.measure() == Measure.SPENT || c.measure() == Measure.UNPLANNED)
                .map(c -> c.amount().multiply(BUDGET.get(c.currency())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        var total = new PlanSums(rates("CNY"), 12).total(cells);
        assertThat(total.spent() == null ? BigDecimal.ZERO : total.spent()).isEqualByComparingTo(in);
        assertThat(total.spentAsPlanned() == null ? BigDecimal.ZERO : total.spentAsPlanned())
                .isEqualByComparingTo(in);
    }

    private static List<Function<PlanCell, Object>> keys() {
        return List.of(PlanCell::branch, PlanCell::category, PlanCell::nature, PlanCell::currency, PlanCell::month);
    }

    private static List<Function<PlanFigures, @Nullable BigDecimal>> measures() {
        return Arrays.asList(
                PlanFigures::planned,
                PlanFigures::approved,
                PlanFigures::due,
                PlanFigures::committed,
                PlanFigures::spent,
                PlanFigures::spentAsPlanned,
                PlanFigures::unplanned);
    }

    private static PlanRates rates(String into) {
        var average = CURRENCIES.stream()
                .collect(Collectors.toMap(
                        c -> c,
                        c -> IntStream.rangeClosed(1, 12)
                                .boxed()
                                .collect(Collectors.toMap(m -> m, _ -> BUDGET.get(c)))));
        return new PlanRates(into, BUDGET, average);
    }

    private static PlanCell cell(Measure measure, String currency, int month, String amount) {
        return new PlanCell(measure, 1, Category.MONITORING, Nature.OPEX, currency, month, new BigDecimal(amount));
    }

    @Example
    void a_month_without_a_rate_is_named_and_never_nothing() {
        var rates = new PlanRates("CNY", Map.of("CNY", BigDecimal.ONE), Map.of("USD", Map.of(3, new BigDecimal("7"))));
        var sums = new PlanSums(rates, 12);
        var figures = sums.total(List.of(
                cell(Measure.SPENT, "USD", 3, "100"),
                cell(Measure.SPENT, "USD", 4, "100"),
                cell(Measure.APPROVED, "CNY", 3, "500"),
                cell(Measure.APPROVED, "USD", 3, "500")));
        assertThat(figures.spent()).isEqualByComparingTo("700");
        assertThat(figures.gaps()).containsExactly(new PlanFigures.Gap("USD", 0), new PlanFigures.Gap("USD", 4));
        assertThat(figures.percent())
                .as("nothing is judged by half of the money")
                .isNull();
        assertThat(sums.total(List.of(cell(Measure.SPENT, "USD", 4, "100"))).spent())
                .isNull();
    }

    @Example
    void the_months_to_come_are_neither_due_nor_spent() {
        var figures = new PlanSums(rates("CNY"), 6)
                .total(List.of(
                        cell(Measure.APPROVED, "CNY", 6, "100"),
                        cell(Measure.APPROVED, "CNY", 7, "900"),
                        cell(Measure.SPENT, "CNY", 6, "111"),
                        cell(Measure.SPENT, "CNY", 7, "50")));
        assertThat(figures.approved()).isEqualByComparingTo("1000");
        assertThat(figures.due()).isEqualByComparingTo("100");
        assertThat(figures.spent()).isEqualByComparingTo("111");
        assertThat(figures.percent()).isEqualByComparingTo("11");
    }
}
