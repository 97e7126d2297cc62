package org.verdite.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.actions.Actions;
import org.verdite.actions.NewAction;
import org.verdite.organisation.Admission;
import org.verdite.organisation.AdmissionBar;
import org.verdite.organisation.Admissions;
import org.verdite.organisation.Contractors;
import org.verdite.organisation.NewPerson;
import org.verdite.organisation.NewPosition;
import org.verdite.organisation.NewUnit;
import org.verdite.organisation.People;
import org.verdite.organisation.Posts;
import org.verdite.organisation.Sites;
import org.verdite.organisation.UnitTouch;
import org.verdite.organisation.Units;
import org.verdite.organisation.UnitsTouched;
import org.verdite.rectification.SmallGroup;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;
import org.verdite.ui.Frames;

/// A goal is broken down from the group to a post and a contractor, and each signs for a share.
@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
class SharesTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    SmallGroup g;

    @Autowired
    Goals goals;

    @Autowired
    Shares shares;

    @Autowired
    Negotiation negotiation;

    @Autowired
    Balances balances;

    @Autowired
    WhatIf whatIf;

    @Autowired
    Letters letters;

    @Autowired
    Coverage coverage;

    @Autowired
    Actions actions;

    @Autowired
    Posts posts;

    @Autowired
    Units units;

    @Autowired
    Contractors contractors;

    @Autowired
    UnitsTouched touched;

    @Autowired
    Admissions admissions;

    @Autowired
    Sites sites;

    @Autowired
    People people;

    @Autowired
    Frames frames;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    @Test
    void a_sum_is_shared_out_with_nothing_lost_and_only_what_is_signed_for_is_covered() {
        var goal = goal(Method.SUM, NewTarget.Direction.AT_MOST, "100");
        var made = as(
                g.director,
                () -> shares.spread(goal, null, List.of(part(unit(g.valley), "2"), part(unit(g.ridge), "1"))));
        assertThat(value(made.getFirst())).isEqualByComparingTo("66.6667");
        assertThat(value(made.getLast())).isEqualByComparingTo("33.3333");
        var before = balance(goal);
        assertThat(before.allocated()).isEqualByComparingTo("100");
        assertThat(before.covered()).isEqualByComparingTo("0");
        assertThat(before.uncovered()).isEqualByComparingTo("100");
        assertThat(before.verdict()).isEqualTo(Balance.Verdict.EXACT);
        accept(g.zhou, made.getFirst());
        assertThat(balance(goal).covered()).isEqualByComparingTo("66.6667");
        assertThat(balance(goal).accepted()).isEqualTo(1);
        assertThatThrownBy(() -> as(g.director, () -> shares.spread(goal, null, List.of(part(unit(g.section), "1")))))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.key()).isEqualTo("targets.refused.nothingLeft"));
    }

    @Test
    void a_letter_none_of_whose_shares_is_left_is_due_and_ends_without_another() {
        int post = Scope.system("test").get(() -> {
            String code = "SH-" + NUMBER.incrementAndGet();
            int made = posts.establish(
                    new NewPosition(code, g.section, "ENVIRONMENT_FULL_TIME", LocalText.of("en", "Officer"), null));
            posts.appoint(g.lin.id(), code, LocalDate.parse("2020-01-01"), null, false);
            return made;
        });
        var holder = Holder.post(g.section, post);
        var share = propose(g.director, goal(Method.SUM, NewTarget.Direction.AT_MOST, "60"), null, holder, "20");
        accept(g.lin, share);
        as(g.director, () -> letters.issue(holder, 2026));
        assertThat(as(g.director, () -> letters.due(2026))).doesNotContain(holder);
        as(g.director, () -> shares.withdraw(share, version(share), "Done by another post"));
        assertThat(as(g.director, () -> letters.due(2026))).contains(holder);
        as(g.director, () -> letters.issueMissing(2026));
        assertThat(as(g.director, () -> letters.standing(holder, 2026))).isEmpty();
        assertThat(as(g.director, () -> letters.due(2026))).doesNotContain(holder);
    }

    @Test
    void weights_that_come_to_nothing_are_refused_at_their_field() {
        var goal = goal(Method.SUM, NewTarget.Direction.AT_MOST, "100");
        assertThatThrownBy(() -> as(
                        g.director,
                        () -> shares.spread(goal, null, List.of(part(unit(g.valley), "0"), part(unit(g.ridge), "0")))))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.problems().getFirst().field()).isEqualTo("weight"));
    }

    @Test
    void more_than_there_is_is_not_made_good_by_a_share_of_less_than_nothing() {
        var goal = goal(Method.SUM, NewTarget.Direction.AT_MOST, "100");
        propose(g.director, goal, null, unit(g.valley), "130");
        assertThatThrownBy(() -> as(g.director, () -> shares.spread(goal, null, List.of(part(unit(g.ridge), "1")))))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.key()).isEqualTo("targets.refused.nothingLeft"));
    }

    @Test
    void a_unit_and_what_stands_inside_of_it_do_not_both_carry_a_part_of_a_sum() {
        var goal = goal(Method.SUM, NewTarget.Direction.AT_MOST, "100");
        propose(g.director, goal, null, unit(g.valley), "70");
        assertThatThrownBy(() -> propose(g.director, goal, null, unit(g.section), "30"))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.key()).isEqualTo("targets.refused.inside"));
        int post = post();
        assertThatThrownBy(() -> propose(g.director, goal, null, Holder.post(g.valley, post), "10"))
                .as("nor a unit and a post of it")
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.key()).isEqualTo("targets.refused.inside"));
        var mine = get(propose(g.director, goal, null, unit(g.ridge), "5"));
        assertThat(mine.value()).isEqualByComparingTo("5");
    }

    @Test
    void what_was_shared_out_without_a_rest_stays_so_when_its_whole_changes() {
        var goal = goal(Method.SUM, NewTarget.Direction.AT_MOST, "100");
        var made = as(
                g.director,
                () -> shares.spread(
                        goal,
                        null,
                        List.of(part(unit(g.valley), "1"), part(unit(g.ridge), "1"), part(unit(elsewhere()), "1"))));
        as(
                g.director,
                () -> shares.spread(
                        goal,
                        made.getFirst(),
                        List.of(part(unit(g.section), "1"), part(Holder.post(g.valley, post()), "1"))));
        for (String value : List.of("50", "70.0001", "0.0003", "99999.9999")) {
            int version = as(g.director, () -> goals.get(goal)).version();
            as(g.director, () -> whatIf.propose(goal, null, version, new BigDecimal(value), "Counted anew"));
            assertThat(balance(goal).verdict()).as(value).isEqualTo(Balance.Verdict.EXACT);
            assertThat(as(g.director, () -> balances.of(goals.get(goal), get(made.getFirst())))
                            .verdict())
                    .as(value)
                    .isEqualTo(Balance.Verdict.EXACT);
        }
    }

    private UnitId elsewhere() {
        return Scope.system("test")
                .get(() -> units.open(new NewUnit(
                        "SH-U-" + NUMBER.incrementAndGet(),
                        LocalText.of("en", "Elsewhere"),
                        "SITE",
                        g.group,
                        LocalDate.parse("2020-01-01"))));
    }

    private int post() {
        return Scope.system("test")
                .get(() -> posts.establish(new NewPosition(
                        "SH-" + NUMBER.incrementAndGet(),
                        g.valley,
                        "ENVIRONMENT_FULL_TIME",
                        LocalText.of("en", "Officer"),
                        null)));
    }

    @Test
    void where_nothing_is_counted_twice_a_part_inside_another_is_warned_of() {
        var same = goal(Method.SAME, NewTarget.Direction.AT_MOST, "0.4");
        propose(g.director, same, null, unit(g.valley), "0.4");
        assertThat(as(g.director, () -> shares.twice(goals.get(same), null))).isEmpty();
        propose(g.director, same, null, unit(g.section), "0.4");
        assertThat(as(g.director, () -> shares.twice(goals.get(same), null)))
                .contains(new Share.Inside("Water section", "Egret Valley"));
    }

    @Test
    void what_is_left_and_what_is_too_much_is_said() {
        var goal = goal(Method.SUM, NewTarget.Direction.AT_MOST, "100");
        propose(g.director, goal, null, unit(g.valley), "70");
        assertThat(balance(goal).rest()).isEqualByComparingTo("30");
        assertThat(balance(goal).verdict()).isEqualTo(Balance.Verdict.BEYOND);
        propose(g.director, goal, null, unit(g.ridge), "45");
        assertThat(balance(goal).rest()).isEqualByComparingTo("-15");
        assertThat(balance(goal).verdict()).isEqualTo(Balance.Verdict.SHORT);
    }

    @Test
    void a_holder_offers_another_value_and_who_gives_it_takes_or_declines() {
        var goal = goal(Method.SUM, NewTarget.Direction.AT_MOST, "100");
        var share = propose(g.director, goal, null, unit(g.valley), "40");
        as(g.zhou, () -> negotiation.counter(share, version(share), new BigDecimal("55"), "The new pit opens in June"));
        assertThat(get(share).state()).isEqualTo(ShareState.COUNTERED);
        assertThatThrownBy(() -> as(g.zhou, () -> negotiation.take(share, version(share))))
                .isInstanceOf(NotPermitted.class);
        as(g.director, () -> negotiation.decline(share, version(share), "The pit has its own goal"));
        assertThat(get(share).state()).isEqualTo(ShareState.PROPOSED);
        assertThat(value(share)).isEqualByComparingTo("40");
        as(g.zhou, () -> negotiation.counter(share, version(share), new BigDecimal("50"), "Half of it, then"));
        as(g.director, () -> negotiation.take(share, version(share)));
        assertThat(value(share)).isEqualByComparingTo("50");
        assertThat(get(share).state()).as("who offers still signs").isEqualTo(ShareState.PROPOSED);
        accept(g.zhou, share);
        assertThat(as(g.zhou, () -> negotiation.of(share)).stream()
                        .map(Negotiation.Said::kind)
                        .toList())
                .containsExactly("ACCEPTED", "TAKEN", "COUNTERED", "DECLINED", "COUNTERED", "PROPOSED");
    }

    @Test
    void who_moves_a_unit_is_told_of_shares_that_are_negotiated_and_keep_their_place() {
        var goal = goal(Method.SUM, NewTarget.Direction.AT_MOST, "100");
        propose(g.director, goal, null, unit(g.ridge), "40");
        var change =
                new UnitTouch.Change(List.of(g.ridge.value()), g.ridge.value(), LocalDate.parse("2026-12-01"), false);
        var t = frames.texts(new MockHttpServletRequest());
        var told = as(g.director, () -> touched.touched(change, t));
        assertThat(told)
                .filteredOn(x -> x.what().equals(t.of("targets.touched.negotiated")))
                .singleElement()
                .satisfies(x -> {
                    assertThat(x.count()).isPositive();
                    assertThat(x.note()).isEqualTo(t.of("targets.touched.negotiated.stays"));
                    assertThat(x.path()).isEqualTo("/targets/shares?unit=" + g.ridge);
                });
    }

    @Test
    void nobody_signs_for_what_they_proposed_nor_takes_their_own_offer() {
        var goal = goal(Method.SAME, NewTarget.Direction.AT_MOST, "0.43");
        var share = propose(g.director, goal, null, unit(g.valley), "0.43");
        assertThatThrownBy(() -> accept(g.director, share))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.key()).isEqualTo("targets.refused.ownProposal"));
        as(g.director, () -> negotiation.counter(share, version(share), new BigDecimal("0.44"), "For the valley"));
        assertThatThrownBy(() -> as(g.director, () -> negotiation.take(share, version(share))))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.key()).isEqualTo("targets.refused.ownOffer"));
    }

    @Test
    void a_share_goes_on_to_a_post_and_to_a_contractor_who_sign_for_themselves() {
        var goal = goal(Method.SUM, NewTarget.Direction.AT_MOST, "60");
        var mine = propose(g.director, goal, null, unit(g.valley), "60");
        accept(g.zhou, mine);
        String code = "SH-" + NUMBER.incrementAndGet();
        int post = Scope.system("test").get(() -> {
            int made = posts.establish(
                    new NewPosition(code, g.section, "ENVIRONMENT_FULL_TIME", LocalText.of("en", "Officer"), null));
            posts.appoint(g.lin.id(), code, LocalDate.parse("2020-01-01"), null, false);
            return made;
        });
        var officers = propose(g.zhou, goal, mine, Holder.post(g.section, post), "20");
        assertThatThrownBy(() -> accept(g.xu, officers)).isInstanceOf(NotPermitted.class);
        accept(g.lin, officers);
        int company = Scope.system("test").get(() -> {
            int id = contractors.add(g.valley, "C-" + NUMBER.incrementAndGet(), LocalText.of("en", "Builders"), "CN");
            contractors.contract(id, g.valley, "K-1", "Earthworks", LocalDate.parse("2026-01-01"), null);
            return id;
        });
        var theirs = propose(g.zhou, goal, mine, Holder.contractor(g.valley, company), "40");
        assertThatThrownBy(() -> accept(g.xu, theirs)).isInstanceOf(NotPermitted.class);
        entered("""
                insert into organisation.employment (person_id, unit_id, kind, contractor_id, valid_from)
                values (%d, %d, 'CONTRACTOR', %d, '2026-01-01')""".formatted(g.wu.id().value(), g.section.value(), company));
        accept(g.wu, theirs);
        var balance = Scope.system("test").get(() -> balances.of(goals.get(goal), shares.get(mine)));
        assertThat(balance.covered()).isEqualByComparingTo("60");
        assertThatThrownBy(() -> propose(g.zhou, goal, officers, unit(g.section), "1"))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.key()).isEqualTo("targets.refused.noParts"));
    }

    @Test
    void another_value_asks_those_below_again_and_keeps_theirs() {
        var goal = goal(Method.SUM, NewTarget.Direction.AT_MOST, "80");
        var mine = propose(g.director, goal, null, unit(g.valley), "80");
        accept(g.zhou, mine);
        var part = propose(g.director, goal, mine, unit(g.section), "80");
        accept(g.zhou, part);
        as(
                g.director,
                () -> shares.change(mine, version(mine), new BigDecimal("70"), null, "The group lowered its goal"));
        assertThat(get(mine).state()).isEqualTo(ShareState.PROPOSED);
        assertThat(get(part).state()).isEqualTo(ShareState.PROPOSED);
        assertThat(value(part)).isEqualByComparingTo("80");
        assertThat(as(g.zhou, () -> negotiation.of(part)).getFirst().kind()).isEqualTo("ASKED_AGAIN");
    }

    @Test
    void what_if_shows_every_share_and_changes_nothing_until_it_is_proposed() {
        var goal = goal(Method.SUM, NewTarget.Direction.AT_MOST, "100");
        var mine = propose(g.director, goal, null, unit(g.valley), "60");
        var part = propose(g.director, goal, mine, unit(g.section), "20");
        accept(g.zhou, mine);
        accept(g.zhou, part);
        var outcome = as(g.director, () -> whatIf.outcome(goal, null, new BigDecimal("90")));
        assertThat(outcome).isEqualTo(new WhatIf.Outcome(2, 2, 2));
        assertThat(as(g.director, () -> whatIf.lines(goal, null, new BigDecimal("90"), null))
                        .getFirst()
                        .becomes())
                .isEqualByComparingTo("54");
        assertThat(as(g.director, () -> whatIf.lines(goal, null, new BigDecimal("90"), mine))
                        .getFirst()
                        .becomes())
                .isEqualByComparingTo("18");
        assertThat(value(mine)).isEqualByComparingTo("60");
        int read = goalVersion(goal);
        as(g.director, () -> whatIf.propose(goal, null, read, new BigDecimal("90"), "Less rain than planned"));
        assertThat(value(mine)).isEqualByComparingTo("54");
        assertThat(value(part)).isEqualByComparingTo("18");
        assertThat(List.of(get(mine).state(), get(part).state())).containsOnly(ShareState.PROPOSED);
        assertThatThrownBy(
                        () -> as(g.director, () -> whatIf.propose(goal, null, read, new BigDecimal("80"), "Once more")))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void a_signature_is_for_the_words_that_were_read() {
        var goal = goal(Method.SUM, NewTarget.Direction.AT_MOST, "100");
        var share = propose(g.director, goal, null, unit(g.valley), "40");
        String read = as(g.zhou, () -> shares.get(share).words(goals.get(goal)));
        as(
                g.director,
                () -> goals.change(
                        goal,
                        goalVersion(goal),
                        with(draft(Method.SUM, NewTarget.Direction.AT_MOST, "100"), "Use even less water")));
        assertThatThrownBy(() -> as(g.zhou, () -> negotiation.accept(share, version(share), read)))
                .isInstanceOf(Conflict.class);
        assertThat(get(share).state()).isEqualTo(ShareState.PROPOSED);
    }

    @Test
    void two_who_decide_on_one_share_at_once_are_one_decision_and_one_conflict() throws Exception {
        var goal = goal(Method.SUM, NewTarget.Direction.AT_MOST, "100");
        var share = propose(g.director, goal, null, unit(g.valley), "40");
        int read = version(share);
        String words = as(g.zhou, () -> shares.get(share).words(goals.get(goal)));
        int done = 0;
        try (var pool = Executors.newFixedThreadPool(2)) {
            List<Future<Boolean>> both = pool.invokeAll(List.of(
                    () -> took(() -> as(g.zhou, () -> negotiation.accept(share, read, words))),
                    () -> took(() ->
                            as(g.director, () -> shares.change(share, read, new BigDecimal("35"), null, "Less")))));
            for (var one : both) {
                done += one.get() ? 1 : 0;
            }
        }
        assertThat(done).isEqualTo(1);
    }

    private static boolean took(Runnable step) {
        try {
            step.run();
            return true;
        } catch (Conflict e) {
            return false;
        }
    }

    @Test
    void a_goal_is_worked_on_when_somebody_has_something_to_do_and_money_is_no_question() {
        var goal = goal(Method.SUM, NewTarget.Direction.AT_MOST, "100");
        assertThatThrownBy(() -> as(g.director, () -> goals.activate(goal, goalVersion(goal))))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.key()).isEqualTo("targets.refused.noAction"));
        as(
                g.director,
                () -> actions.open(new NewAction(
                        g.group,
                        "Meter each pump",
                        "OTHER",
                        g.director.id(),
                        LocalDate.parse("2026-12-20"),
                        null,
                        goals.get(goal).origin())));
        assertThatThrownBy(() -> as(g.director, () -> goals.activate(goal, goalVersion(goal))))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.key()).isEqualTo("targets.refused.noMoney"));
        var free = draft(Method.SUM, NewTarget.Direction.AT_MOST, "100");
        as(g.director, () -> goals.change(goal, goalVersion(goal), noCost(free, "Own staff reads the meters")));
        as(g.director, () -> goals.activate(goal, goalVersion(goal)));
        assertThat(Scope.system("test").get(() -> goals.get(goal).state())).isEqualTo(GoalState.ACTIVE);
    }

    @Test
    void an_annual_goal_leads_to_a_longer_one_or_says_why_it_stands_alone() {
        var alone = new NewGoal(
                g.group,
                Horizon.ANNUAL,
                LocalText.of("en", "Alone"),
                Set.of(),
                "",
                "t",
                NewTarget.Direction.AT_MOST,
                Method.SUM,
                "",
                2025,
                null,
                2026,
                BigDecimal.TEN,
                List.of(),
                g.director.id(),
                null,
                "",
                "",
                "");
        assertThatThrownBy(() -> as(g.director, () -> goals.draft(alone)))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.problems()).anyMatch(p -> p.field().equals("serves")));
        var far = as(g.director, () -> goals.draft(longer(2030)));
        var near = as(g.director, () -> goals.draft(serving(far, 2026)));
        assertThat(near).isNotNull();
        assertThatThrownBy(() -> as(g.director, () -> goals.draft(serving(far, 2031))))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.problems().getFirst().key()).isEqualTo("targets.invalid.longer"));
    }

    @Test
    void where_a_share_hangs_is_said_once_and_a_holder_has_one_share_of_a_goal() {
        var goal = goal(Method.SUM, NewTarget.Direction.AT_MOST, "100");
        var mine = propose(g.director, goal, null, unit(g.valley), "40");
        var part = propose(g.director, goal, mine, unit(g.section), "10");
        assertThatThrownBy(() -> propose(g.director, goal, null, unit(g.section), "10"))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.key()).isEqualTo("targets.refused.twice"));
        assertThatThrownBy(() -> propose(g.director, goal, mine, unit(g.ridge), "10"))
                .as("not below the one who gives")
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> entered(
                        "update targets.share set parent_id = %d where id = %d".formatted(part.value(), mine.value())))
                .as("no circle, whoever writes")
                .isInstanceOf(DataAccessException.class);
        as(g.director, () -> shares.withdraw(mine, version(mine), "The mine is sold"));
        assertThat(get(part).state()).isEqualTo(ShareState.WITHDRAWN);
        propose(g.director, goal, null, unit(g.valley), "30");
    }

    @Test
    void a_mean_is_weighed_and_what_nobody_accepted_covers_nothing() {
        var goal = as(g.director, () -> goals.draft(weighed()));
        assertThatThrownBy(() -> propose(g.director, goal, null, unit(g.valley), "0.4"))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.problems().getFirst().field()).isEqualTo("weight"));
        as(g.director, () -> shares.propose(goal, null, unit(g.valley), new BigDecimal("0.4"), new BigDecimal("3000")));
        as(g.director, () -> shares.propose(goal, null, unit(g.ridge), new BigDecimal("0.6"), new BigDecimal("1000")));
        assertThat(balance(goal).allocated()).isEqualByComparingTo("0.45");
        assertThat(balance(goal).rest()).isEqualByComparingTo("-0.02");
        assertThat(balance(goal).verdict()).isEqualTo(Balance.Verdict.SHORT);
        assertThat(balance(goal).covered()).isNull();
    }

    @Test
    void who_stands_beside_sees_nothing_and_who_is_below_sees_the_goal_through_their_share() {
        var goal = goal(Method.SUM, NewTarget.Direction.AT_MOST, "100");
        var share = propose(g.director, goal, null, unit(g.valley), "40");
        assertThat(as(g.lin, () -> goals.find(goal))).isPresent();
        assertThat(as(g.rosa, () -> goals.find(goal))).isEmpty();
        assertThatThrownBy(() -> as(g.rosa, () -> shares.get(share))).isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> accept(g.lin, share)).isInstanceOf(NotPermitted.class);
    }

    @Test
    void goals_reach_whoever_signed_for_a_share_and_nobody_by_being_asked() {
        var goal = goal(Method.SUM, NewTarget.Direction.AT_MOST, "60");
        var before = reached(Coverage.People.EMPLOYEES);
        String code = "SH-" + NUMBER.incrementAndGet();
        int post = Scope.system("test").get(() -> {
            int made = posts.establish(
                    new NewPosition(code, g.ridge, "ENVIRONMENT_FULL_TIME", LocalText.of("en", "Officer"), null));
            posts.appoint(g.rosa.id(), code, LocalDate.parse("2020-01-01"), null, false);
            return made;
        });
        var share = propose(g.director, goal, null, Holder.post(g.ridge, post), "20");
        assertThat(reached(Coverage.People.EMPLOYEES))
                .as("asked, and not yet answered")
                .isEqualTo(before);
        accept(g.rosa, share);
        assertThat(reached(Coverage.People.EMPLOYEES)).isEqualTo(before + 1);
        var mine = as(g.rosa, () -> coverage.of(2026, LocalDate.parse("2026-11-18"), "en"));
        assertThat(mine)
                .as("of her own site only")
                .extracting(Coverage.Part::unit)
                .containsExactly(g.ridge.value());
    }

    @Test
    void a_letter_tells_all_that_a_post_signed_for_and_is_renewed_when_that_changes() {
        String code = "SH-" + NUMBER.incrementAndGet();
        int post = Scope.system("test").get(() -> {
            int made = posts.establish(new NewPosition(code, g.ridge, "STAFF", LocalText.of("en", "Foreman"), null));
            posts.appoint(g.rosa.id(), code, LocalDate.parse("2020-01-01"), null, false);
            return made;
        });
        var holder = Holder.post(g.ridge, post);
        assertThatThrownBy(() -> as(g.director, () -> letters.issue(holder, 2026)))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.key()).isEqualTo("targets.refused.noShares"));
        var share = propose(g.director, goal(Method.SUM, NewTarget.Direction.AT_MOST, "60"), null, holder, "20");
        accept(g.rosa, share);
        long first = as(g.director, () -> letters.issue(holder, 2026));
        assertThat(as(g.director, () -> letters.issue(holder, 2026)))
                .as("nothing changed")
                .isEqualTo(first);
        var read = as(g.rosa, () -> letters.get(first));
        assertThatThrownBy(() -> as(g.director, () -> letters.sign(first, read.fingerprint())))
                .isInstanceOf(NotPermitted.class);
        as(g.director, () -> shares.change(share, version(share), new BigDecimal("18"), null, "A second before"));
        assertThatThrownBy(() -> as(g.rosa, () -> letters.sign(first, read.fingerprint())))
                .as("signed for words that changed a second before")
                .isInstanceOf(Conflict.class);
        accept(g.rosa, share);
        long second = as(g.director, () -> letters.issue(holder, 2026));
        assertThat(second).isNotEqualTo(first);
        as(g.rosa, () -> letters.sign(second, letters.get(second).fingerprint()));
        assertThat(as(g.rosa, () -> letters.get(second)).signedBy()).isEqualTo("Rosa Quispe");
        assertThat(as(g.rosa, () -> letters.lines(second)).getFirst().value()).isEqualByComparingTo("18");
        assertThat(as(g.rosa, () -> letters.get(first)).supersededAt()).isNotNull();
        assertThat(as(g.director, () -> letters.due(2026))).doesNotContain(holder);
    }

    @Test
    void a_contractor_is_admitted_with_contracts_for_every_day_and_a_letter_that_is_signed_and_still_true() {
        var site = Scope.system("test").get(() -> sites.byCode("RG-S1"));
        int company = Scope.system("test").get(() -> {
            int id = contractors.add(g.valley, "C-" + NUMBER.incrementAndGet(), LocalText.of("en", "Diggers"), "CN");
            contractors.contract(id, g.valley, "K-1", "Earthworks", LocalDate.parse("2026-01-01"), null);
            return id;
        });
        var foreman = Scope.system("test").get(() -> {
            var person = people.add(
                    new NewPerson(g.valley, "GATE-" + NUMBER.incrementAndGet(), LocalText.of("en", "Foreman"), ""));
            contractors.worker(person, company, LocalDate.parse("2026-01-01"), null);
            return new Scope("system:test", null, person.value(), null, "test", false);
        });
        var from = LocalDate.parse("2026-03-01");
        var until = LocalDate.parse("2027-01-01");
        assertThatThrownBy(() -> as(g.lin, () -> admissions.ask(company, site, from, until, "")))
                .isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> as(g.rosa, () -> admissions.ask(company, site, from, until, "")))
                .isInstanceOf(NotHere.class);
        var asked = as(g.director, () -> admissions.ask(company, site, from, until, "Earthworks"));
        assertThatThrownBy(() -> as(g.director, () -> admissions.admit(asked.id(), asked.version())))
                .isInstanceOfSatisfying(
                        Refused.class, e -> assertThat(e.key()).isEqualTo("organisation.admission.refused.own"));
        assertThatThrownBy(() -> as(g.zhou, () -> admissions.ask(company, site, until.minusDays(1), until, "")))
                .isInstanceOf(Refused.class);
        assertThat(next(asked)).startsWith("targets.admission.none /targets/");
        var own = propose(
                g.director, goal(Method.SUM, NewTarget.Direction.AT_MOST, "90"), null, Holder.unit(g.valley), "90");
        accept(g.zhou, own);
        assertThat(next(asked))
                .as("the site carries a share that can be shared out")
                .matches("targets\\.admission\\.none /targets/shares/\\d+#shares");
        var early = as(
                g.director,
                () -> admissions.ask(
                        company, site, LocalDate.parse("2025-12-01"), LocalDate.parse("2026-02-01"), "Too early"));
        assertThatThrownBy(() -> as(g.zhou, () -> admissions.admit(early.id(), early.version())))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.problems())
                                .extracting(Invalid.Problem::key)
                                .containsExactly(
                                        "organisation.admission.bar.contract",
                                        "targets.admission.none",
                                        "targets.admission.none"));
        var holder = Holder.contractor(g.valley, company);
        var share = propose(g.director, goal(Method.SUM, NewTarget.Direction.AT_MOST, "60"), null, holder, "20");
        assertThat(next(asked))
                .as("the next step that can be taken, with the place to take it")
                .isEqualTo("targets.admission.accept /targets/shares/" + share.value());
        foreman.run(() -> {
            var s = shares.get(share);
            negotiation.accept(share, s.version(), s.words(goals.get(s.goal())));
        });
        assertThat(next(asked)).isEqualTo("targets.admission.make /targets/letters?year=2026");
        long letter = as(g.director, () -> letters.issue(holder, 2026));
        assertThat(next(asked)).isEqualTo("targets.admission.unsigned /targets/letters/" + letter);
        foreman.run(() -> letters.sign(letter, letters.get(letter).fingerprint()));
        assertThat(against(asked)).isEmpty();
        as(g.zhou, () -> admissions.admit(asked.id(), asked.version()));
        var admitted = as(g.zhou, () -> admissions.get(asked.id()));
        assertThat(admitted.state()).isEqualTo(Admission.State.ADMITTED);
        assertThat(admitted.admittedBy()).isEqualTo(g.zhou.id().value());
        as(g.director, () -> shares.change(share, version(share), new BigDecimal("18"), null, "Less"));
        assertThat(against(admitted))
                .as("told, and ends nothing by itself")
                .containsExactly("targets.admission.changed");
        assertThatThrownBy(() -> as(g.zhou, () -> admissions.admit(asked.id(), admitted.version())))
                .isInstanceOf(Refused.class);
        as(g.zhou, () -> admissions.withdraw(asked.id(), admitted.version(), "The work is done"));
        assertThatThrownBy(() ->
                        entered("update organisation.admission set state = 'ADMITTED', ended_at = null where id = "
                                + asked.id()))
                .as("what was decided stays, whoever writes")
                .isInstanceOf(DataAccessException.class);
    }

    private String next(Admission admission) {
        var reason = as(g.zhou, () -> admissions.against(admission)).getFirst();
        return reason.key() + " " + reason.path();
    }

    private List<String> against(Admission admission) {
        return as(g.zhou, () -> admissions.against(admission)).stream()
                .map(AdmissionBar.Reason::key)
                .toList();
    }

    private int reached(Coverage.People people) {
        return as(g.director, () -> Coverage.sum(coverage.of(2026, LocalDate.parse("2026-11-18"), "en")))
                .of(people)
                .reached();
    }

    private static Holder unit(UnitId unit) {
        return Holder.unit(unit);
    }

    private static Shares.Part part(Holder holder, String weight) {
        return new Shares.Part(holder, new BigDecimal(weight));
    }

    private GoalId goal(Method method, NewTarget.Direction direction, String value) {
        return as(g.director, () -> goals.draft(draft(method, direction, value)));
    }

    private NewGoal draft(Method method, NewTarget.Direction direction, String value) {
        return new NewGoal(
                g.group,
                Horizon.ANNUAL,
                LocalText.of("Use less water", "少用水", "en"),
                Set.of("WATER"),
                "",
                "m³",
                direction,
                method,
                "",
                2025,
                new BigDecimal("120"),
                2026,
                new BigDecimal(value),
                List.of(),
                g.director.id(),
                null,
                "",
                "A trial of this test",
                "");
    }

    private NewGoal weighed() {
        return new NewGoal(
                g.group,
                Horizon.ANNUAL,
                LocalText.of("en", "Water per tonne"),
                Set.of("WATER"),
                "",
                "m³/t",
                NewTarget.Direction.AT_MOST,
                Method.WEIGHTED,
                "t of ore",
                2025,
                null,
                2026,
                new BigDecimal("0.43"),
                List.of(),
                g.director.id(),
                null,
                "",
                "A trial of this test",
                "");
    }

    private NewGoal longer(int due) {
        return new NewGoal(
                g.group,
                Horizon.LONG,
                LocalText.of("en", "Water by " + due),
                Set.of("WATER"),
                "",
                "m³/t",
                NewTarget.Direction.AT_MOST,
                Method.SAME,
                "",
                2020,
                null,
                due,
                BigDecimal.ONE,
                List.of(),
                g.director.id(),
                null,
                "",
                "",
                "");
    }

    private NewGoal serving(GoalId far, int due) {
        return new NewGoal(
                g.group,
                Horizon.ANNUAL,
                LocalText.of("en", "Water in " + due),
                Set.of("WATER"),
                "",
                "m³/t",
                NewTarget.Direction.AT_MOST,
                Method.SAME,
                "",
                2025,
                null,
                due,
                BigDecimal.ONE,
                List.of(),
                g.director.id(),
                far,
                "",
                "",
                "");
    }

    private static NewGoal with(NewGoal d, String sentence) {
        return new NewGoal(
                d.unit(),
                d.horizon(),
                LocalText.of("en", sentence),
                d.protects(),
                d.indicator(),
                d.measure(),
                d.direction(),
                d.method(),
                d.base(),
                d.baselineYear(),
                d.baseline(),
                d.dueYear(),
                d.value(),
                d.milestones(),
                d.owner(),
                d.serves(),
                d.servesTarget(),
                d.localBecause(),
                d.noCost());
    }

    private static NewGoal noCost(NewGoal d, String because) {
        return new NewGoal(
                d.unit(),
                d.horizon(),
                d.sentence(),
                d.protects(),
                d.indicator(),
                d.measure(),
                d.direction(),
                d.method(),
                d.base(),
                d.baselineYear(),
                d.baseline(),
                d.dueYear(),
                d.value(),
                d.milestones(),
                d.owner(),
                d.serves(),
                d.servesTarget(),
                d.localBecause(),
                because);
    }

    private void entered(String statement) {
        Scope.system("test")
                .run(() -> within.executeWithoutResult(_ -> jdbc.sql(statement).update()));
    }

    private ShareId propose(Person by, GoalId goal, @Nullable ShareId parent, Holder holder, String value) {
        return as(by, () -> shares.propose(goal, parent, holder, new BigDecimal(value), null));
    }

    private void accept(Person by, ShareId share) {
        as(by, () -> {
            var s = shares.get(share);
            negotiation.accept(share, s.version(), s.words(goals.get(s.goal())));
        });
    }

    private Balance balance(GoalId goal) {
        return Scope.system("test").get(() -> balances.of(goals.get(goal)));
    }

    private Share get(ShareId share) {
        return Scope.system("test").get(() -> shares.get(share));
    }

    private @Nullable BigDecimal value(ShareId share) {
        return get(share).value();
    }

    private int version(ShareId share) {
        return get(share).version();
    }

    private int goalVersion(GoalId goal) {
        return Scope.system("test").get(() -> goals.get(goal).version());
    }

    private <T> T as(Person person, Supplier<T> step) {
        return person.scope().get(step);
    }

    private void as(Person person, Runnable step) {
        person.scope().run(step);
    }
}
