package org.verdite.funds;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.sessions.JqwikSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.actions.Actions;
import org.verdite.actions.NewAction;
import org.verdite.organisation.NewUnit;
import org.verdite.organisation.Units;
import org.verdite.rectification.SmallGroup;
import org.verdite.shared.LocalText;
import org.verdite.shared.Money;
import org.verdite.shared.Origin;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Whatever is done with money, in whatever order, what went in comes out: to the cent, in every currency,
/// whichever way it is added. The steps are drawn at random, taken by the verbs that everybody uses, and
/// counted beside them.
@SpringBootTest
@Import(SmallGroup.Setting.class)
class MoneyInMoneyOutTests {

    private static final int YEAR = 2021;
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final List<String> CURRENCIES = List.of("CNY", "USD", "PEN", "KZT");
    private static final List<Category> CATEGORIES = List.of(Category.MONITORING, Category.CLOSURE);
    /// Rates that leave something over at every turn.
    private static final Map<String, BigDecimal> BUDGET = Map.of(
            "CNY", BigDecimal.ONE,
            "USD", new BigDecimal("7.09876543"),
            "PEN", new BigDecimal("1.87654321"),
            "KZT", new BigDecimal("0.01513579"));

    private static final BigDecimal HALF_A_CENT = new BigDecimal("0.005");
    /// What ten digits after the point leave of a few hundred amounts.
    private static final BigDecimal NOTHING = new BigDecimal("0.000001");

    @Autowired
    SmallGroup g;

    @Autowired
    FundingPlans plans;

    @Autowired
    Commitments commitments;

    @Autowired
    LineLinks links;

    @Autowired
    PlanAgainstActual plan;

    @Autowired
    PlanRules rules;

    @Autowired
    Ledger ledger;

    @Autowired
    Rates rates;

    @Autowired
    Actions actions;

    @Autowired
    Units units;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    private enum What {
        ASK,
        APPROVE,
        CHANGE,
        BIND,
        UNBIND,
        POST,
        REVERSE,
        LINK,
        MOVE,
        UNLINK
    }

    /// @param pick which of those it can be done to
    /// @param cents for each month; of an amount the first
    private record Step(
            What what, int pick, int unit, Category category, String currency, int month, List<Long> cents, int goal) {

        Step as(What other) {
            return new Step(other, pick, unit, category, currency, month, cents, goal);
        }
    }

    /// So that there is something to work with: lines that hold, and postings.
    private static final List<What> FIRST = List.of(
            What.ASK,
            What.APPROVE,
            What.ASK,
            What.APPROVE,
            What.ASK,
            What.APPROVE,
            What.POST,
            What.POST,
            What.POST,
            What.POST,
            What.LINK,
            What.BIND);

    private static final class Line {
        final LineId id;
        final UnitId unit;
        final Category category;
        final String currency;
        final @Nullable Origin goal;
        List<BigDecimal> asked;
        List<BigDecimal> approved = List.of();
        boolean waits = true;

        Line(LineId id, UnitId unit, Step step, @Nullable Origin goal, List<BigDecimal> asked) {
            this.id = id;
            this.unit = unit;
            this.category = step.category();
            this.currency = step.currency();
            this.goal = goal;
            this.asked = asked;
        }

        boolean holds() {
            return !approved.isEmpty();
        }
    }

    private record Bound(long id, Line line, int month, BigDecimal amount) {}

    private static final class Booked {
        final long id;
        final UnitId unit;
        final Step step;
        final BigDecimal amount;

        @Nullable Line line;

        boolean reversed;

        Booked(long id, UnitId unit, Step step, BigDecimal amount) {
            this.id = id;
            this.unit = unit;
            this.step = step;
            this.amount = amount;
        }
    }

    /// One region with two mines and a section, and all that was done with its money.
    private final class Books {
        final UnitId region;
        final List<UnitId> places;
        final List<Origin> goals;
        final List<Line> lines = new ArrayList<>();
        final List<Bound> bound = new ArrayList<>();
        final List<Booked> booked = new ArrayList<>();

        Books() {
            String code = "MM-" + NUMBER.incrementAndGet();
            region = open(code, "SUBSIDIARY", g.group);
            var one = open(code + "-1", "SITE", region);
            places = List.of(region, one, open(code + "-2", "SITE", region), open(code + "-3", "SECTION", one));
            goals = IntStream.range(0, 2)
                    .mapToObj(_ -> g.director
                            .scope()
                            .get(() -> actions.open(new NewAction(
                                    region,
                                    "Line the pond",
                                    "OTHER",
                                    g.director.id(),
                                    LocalDate.parse("2026-12-20"),
                                    null,
                                    new Origin("tests", "trial", "1", "Trial", "/tests/1")))))
                    .map(id -> new Origin("actions", "action", id.toString(), "Line the pond", "/actions/" + id))
                    .toList();
        }

        void take(Step step) {
            switch (step.what()) {
                case ASK -> ask(step);
                case APPROVE -> one(lines, step, l -> l.waits).ifPresent(this::approve);
                case CHANGE -> one(lines, step, _ -> true).ifPresent(l -> change(l, step));
                case BIND -> one(lines, step, Line::holds).ifPresent(l -> bind(l, step));
                case UNBIND -> one(bound, step, _ -> true).ifPresent(this::unbind);
                case POST -> post(step);
                case REVERSE -> one(booked, step, b -> !b.reversed).ifPresent(this::reverse);
                case LINK ->
                    one(booked, step, b -> b.line == null && fitting(b) != null).ifPresent(b -> link(b));
                case MOVE ->
                    one(booked, step, b -> b.line != null && fitting(b) != null).ifPresent(b -> move(b));
                case UNLINK -> one(booked, step, b -> b.line != null).ifPresent(this::unlink);
            }
        }

        private void ask(Step step) {
            var origin = step.goal() == 0 ? null : goals.get(step.goal() - 1);
            var unit = places.get(step.unit());
            var months = months(step);
            var id = system(() -> plans.propose(
                    new NewLine(unit, YEAR, step.category(), Nature.OPEX, step.currency(), terms(months), origin)));
            lines.add(new Line(id, unit, step, origin, months));
        }

        private void approve(Line line) {
            int number = system(() -> plans.versions(line.id)).getFirst().number();
            g.director.scope().run(() -> plans.approve(line.id, number));
            line.approved = line.asked;
            line.waits = false;
        }

        private void change(Line line, Step step) {
            int version = system(() -> plans.get(line.id)).version();
            Scope.system("test").run(() -> plans.change(line.id, version, terms(months(step)), "counted anew"));
            line.asked = months(step);
            line.waits = true;
        }

        private void bind(Line line, Step step) {
            var amount = months(step).getFirst();
            var asOf = system(() -> plans.get(line.id));
            boolean over = asOf.committed().add(amount).compareTo(Objects.requireNonNull(asOf.approved())) > 0;
            long id = system(() -> commitments.bind(
                    new NewCommitment(
                            line.id,
                            YearMonth.of(YEAR, step.month()),
                            amount,
                            null,
                            "Somebody",
                            "C-" + NUMBER.incrementAndGet(),
                            over ? "prices rose" : ""),
                    ""));
            bound.add(new Bound(id, line, step.month(), amount));
        }

        private void unbind(Bound b) {
            system(() -> commitments.reverse(b.id(), "ordered twice"));
            bound.remove(b);
        }

        private void post(Step step) {
            var unit = places.get(step.unit());
            var amount = months(step).getFirst();
            long id = system(() -> ledger.post(new NewPosting(
                    unit,
                    null,
                    YearMonth.of(YEAR, step.month()),
                    step.category(),
                    Nature.OPEX,
                    new Money(amount, step.currency()),
                    "V-" + NUMBER.incrementAndGet(),
                    "Bottles",
                    null)));
            booked.add(new Booked(id, unit, step, amount));
        }

        private void reverse(Booked b) {
            system(() -> ledger.reverse(b.id, "booked twice"));
            b.reversed = true;
        }

        private void link(Booked b) {
            var line = Objects.requireNonNull(fitting(b));
            system(() -> links.link(line.id, Set.of(b.id)));
            b.line = line;
        }

        private void move(Booked b) {
            var line = Objects.requireNonNull(fitting(b));
            Scope.system("test").run(() -> links.move(b.id, line.id, "belongs there"));
            b.line = line;
        }

        private void unlink(Booked b) {
            Scope.system("test").run(() -> links.unlink(b.id, "another matter"));
            b.line = null;
        }

        /// A line that holds, of the same category, at the posting's unit or above, where it is not yet.
        private @Nullable Line fitting(Booked b) {
            return lines.stream()
                    .filter(l -> l.holds() && l != b.line && l.category == b.step.category())
                    .filter(l -> l.unit.equals(b.unit)
                            || l.unit.equals(region)
                            || b.unit.equals(places.get(3)) && l.unit.equals(places.get(1)))
                    .reduce((_, last) -> last)
                    .orElse(null);
        }

        /// What counts of a posting: one that was taken back counts twice, with both signs.
        BigDecimal net(Booked b) {
            return b.reversed ? BigDecimal.ZERO : b.amount;
        }
    }

    private UnitId open(String code, String kind, UnitId parent) {
        return system(() ->
                units.open(new NewUnit(code, LocalText.of("en", code), kind, parent, LocalDate.parse("2020-01-01"))));
    }

    private static <T> Optional<T> one(List<T> all, Step step, Predicate<T> which) {
        var fit = all.stream().filter(which).toList();
        return fit.isEmpty() ? Optional.empty() : Optional.of(fit.get(step.pick() % fit.size()));
    }

    private static List<BigDecimal> months(Step step) {
        return step.cents().stream().map(c -> BigDecimal.valueOf(c, 2)).toList();
    }

    private LineTerms terms(List<BigDecimal> months) {
        return new LineTerms("Sampling", g.director.id(), months);
    }

    private static <T> T system(Supplier<T> work) {
        return Scope.system("test").get(work);
    }

    private static BigDecimal average(String currency, int month) {
        return currency.equals("CNY")
                ? BigDecimal.ONE
                : Objects.requireNonNull(BUDGET.get(currency)).add(BigDecimal.valueOf(month * 31L, 8));
    }

    private static Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(What.class),
                        Arbitraries.integers().between(0, 1000),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of(CATEGORIES),
                        Arbitraries.of(CURRENCIES),
                        Arbitraries.integers().between(1, 12),
                        // odd cents, ones and very large ones
                        Arbitraries.oneOf(
                                        Arbitraries.longs().between(1, 9),
                                        Arbitraries.longs().between(1, 999_999),
                                        Arbitraries.longs().between(99_999_999_999L, 999_999_999_999L))
                                .list()
                                .ofSize(12),
                        Arbitraries.integers().between(0, 2))
                .as(Step::new)
                .list()
                .ofMinSize(20)
                .ofMaxSize(60)
                .map(all -> IntStream.range(0, all.size())
                        .mapToObj(i -> i < FIRST.size() ? all.get(i).as(FIRST.get(i)) : all.get(i))
                        .toList());
    }

    @Test
    void what_goes_in_comes_out_whichever_way_it_is_added_and_turned() throws Throwable {
        g.clock.to("2026-11-18T01:14:00Z");
        g.director.scope().run(() -> {
            for (String currency : CURRENCIES.subList(1, CURRENCIES.size())) {
                rules.fix(new PlanRules.BudgetRate(
                        currency, YEAR, Objects.requireNonNull(BUDGET.get(currency)), "made up"));
                for (int month = 1; month <= 12; month++) {
                    rates.set(new NewRate(
                            currency, YEAR, month, average(currency, month), average(currency, month), "made up"));
                }
            }
        });
        JqwikSession.run(() -> steps().sampleStream().limit(5).forEach(drawn -> {
            var books = new Books();
            drawn.forEach(books::take);
            for (String into : CURRENCIES) {
                check(books, into, drawn);
            }
            checkGoals(books, drawn);
        }));
    }

    private void check(Books books, String into, List<Step> drawn) {
        var table = system(() -> plan.of(new PlanAsked(YEAR, 12, books.region, null, null, null, into)));
        String of = into + " of " + drawn;
        assertThat(table.total().gaps()).as(of).isEmpty();
        same(table.total().planned(), sum(books.lines, l -> planned(total(l.asked), l.currency, into)), of);
        same(table.total().approved(), sum(books.lines, l -> planned(total(l.approved), l.currency, into)), of);
        same(table.total().committed(), sum(books.bound, b -> planned(b.amount(), b.line().currency, into)), of);
        same(table.total().spent(), sum(books.booked, b -> spent(books.net(b), b.step, into)), of);
        same(
                table.total().spentAsPlanned(),
                sum(books.booked, b -> planned(books.net(b), b.step.currency(), into)),
                of);
        same(
                table.total().unplanned(),
                sum(books.booked.stream().filter(b -> b.line == null).toList(), b -> spent(books.net(b), b.step, into)),
                of);
        for (var parts : List.of(table.branches(), table.categories(), table.natures(), table.months())) {
            for (var measure : measures()) {
                assertThat(sum(List.copyOf(parts.values()), f -> or(measure.apply(f))))
                        .as(of)
                        .isEqualByComparingTo(or(measure.apply(table.total())));
            }
        }
        for (UnitId place : books.places.subList(1, 3)) {
            var below = place.equals(books.places.get(1)) ? books.places.get(3) : place;
            var figures = table.branches().get(place.value());
            same(
                    figures == null ? null : figures.spent(),
                    sum(
                            books.booked.stream()
                                    .filter(b -> b.unit.equals(place) || b.unit.equals(below))
                                    .toList(),
                            b -> spent(books.net(b), b.step, into)),
                    of);
        }
    }

    /// By goal and without a goal, in the line's currency as it is kept, and turned back into what was paid.
    private void checkGoals(Books books, List<Step> drawn) {
        var asked = new ArrayList<>(books.goals);
        var funded = system(() -> plans.standing(asked));
        for (Origin goal : asked) {
            var own = books.lines.stream().filter(l -> goal.equals(l.goal)).toList();
            var told = Objects.requireNonNullElse(funded.get(goal), List.<Funding>of()).stream()
                    .collect(Collectors.toMap(Funding::line, Function.identity()));
            assertThat(told.keySet())
                    .as(drawn.toString())
                    .containsExactlyInAnyOrderElementsOf(
                            own.stream().map(l -> l.id).toList());
            for (Line line : own) {
                var f = Objects.requireNonNull(told.get(line.id));
                assertThat(f.spent()).as(drawn.toString()).isEqualByComparingTo(counted(books, line));
                assertThat(f.committed())
                        .isEqualByComparingTo(sum(
                                books.bound.stream()
                                        .filter(b -> b.line() == line)
                                        .toList(),
                                Bound::amount));
                assertThat(or(f.approved())).isEqualByComparingTo(total(line.approved));
            }
        }
        for (String currency : CURRENCIES) {
            var paid = books.booked.stream()
                    .filter(b -> b.step.currency().equals(currency))
                    .toList();
            var ofGoals = amount(books, currency, "l.origin_key is not null");
            var ofNone = amount(books, currency, "k.id is not null and l.origin_key is null");
            var unplanned = amount(books, currency, "k.id is null");
            assertThat(ofGoals.add(ofNone).add(unplanned))
                    .as(currency + " of " + drawn)
                    .isEqualByComparingTo(sum(paid, books::net));
            assertThat(ofGoals)
                    .as(currency + " of " + drawn)
                    .isEqualByComparingTo(sum(
                            paid.stream()
                                    .filter(b -> b.line != null && b.line.goal != null)
                                    .toList(),
                            books::net));
        }
        for (Booked b : books.booked) {
            var line = b.line;
            if (line != null && !b.reversed) {
                BigDecimal kept = counted(b, line.currency);
                BigDecimal rate = average(line.currency, b.step.month());
                BigDecimal back =
                        kept.multiply(rate).divide(average(b.step.currency(), b.step.month()), MathContext.DECIMAL128);
                BigDecimal most = HALF_A_CENT
                        .multiply(rate)
                        .divide(average(b.step.currency(), b.step.month()), MathContext.DECIMAL128)
                        .add(NOTHING);
                assertThat(back.subtract(b.amount).abs()).isLessThanOrEqualTo(most);
            }
        }
    }

    private BigDecimal amount(Books books, String currency, String which) {
        return Objects.requireNonNull(system(() -> within.execute(_ -> jdbc.sql("""
                                select coalesce(sum(p.amount), 0) from funds.posting p
                                left join funds.link k on k.posting_id = p.id and k.ended_at is null left join funds.line l on l.id = k.line_id
                                where p.unit_id in (:units) and p.currency = :currency and """ + " " + which)
                .param("units", books.places.stream().map(UnitId::value).toList())
                .param("currency", currency)
                .query(BigDecimal.class)
                .single())));
    }

    private static BigDecimal counted(Books books, Line line) {
        return sum(
                books.booked.stream().filter(b -> b.line == line && !b.reversed).toList(),
                b -> counted(b, line.currency));
    }

    /// Each posting by itself, to the cent.
    private static BigDecimal counted(Booked b, String into) {
        return b.step.currency().equals(into)
                ? b.amount
                : spent(b.amount, b.step, into).setScale(2, RoundingMode.HALF_UP);
    }

    private static BigDecimal planned(BigDecimal amount, String currency, String into) {
        return currency.equals(into)
                ? amount
                : amount.multiply(BUDGET.get(currency)).divide(BUDGET.get(into), MathContext.DECIMAL128);
    }

    private static BigDecimal spent(BigDecimal amount, Step step, String into) {
        return step.currency().equals(into)
                ? amount
                : amount.multiply(average(step.currency(), step.month()))
                        .divide(average(into, step.month()), MathContext.DECIMAL128);
    }

    private static BigDecimal total(List<BigDecimal> months) {
        return months.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static <T> BigDecimal sum(List<T> all, Function<T, BigDecimal> amount) {
        return all.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal or(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }

    private static void same(@Nullable BigDecimal told, BigDecimal counted, String of) {
        assertThat(or(told).subtract(counted).abs())
                .as("%s told, %s counted, %s", told, counted, of)
                .isLessThan(NOTHING);
    }

    private static List<Function<PlanFigures, @Nullable BigDecimal>> measures() {
        return List.of(
                PlanFigures::planned,
                PlanFigures::approved,
                PlanFigures::due,
                PlanFigures::committed,
                PlanFigures::spent,
                PlanFigures::spentAsPlanned,
                PlanFigures::unplanned);
    }
}
