package org.verdite.funds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.actions.Actions;
import org.verdite.actions.NewAction;
import org.verdite.funds.FundingPlans.ChangedMeanwhile;
import org.verdite.organisation.NewMembership;
import org.verdite.organisation.NewSite;
import org.verdite.organisation.NewUnit;
import org.verdite.organisation.Sites;
import org.verdite.organisation.Units;
import org.verdite.rectification.SmallGroup;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.Money;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Origin;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// A funding line from the first request to the last payment.
@SpringBootTest
@Import(SmallGroup.Setting.class)
class FundingPlansTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final LocalDate START = LocalDate.parse("2020-01-01");

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
    Sites sites;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    private UnitId mine;
    private String code;

    @BeforeEach
    void aMine() {
        g.clock.to("2026-11-18T01:14:00Z");
        code = "FP-" + NUMBER.incrementAndGet();
        mine = unit(code, g.group);
    }

    private UnitId unit(String code, UnitId parent) {
        return system(
                () -> units.open(new NewUnit(code, LocalText.of(code, code + " 矿", "en"), "SITE", parent, START)));
    }

    private static <T> T system(Supplier<T> work) {
        return Scope.system("test").get(work);
    }

    private static <T> T as(Person person, Supplier<T> work) {
        return person.scope().get(work);
    }

    private static void does(Person person, Runnable work) {
        person.scope().run(work);
    }

    private static List<BigDecimal> each(String amount) {
        return IntStream.rangeClosed(1, 12)
                .mapToObj(_ -> new BigDecimal(amount))
                .toList();
    }

    private LineTerms terms(String title, String amount) {
        return new LineTerms(title, g.director.id(), each(amount));
    }

    private NewLine asked(UnitId at, String amount) {
        return new NewLine(
                at, 2026, Category.MONITORING, Nature.OPEX, "CNY", terms("Sampling of the ponds", amount), null);
    }

    private LineId proposed(String amount) {
        return system(() -> plans.propose(asked(mine, amount)));
    }

    private LineId approved(NewLine line) {
        var id = system(() -> plans.propose(line));
        does(g.director, () -> plans.approve(id, 1));
        return id;
    }

    private LineId approved(String amount) {
        return approved(asked(mine, amount));
    }

    private FundingLine get(LineId id) {
        return system(() -> plans.get(id));
    }

    private long post(UnitId at, int month, String amount, String currency) {
        return post(at, null, YearMonth.of(2026, month), Category.MONITORING, amount, currency);
    }

    private long post(
            UnitId at, @Nullable SiteId site, YearMonth month, Category category, String amount, String currency) {
        return system(() -> ledger.post(new NewPosting(
                at,
                site,
                month,
                category,
                Nature.OPEX,
                new Money(new BigDecimal(amount), currency),
                "V-" + NUMBER.incrementAndGet(),
                "Sampling",
                null)));
    }

    private static String refused(Runnable work) {
        try {
            work.run();
        } catch (Refused e) {
            return e.key();
        }
        return "taken";
    }

    private static Set<String> invalid(Runnable work) {
        try {
            work.run();
        } catch (Invalid e) {
            return e.problems().stream().map(p -> p.field() + " " + p.key()).collect(Collectors.toSet());
        }
        return Set.of();
    }

    @Test
    void what_one_asks_for_another_approves_and_it_holds() {
        var own = new LineTerms("Sampling of the ponds", g.zhou.id(), each("1000"));
        var id = as(
                g.zhou,
                () -> plans.propose(new NewLine(g.valley, 2026, Category.MONITORING, Nature.OPEX, "CNY", own, null)));
        assertThat(get(id).state()).isEqualTo(LineState.PROPOSED);
        assertThat(get(id).approved())
                .as("nobody decided, which is not nothing")
                .isNull();
        does(g.director, () -> plans.approve(id, 1));
        var line = get(id);
        assertThat(line.state()).isEqualTo(LineState.APPROVED);
        assertThat(line.approved()).isEqualByComparingTo("12000");
        assertThat(line.number()).matches("FL-2026-\\d{4,}");
        assertThat(refused(() -> does(g.director, () -> plans.approve(id, 1))))
                .isEqualTo("funds.refused.decided.APPROVED");
        assertThatThrownBy(() -> does(g.lin, () -> plans.approve(id, 1))).isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> does(g.rosa, () -> plans.approve(id, 1))).isInstanceOf(NotHere.class);
    }

    @Test
    void nobody_approves_what_they_asked_for_in_any_version() {
        var id = as(g.director, () -> plans.propose(asked(mine, "1000")));
        assertThat(refused(() -> does(g.director, () -> plans.approve(id, 1)))).isEqualTo("funds.refused.own");
        system(() -> {
            plans.change(id, 1, terms("Sampling", "900"), "less is enough");
            return true;
        });
        assertThat(refused(() -> does(g.director, () -> plans.approve(id, 2)))).isEqualTo("funds.refused.own");
        assertThatThrownBy(() -> system(() -> within.execute(_ -> jdbc.sql("""
                                update funds.line_version set state = 'APPROVED', decided_at = verdite.now(), decided_by = :me
                                where line_id = :id and state = 'PROPOSED'""")
                        .param("me", g.director.id().value())
                        .param("id", id.value())
                        .update())))
                .hasMessageContaining("nobody approves what they raised");
    }

    @Test
    void above_the_threshold_only_one_level_up_approves() {
        var small = system(() -> plans.propose(asked(g.valley, "400000")));
        does(g.zhou, () -> plans.approve(small, 1));
        var large = system(() -> plans.propose(asked(g.valley, "500000")));
        assertThat(refused(() -> does(g.zhou, () -> plans.approve(large, 1)))).isEqualTo("funds.refused.threshold");
        assertThat(refused(() -> does(g.zhou, () -> plans.reject(large, 1, "too much"))))
                .isEqualTo("funds.refused.threshold");
        does(g.director, () -> plans.approve(large, 1));
        var foreign = system(() -> plans.propose(
                new NewLine(g.valley, 2026, Category.MONITORING, Nature.OPEX, "XAF", terms("In francs", "1"), null)));
        assertThat(refused(() -> does(g.zhou, () -> plans.approve(foreign, 1))))
                .as("no fixed rate tells how much that is")
                .isEqualTo("funds.refused.threshold");
    }

    @Test
    void what_was_approved_holds_until_the_change_is_and_every_version_stays() {
        var id = approved("1000");
        int version = get(id).version();
        system(() -> {
            plans.change(id, version, terms("Sampling of all ponds", "1500"), "a third pond");
            return true;
        });
        var waiting = get(id);
        assertThat(waiting.approved()).isEqualByComparingTo("12000");
        assertThat(waiting.planned()).isEqualByComparingTo("18000");
        assertThat(waiting.title()).isEqualTo("Sampling of the ponds");
        does(g.director, () -> plans.reject(id, 2, "one pond is dry"));
        assertThat(get(id).state()).as("the line goes on").isEqualTo(LineState.APPROVED);
        assertThat(get(id).planned()).isEqualByComparingTo("12000");
        int again = get(id).version();
        system(() -> {
            plans.change(id, again, terms("Sampling of all ponds", "1200"), "half a pond");
            return true;
        });
        does(g.director, () -> plans.approve(id, 3));
        assertThat(get(id).approved()).isEqualByComparingTo("14400");
        assertThat(get(id).title()).isEqualTo("Sampling of all ponds");
        assertThat(system(() -> plans.versions(id)))
                .extracting(LineVersion::state)
                .containsExactly(VersionState.APPROVED, VersionState.REJECTED, VersionState.SUPERSEDED);
        assertThat(system(() -> plans.versions(id)).getLast().terms().total()).isEqualByComparingTo("12000");
        assertThat(invalid(() -> system(() -> {
                    plans.change(id, get(id).version(), terms("Sampling", "1"), " ");
                    return true;
                })))
                .containsExactly("reason funds.invalid.reason");
        assertThatThrownBy(() -> system(() -> within.execute(_ -> jdbc.sql(
                                "update funds.line_version set months = array_fill(1::numeric, array[12]) where line_id = :id")
                        .param("id", id.value())
                        .update())))
                .isInstanceOf(org.springframework.dao.DataAccessException.class);
    }

    @Test
    void who_decides_on_another_version_than_they_read_is_told_what_changed() {
        var id = proposed("1000");
        system(() -> {
            plans.change(id, 1, terms("Sampling of the ponds", "2000"), "twice as often");
            return true;
        });
        assertThatThrownBy(() -> does(g.director, () -> plans.approve(id, 1)))
                .isInstanceOfSatisfying(ChangedMeanwhile.class, e -> {
                    assertThat(e.key()).isEqualTo("funds.refused.changed");
                    assertThat(e.changes())
                            .extracting(ChangedMeanwhile.Change::field)
                            .startsWith("total", "m1")
                            .hasSize(13);
                });
        assertThat(get(id).state()).isEqualTo(LineState.PROPOSED);
        assertThat(refused(() -> does(g.director, () -> plans.reject(id, 1, "no"))))
                .isEqualTo("funds.refused.changed");
        does(g.director, () -> plans.approve(id, 2));
        assertThat(get(id).approved()).isEqualByComparingTo("24000");
    }

    @Test
    void of_two_who_decide_at_once_one_does() throws Exception {
        var id = proposed("1000");
        var outcomes = new ArrayList<String>();
        try (var both = Executors.newFixedThreadPool(2)) {
            var sent = new ArrayList<Future<String>>();
            for (int i = 0; i < 2; i++) {
                sent.add(both.submit(() -> refused(() -> does(g.director, () -> plans.approve(id, 1)))));
            }
            for (var one : sent) {
                outcomes.add(one.get());
            }
        }
        assertThat(outcomes).containsExactlyInAnyOrder("taken", "funds.refused.decided.APPROVED");
    }

    @Test
    void what_was_refused_or_taken_back_stays_so_and_a_closed_line_takes_nothing() {
        var refused = proposed("1000");
        assertThat(invalid(() -> does(g.director, () -> plans.reject(refused, 1, ""))))
                .containsExactly("reason funds.invalid.reason");
        does(g.director, () -> plans.reject(refused, 1, "not this year"));
        assertThat(refused(() -> system(() -> {
                    plans.change(refused, 2, terms("Again", "1"), "please");
                    return true;
                })))
                .isEqualTo("funds.refused.over.REJECTED");
        assertThat(refused(() -> system(() -> links.link(refused, Set.of(post(mine, 3, "10", "CNY"))))))
                .isEqualTo("funds.refused.bind.REJECTED");
        var back = proposed("1000");
        system(() -> {
            plans.withdraw(back, 1, "a mistake");
            return true;
        });
        assertThat(get(back).state()).isEqualTo(LineState.WITHDRAWN);
        var closed = approved("1000");
        system(() -> {
            plans.close(closed, get(closed).version(), "all is paid");
            return true;
        });
        assertThat(refused(() -> bind(closed, 3, "10", ""))).isEqualTo("funds.refused.bind.CLOSED");
        assertThatThrownBy(() -> system(() -> within.execute(
                        _ -> jdbc.sql("update funds.line set state = 'PROPOSED', pending_id = null where id = :id")
                                .param("id", closed.value())
                                .update())))
                .isInstanceOf(org.springframework.dao.DataAccessException.class);
    }

    @Test
    void what_can_t_be_meant_is_refused_with_the_field_it_stands_in() {
        assertThat(invalid(() -> ask("CNY", List.of(BigDecimal.ONE)))).containsExactly("months funds.invalid.months");
        assertThat(invalid(() -> ask("XQZ", each("1")))).containsExactly("currency funds.invalid.currency");
        assertThat(invalid(() -> ask("CNY", each("0")))).containsExactly("m1 funds.invalid.planned");
        var months = new ArrayList<>(each("1"));
        months.set(1, new BigDecimal("-1"));
        months.set(2, new BigDecimal("1.005"));
        months.set(3, new BigDecimal("12345678901234567"));
        assertThat(invalid(() -> ask("CNY", months)))
                .containsExactlyInAnyOrder(
                        "m2 funds.invalid.negative", "m3 funds.invalid.cents", "m4 funds.invalid.large");
        system(() -> {
            units.close(mine, 1, LocalDate.parse("2026-06-01"));
            return true;
        });
        assertThat(invalid(() -> ask("CNY", each("1")))).containsExactly("place funds.invalid.unitClosed");
        var nowhere = new Origin("targets", "goal", "999999", "?", "/targets");
        var elsewhere = unit(code + "-O", g.group);
        assertThat(invalid(() -> system(() -> plans.propose(new NewLine(
                        elsewhere, 2026, Category.MONITORING, Nature.OPEX, "CNY", terms("T", "1"), nowhere)))))
                .containsExactly("origin funds.invalid.origin");
    }

    private void ask(String currency, List<BigDecimal> months) {
        system(() -> plans.propose(new NewLine(
                mine,
                2026,
                Category.MONITORING,
                Nature.OPEX,
                currency,
                new LineTerms("Title", g.director.id(), months),
                null)));
    }

    private long bind(LineId id, int month, String amount, String overReason) {
        return system(() -> commitments.bind(
                new NewCommitment(
                        id, YearMonth.of(2026, month), new BigDecimal(amount), null, "Pump works", "PO-1", overReason),
                ""));
    }

    @Test
    void orders_bind_what_was_approved_and_more_only_with_a_reason() {
        var id = approved("1000");
        long first = bind(id, 2, "8000", "");
        assertThat(invalid(() -> bind(id, 3, "4000.01", ""))).containsExactly("overReason funds.invalid.over");
        bind(id, 3, "4000", "");
        assertThat(system(() -> over(id))).isFalse();
        assertThat(invalid(() -> bind(id, 4, "-5", ""))).containsExactly("amount funds.invalid.negative");
        assertThat(invalid(() -> bind(id, 4, "0", ""))).contains("amount funds.invalid.negative");
        bind(id, 4, "500", "the pump broke");
        assertThat(get(id).committed()).isEqualByComparingTo("12500");
        assertThat(system(() -> over(id))).isTrue();
        system(() -> commitments.reverse(first, "ordered twice"));
        assertThat(get(id).committed()).isEqualByComparingTo("4500");
        assertThat(refused(() -> system(() -> commitments.reverse(first, "again"))))
                .isEqualTo("funds.refused.commitmentReversed");
        assertThat(invalid(() -> system(() -> commitments.bind(
                        new NewCommitment(id, YearMonth.of(2025, 1), BigDecimal.ONE, null, "", "", ""), ""))))
                .containsExactlyInAnyOrder(
                        "month funds.invalid.lineYear", "supplier ui.form.required", "reference ui.form.required");
        assertThatThrownBy(() -> system(() -> within.execute(_ -> jdbc.sql("""
                                insert into funds.commitment (line_id, unit_id, month, amount, supplier, reference)
                                values (:id, :unit, '2026-01-01', 90000, 'x', 'x')""")
                        .param("id", id.value())
                        .param("unit", mine.value())
                        .update())))
                .hasMessageContaining("bound with a reason only");
    }

    private boolean over(LineId id) {
        return Objects.requireNonNull(
                within.execute(_ -> jdbc.sql("select over_committed from funds.line where id = :id")
                        .param("id", id.value())
                        .query((rs, _) -> rs.getBoolean(1))
                        .single()));
    }

    @Test
    void of_two_orders_at_once_that_only_one_fits_one_is_bound() throws Exception {
        var id = approved("1000");
        var outcomes = new ArrayList<Set<String>>();
        try (var both = Executors.newFixedThreadPool(2)) {
            var sent = new ArrayList<Future<Set<String>>>();
            for (int i = 0; i < 2; i++) {
                sent.add(both.submit(() -> invalid(() -> bind(id, 5, "7000", ""))));
            }
            for (var one : sent) {
                outcomes.add(one.get());
            }
        }
        assertThat(outcomes).containsExactlyInAnyOrder(Set.of(), Set.of("overReason funds.invalid.over"));
        assertThat(get(id).committed()).isEqualByComparingTo("7000");
    }

    @Test
    void an_order_that_comes_twice_with_its_key_is_bound_once() {
        var id = approved("1000");
        var order = new NewCommitment(id, YearMonth.of(2026, 5), new BigDecimal("70"), null, "Pumps", "PO-9", "");
        long first = system(() -> commitments.bind(order, "k-1"));
        assertThat(system(() -> commitments.bind(order, "k-1"))).isEqualTo(first);
        var other = new NewCommitment(id, YearMonth.of(2026, 5), new BigDecimal("71"), null, "Pumps", "PO-9", "");
        assertThat(refused(() -> system(() -> commitments.bind(other, "k-1")))).isEqualTo("ui.once.other");
        assertThat(get(id).committed()).isEqualByComparingTo("70");
    }

    @Test
    void a_posting_counts_once_and_its_reversal_goes_where_it_goes() {
        var id = approved("1000");
        var other = approved("1000");
        long posting = post(mine, 3, "500", "CNY");
        assertThat(system(() -> links.link(id, Set.of(posting)))).isEqualTo(1);
        assertThat(refused(() -> system(() -> links.link(id, Set.of(posting))))).isEqualTo("funds.refused.linked");
        assertThat(refused(() -> system(() -> links.link(other, Set.of(posting)))))
                .isEqualTo("funds.refused.linked");
        assertThat(spent(id)).isEqualByComparingTo("500");
        long reversal = system(() -> ledger.reverse(posting, "not ours"));
        assertThat(spent(id)).isEqualByComparingTo("0");
        assertThat(refused(() -> system(() -> links.link(id, Set.of(reversal)))))
                .isEqualTo("funds.refused.follows");
        system(() -> {
            links.move(posting, other, "the other ponds");
            return true;
        });
        assertThat(system(() -> linesOf(posting, reversal)))
                .as("both moved, and where they were stays readable")
                .containsExactly(id.value(), id.value(), other.value(), other.value());
        assertThat(invalid(() -> system(() -> {
                    links.unlink(posting, "");
                    return true;
                })))
                .containsExactly("reason funds.invalid.reason");
        system(() -> {
            links.unlink(posting, "no plan at all");
            return true;
        });
        assertThat(refused(() -> system(() -> {
                    links.unlink(posting, "again");
                    return true;
                })))
                .isEqualTo("funds.refused.notLinked");
    }

    private List<Long> linesOf(long... postings) {
        return Objects.requireNonNull(within.execute(
                _ -> jdbc.sql("select line_id from funds.link where posting_id = any(:ids) order by line_id, id")
                        .param("ids", java.util.Arrays.stream(postings).boxed().toArray(Long[]::new))
                        .query((rs, _) -> rs.getLong(1))
                        .list()));
    }

    private BigDecimal spent(LineId id) {
        return system(() -> Objects.requireNonNull(
                within.execute(_ -> jdbc.sql("select spent from funds.pub_funding where id = :id")
                        .param("id", id.value())
                        .query((rs, _) -> rs.getBigDecimal(1))
                        .single())));
    }

    @Test
    void a_line_pays_for_its_unit_and_those_below_in_its_year_and_kind() {
        var id = approved("1000");
        var below = unit(code + "-B", mine);
        var beside = unit(code + "-N", g.group);
        long fits = post(below, 3, "10", "CNY");
        assertThat(system(() -> links.link(id, Set.of(fits)))).isEqualTo(1);
        long far = post(beside, 3, "10", "CNY");
        long old = post(mine, null, YearMonth.of(2025, 3), Category.MONITORING, "10", "CNY");
        long kind = post(mine, null, YearMonth.of(2026, 3), Category.RESEARCH, "10", "CNY");
        assertThat(invalid(() -> system(() -> links.link(id, Set.of(far, old, kind)))))
                .containsExactlyInAnyOrder(
                        "postings funds.invalid.fitUnit",
                        "postings funds.invalid.fitYear",
                        "postings funds.invalid.fitKind");
        long good = post(mine, 3, "10", "CNY");
        assertThat(invalid(() -> system(() -> links.link(id, Set.of(good, far)))))
                .containsExactly("postings funds.invalid.fitUnit");
        assertThat(system(() -> linesOf(good))).as("all of them or none").isEmpty();
        assertThatThrownBy(() -> system(() -> links.link(id, Set.of(987654321L))))
                .isInstanceOf(NotHere.class);
        assertThat(invalid(() -> system(() -> links.link(id, Set.of()))))
                .containsExactly("postings funds.invalid.postings");
    }

    @Test
    void spending_in_another_currency_counts_at_the_average_of_its_month_or_is_said_to_be_missing() {
        system(() -> {
            rates.set(new NewRate("XPF", 2026, 3, new BigDecimal("0.06"), new BigDecimal("0.06"), "test"));
            return true;
        });
        var id = approved("1000");
        long rated = post(mine, 3, "100000", "XPF");
        long bare = post(mine, 4, "100000", "XPF");
        system(() -> links.link(id, Set.of(rated, bare)));
        assertThat(spent(id)).isEqualByComparingTo("6000");
        var figures = system(() -> plan.of(of(mine, 2026, 12, LocalDate.parse("2026-11-18"))))
                .total();
        assertThat(figures.spent()).isEqualByComparingTo("6000");
        assertThat(figures.gaps()).contains(new PlanFigures.Gap("XPF", 4));
        assertThat(figures.percent()).isNull();
    }

    private static PlanAsked of(UnitId unit, int year, int until, @Nullable LocalDate structure) {
        return new PlanAsked(year, until, unit, structure, null, null, "CNY");
    }

    @Test
    void plan_and_spending_are_told_by_category_nature_month_and_unit_with_the_deviation() {
        var id = approved("1000");
        system(() -> links.link(id, Set.of(post(mine, 1, "1110", "CNY"))));
        bind(id, 2, "300", "");
        post(mine, null, YearMonth.of(2026, 2), Category.RESEARCH, "50", "CNY");
        var january = system(() -> plan.of(of(mine, 2026, 1, LocalDate.parse("2026-11-18"))));
        assertThat(january.total().due()).isEqualByComparingTo("1000");
        assertThat(january.total().spent()).isEqualByComparingTo("1110");
        assertThat(january.total().percent()).isEqualByComparingTo("11");
        assertThat(january.total().deviation(january.rule())).isEqualTo(Deviation.OVER);
        var half = system(() -> plan.of(of(mine, 2026, 6, LocalDate.parse("2026-11-18"))));
        assertThat(half.total().planned()).isEqualByComparingTo("12000");
        assertThat(half.total().committed()).isEqualByComparingTo("300");
        assertThat(half.total().unplanned())
                .as("spending without a plan is spending")
                .isEqualByComparingTo("50");
        assertThat(half.total().spent()).isEqualByComparingTo("1160");
        assertThat(half.total().rest())
                .as("it uses nothing of what was approved")
                .isEqualByComparingTo("10890");
        assertThat(half.total().percent()).isEqualByComparingTo("-81.5");
        assertThat(half.total().deviation(half.rule())).isEqualTo(Deviation.UNDER);
        assertThat(half.categories().get(Category.RESEARCH).approved())
                .as("nobody approved any")
                .isNull();
        assertThat(half.categories().get(Category.MONITORING).spent()).isEqualByComparingTo("1110");
        assertThat(half.months().get(2).spent()).isEqualByComparingTo("50");
        assertThat(half.branches()).containsOnlyKeys(mine.value());
    }

    /// Site 2 spends 8 m in 2021, 10 m in the first half of 2022 and 14 m in the second, and moves from A to B between.
    @Test
    void a_site_that_moves_within_a_year_is_told_of_both_as_it_was_and_of_one_as_it_is() {
        var group = unit(code + "-G", g.group);
        var a = unit(code + "-A", group);
        var b = unit(code + "-B", group);
        var site = unit(code + "-2", a);
        post(site, null, YearMonth.of(2021, 5), Category.RESTORATION, "8000000", "CNY");
        post(site, null, YearMonth.of(2022, 2), Category.RESTORATION, "4000000", "CNY");
        post(site, null, YearMonth.of(2022, 6), Category.RESTORATION, "6000000", "CNY");
        post(site, null, YearMonth.of(2022, 7), Category.RESTORATION, "5000000", "CNY");
        post(site, null, YearMonth.of(2022, 12), Category.RESTORATION, "9000000", "CNY");
        system(() -> {
            units.move(site, b, LocalDate.parse("2022-07-01"), "B takes over");
            return true;
        });
        var today = LocalDate.parse("2026-11-18");
        var was = system(() -> plan.of(of(group, 2022, 12, null)));
        assertThat(was.branches().get(a.value()).spent()).isEqualByComparingTo("10000000");
        assertThat(was.branches().get(b.value()).spent()).isEqualByComparingTo("14000000");
        var is = system(() -> plan.of(of(group, 2022, 12, today)));
        assertThat(is.branches()).containsOnlyKeys(b.value());
        assertThat(is.branches().get(b.value()).spent()).isEqualByComparingTo("24000000");
        var before = system(() -> plan.of(of(group, 2021, 12, today)));
        assertThat(before.branches().get(b.value()).spent()).isEqualByComparingTo("8000000");
        assertThat(system(() -> plan.of(of(group, 2021, 12, null)))
                        .branches()
                        .get(a.value())
                        .spent())
                .isEqualByComparingTo("8000000");
        assertThat(List.of(was, is))
                .allSatisfy(t -> assertThat(t.total().spent()).isEqualByComparingTo("24000000"));
    }

    /// X is operated and owned at 55 %, Y is not operated and owned at 45 %.
    @Test
    void a_boundary_counts_what_is_operated_whole_or_what_is_owned_by_its_share() {
        SiteId x = site(code + "-X", mine);
        SiteId y = site(code + "-Y", unit(code + "-YU", g.group));
        member("OPERATIONAL_CONTROL", x, "1");
        member("EQUITY_SHARE", x, "0.55");
        member("EQUITY_SHARE", y, "0.45");
        long first = post(mine, x, YearMonth.of(2024, 3), Category.CLOSURE, "1000", "CNY");
        long second = post(unitOf(y), y, YearMonth.of(2024, 3), Category.CLOSURE, "2000", "CNY");
        assertThat(counted("OPERATIONAL_CONTROL", first, second)).isEqualByComparingTo("1000");
        assertThat(counted("EQUITY_SHARE", first, second)).isEqualByComparingTo("1450");
        assertThat(counted("ALL_OWNED", first, second)).isEqualByComparingTo("3000");
    }

    private SiteId site(String site, UnitId at) {
        return system(() -> sites.add(new NewSite(
                at,
                site,
                LocalText.of("en", site),
                "MINE",
                "CN",
                "",
                ZoneId.of("Asia/Shanghai"),
                new BigDecimal("26.1"),
                new BigDecimal("101.2"),
                null,
                "Cu",
                START,
                null,
                null)));
    }

    private UnitId unitOf(SiteId site) {
        return system(() -> sites.unitOf(site));
    }

    private void member(String boundary, SiteId site, String share) {
        Scope.system("test")
                .run(() -> sites.member(new NewMembership(
                        boundary, site, "IN", new BigDecimal(share), START, null, null, "share", "board")));
    }

    private BigDecimal counted(String boundary, long... postings) {
        return system(() -> Objects.requireNonNull(within.execute(_ -> jdbc.sql(
                        "select sum(rmb) from funds.pub_spent(2024, 'infinity', :boundary) where posting_id = any(:ids)")
                .param("boundary", boundary)
                .param("ids", java.util.Arrays.stream(postings).boxed().toArray(Long[]::new))
                .query((rs, _) -> rs.getBigDecimal(1))
                .single())));
    }

    @Test
    void rooms_above_read_what_is_behind_their_records_at_once() {
        var origins = new ArrayList<Origin>();
        for (int i = 0; i < 3; i++) {
            String id = system(() -> actions.open(new NewAction(
                            mine,
                            "Line the pond",
                            "OTHER",
                            g.director.id(),
                            LocalDate.of(2027, 6, 1),
                            null,
                            new Origin("targets", "target", "1", "T", "/targets"))))
                    .toString();
            origins.add(new Origin("actions", "action", id, "As somebody calls it", "/actions/" + id));
        }
        var line = system(() -> plans.propose(new NewLine(
                mine, 2026, Category.MONITORING, Nature.OPEX, "CNY", terms("Lining", "100"), origins.get(0))));
        var other = approved(new NewLine(
                mine, 2026, Category.MONITORING, Nature.OPEX, "CNY", terms("More lining", "100"), origins.get(1)));
        bind(other, 1, "200", "");
        system(() -> links.link(other, Set.of(post(mine, 1, "150", "CNY"))));
        var standing = system(() -> plans.standing(origins));
        assertThat(standing).containsOnlyKeys(origins.get(0), origins.get(1));
        var asked = standing.get(origins.get(0)).getFirst();
        assertThat(asked.line()).isEqualTo(line);
        assertThat(asked.approved()).isNull();
        assertThat(get(line).origin().title()).as("its own room says its name").isEqualTo("Line the pond");
        var funded = system(() -> plans.of(origins.get(1))).getFirst();
        assertThat(funded.approved()).isEqualByComparingTo("1200");
        assertThat(funded.committed()).isEqualByComparingTo("200");
        assertThat(funded.spent()).isEqualByComparingTo("150");
        assertThat(as(g.rosa, () -> plans.of(origins.get(1))))
                .as("not within her reach")
                .isEmpty();
    }

    @Test
    void a_rule_holds_from_its_day_and_what_was_said_before_stays() {
        system(() -> rules.set(
                LocalDate.parse("2035-01-01"),
                new BigDecimal("5"),
                new BigDecimal("20"),
                new Money(BigDecimal.TEN, "USD")));
        assertThat(system(() -> rules.on(LocalDate.parse("2034-12-31"))).overPercent())
                .isEqualByComparingTo("10");
        var rule = system(() -> rules.on(LocalDate.parse("2035-01-01")));
        assertThat(rule.judge(new BigDecimal("100"), new BigDecimal("105"))).isEqualTo(Deviation.WITHIN);
        assertThat(rule.judge(new BigDecimal("100"), new BigDecimal("105.01"))).isEqualTo(Deviation.OVER);
        assertThat(rule.judge(new BigDecimal("100"), new BigDecimal("79.99"))).isEqualTo(Deviation.UNDER);
        assertThat(rule.judge(BigDecimal.ZERO, BigDecimal.ZERO)).isNull();
        assertThat(invalid(() -> system(() -> rules.set(
                        LocalDate.parse("2035-01-01"),
                        new BigDecimal("-1"),
                        new BigDecimal("101"),
                        new Money(BigDecimal.ZERO, "USD")))))
                .containsExactlyInAnyOrder(
                        "over funds.invalid.percent", "under funds.invalid.percent", "threshold funds.invalid.planned");
        assertThatThrownBy(() -> does(
                        g.zhou,
                        () -> rules.set(START, BigDecimal.ONE, BigDecimal.ONE, new Money(BigDecimal.TEN, "CNY"))))
                .isInstanceOf(NotPermitted.class);
    }
}
