package org.verdite.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.verdite.Statements;
import org.verdite.actions.Actions;
import org.verdite.actions.NewAction;
import org.verdite.funds.Category;
import org.verdite.funds.FundingPlans;
import org.verdite.funds.LineId;
import org.verdite.funds.LineTerms;
import org.verdite.funds.NewLine;
import org.verdite.governance.committee.Agenda;
import org.verdite.governance.committee.CommitteeId;
import org.verdite.governance.committee.CommitteeKind;
import org.verdite.governance.committee.Committees;
import org.verdite.governance.committee.Confirming;
import org.verdite.governance.committee.Matter;
import org.verdite.governance.committee.MeetingId;
import org.verdite.governance.committee.Meetings;
import org.verdite.governance.committee.NewCommittee;
import org.verdite.governance.committee.Outcome;
import org.verdite.governance.committee.Resolutions;
import org.verdite.governance.committee.SeatRole;
import org.verdite.governance.committee.Seats;
import org.verdite.organisation.NewUnit;
import org.verdite.organisation.Units;
import org.verdite.rectification.SmallGroup;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;
import org.verdite.targets.GoalId;
import org.verdite.targets.GoalState;
import org.verdite.targets.Goals;
import org.verdite.targets.Horizon;
import org.verdite.targets.Method;
import org.verdite.targets.NewGoal;
import org.verdite.targets.NewTarget;

/// While a committee binds, goals, money and reviews of its unit go on only as it passed them.
@SpringBootTest
@AutoConfigureMockMvc
@Import({SmallGroup.Setting.class, Statements.class})
class BindingCommitteeTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final LocalDate START = LocalDate.parse("2026-01-01");
    private static final LocalDate DAY = LocalDate.parse("2026-11-18");
    private static final Set<Matter> ALL = Set.of(Matter.GOAL, Matter.FUNDING, Matter.REVIEW);

    @Autowired
    SmallGroup g;

    @Autowired
    Committees committees;

    @Autowired
    Seats seats;

    @Autowired
    Meetings meetings;

    @Autowired
    Agenda agenda;

    @Autowired
    Resolutions resolutions;

    @Autowired
    Confirming confirming;

    @Autowired
    Goals goals;

    @Autowired
    Actions actions;

    @Autowired
    FundingPlans plans;

    @Autowired
    Reviews reviews;

    @Autowired
    Facts facts;

    @Autowired
    Answers answers;

    @Autowired
    Closing closing;

    @Autowired
    Units units;

    @Autowired
    MockMvcTester mvc;

    private UnitId mine;
    private CommitteeId id;

    /// He Yun chairs, Zhou Min writes, Lin Qiao and the director are members.
    @BeforeEach
    void aCommitteeThatBinds() {
        g.clock.to("2026-11-18T01:14:00Z");
        mine = unit(g.valley);
        id = committee(mine, START);
    }

    private UnitId unit(UnitId parent) {
        String code = "BC-" + NUMBER.incrementAndGet();
        return Scope.system("test")
                .get(() -> units.open(new NewUnit(
                        code, LocalText.of(code, code + " 矿", "en"), "SITE", parent, LocalDate.of(2020, 1, 1))));
    }

    private CommitteeId committee(UnitId unit, @Nullable LocalDate bindingFrom) {
        return g.director.scope().get(() -> {
            var made = committees.setUp(new NewCommittee(
                    unit,
                    CommitteeKind.PRODUCTION_SAFETY,
                    LocalText.of("Safety committee", "安委会", "en"),
                    "",
                    50,
                    ALL,
                    START,
                    bindingFrom));
            seats.give(made, new Seats.NewSeat(SeatRole.CHAIR, g.he.id(), null, START, null));
            seats.give(made, new Seats.NewSeat(SeatRole.SECRETARY, g.zhou.id(), null, START, null));
            seats.give(made, new Seats.NewSeat(SeatRole.MEMBER, g.lin.id(), null, START, null));
            seats.give(made, new Seats.NewSeat(SeatRole.MEMBER, g.director.id(), null, START, null));
            return made;
        });
    }

    private NewGoal asked(UnitId unit, String sentence, String value) {
        return new NewGoal(
                unit,
                Horizon.ANNUAL,
                LocalText.of(sentence, "少用水", "en"),
                Set.of("WATER"),
                "",
                "m³",
                NewTarget.Direction.AT_MOST,
                Method.SUM,
                "",
                2025,
                new BigDecimal(100),
                2027,
                new BigDecimal(value),
                List.of(),
                g.lin.id(),
                null,
                "",
                "Only here",
                "Costs nothing");
    }

    /// Feasible: somebody has something to do for it, and it costs nothing.
    private GoalId goal(UnitId unit) {
        return g.director.scope().get(() -> {
            var made = goals.draft(asked(unit, "Less water", "90"));
            actions.open(new NewAction(
                    unit,
                    "Read the meters",
                    "OTHER",
                    g.lin.id(),
                    DAY.plusDays(30),
                    null,
                    goals.get(made).origin()));
            return made;
        });
    }

    private void begin(GoalId goal) {
        g.director.scope().run(() -> goals.activate(goal, goals.get(goal).version()));
    }

    private void change(GoalId goal, String sentence, String value) {
        g.director.scope().run(() -> {
            var stands = goals.get(goal);
            goals.change(goal, stands.version(), asked(stands.unit(), sentence, value));
        });
    }

    private MeetingId planned() {
        return g.zhou.scope().get(() -> meetings.plan(id, DAY, ""));
    }

    private MeetingId put(Matter matter, Object key) {
        var meeting = planned();
        g.zhou.scope().run(() -> agenda.put(meeting, matter, key.toString()));
        return meeting;
    }

    private void hold(MeetingId meeting, Person... came) {
        var people = Set.copyOf(List.of(came).stream().map(Person::id).toList());
        g.zhou.scope().run(() -> meetings.hold(meeting, meetings.get(meeting).version(), DAY, people, came[0].id()));
    }

    private void decide(MeetingId meeting, Outcome outcome) {
        var against = outcome == Outcome.REJECTED ? Set.<PersonId>of(g.he.id(), g.zhou.id()) : Set.<PersonId>of();
        g.zhou.scope().run(() -> {
            long item = agenda.of(meeting).getFirst().id();
            resolutions.resolve(meeting, item, new Resolutions.NewResolution(outcome, "As said", against, Set.of()));
        });
    }

    private void confirm(MeetingId meeting) {
        g.he.scope().run(() -> confirming.confirm(meeting, meetings.get(meeting).version()));
    }

    private void passes(Matter matter, Object key, Outcome outcome) {
        var meeting = put(matter, key);
        hold(meeting, g.he, g.zhou, g.director);
        decide(meeting, outcome);
        confirm(meeting);
    }

    private void refused(String standing, ThrowingCallable step) {
        assertThatThrownBy(step).isInstanceOfSatisfying(Refused.class, e -> {
            assertThat(e.key()).isEqualTo("governance.bar." + standing);
            assertThat(e.args()).containsExactly("Safety committee");
        });
    }

    private String page(Person who, String path) {
        return new String(
                who.scope()
                        .get(() -> mvc.get().uri(path).with(user("test")).exchange())
                        .getResponse()
                        .getContentAsByteArray(),
                StandardCharsets.UTF_8);
    }

    private boolean waits(Matter matter, Object key) {
        return g.director
                .scope()
                .get(() -> agenda.waiting(committees.get(id)).stream()
                        .anyMatch(w -> w.matter() == matter && w.key().equals(key.toString())));
    }

    @Test
    void a_goal_is_worked_on_once_confirmed_minutes_say_that_it_was_approved() {
        var goal = goal(mine);
        String path = "/targets/goals/" + goal;
        refused("WAITS", () -> begin(goal));
        assertThat(page(g.director, path))
                .contains("Safety committee has to pass it first")
                .contains("href=\"/governance/committees/" + id + "#waiting\"")
                .doesNotContain(path + "/activate");
        assertThat(waits(Matter.GOAL, goal)).isTrue();
        var meeting = planned();
        String committee = "/governance/committees/" + id;
        assertThat(page(g.zhou, committee)).contains("value=\"GOAL:" + goal + "\"");
        var put = g.zhou.scope()
                .get(() -> mvc.post()
                        .uri("/governance/meetings/" + meeting + "/agenda")
                        .param("key", "GOAL:" + goal)
                        .with(user("test"))
                        .with(csrf())
                        .exchange());
        assertThat(put).hasStatus(302);
        refused("AGENDA", () -> begin(goal));
        hold(meeting, g.he, g.zhou, g.director);
        decide(meeting, Outcome.APPROVED);
        refused("UNCONFIRMED", () -> begin(goal));
        assertThat(page(g.director, path)).contains("its minutes are not confirmed yet");
        confirm(meeting);
        assertThat(page(g.director, path)).contains(path + "/activate");
        begin(goal);
        assertThat(waits(Matter.GOAL, goal)).isFalse();
    }

    @Test
    void a_longer_goal_passes_as_well_and_one_of_a_unit_below_at_the_door_above_it() {
        var below = unit(mine);
        var goal = goal(below);
        refused("WAITS", () -> begin(goal));
        committee(below, null);
        begin(goal);
        var longer = g.director.scope().get(() -> {
            var a = asked(mine, "Half the water", "50");
            return goals.draft(new NewGoal(
                    mine,
                    Horizon.LONG,
                    a.sentence(),
                    a.protects(),
                    "",
                    "m³",
                    a.direction(),
                    a.method(),
                    "",
                    2025,
                    a.baseline(),
                    2035,
                    a.value(),
                    List.of(),
                    g.lin.id(),
                    null,
                    "",
                    "",
                    "Costs nothing"));
        });
        assertThat(waits(Matter.GOAL, longer)).isTrue();
    }

    @Test
    void another_value_passes_once_more_and_better_words_do_not() {
        var goal = goal(mine);
        passes(Matter.GOAL, goal, Outcome.APPROVED);
        change(goal, "Less fresh water", "90");
        assertThat(waits(Matter.GOAL, goal)).isFalse();
        change(goal, "Less fresh water", "95");
        refused("CHANGED", () -> begin(goal));
        assertThat(waits(Matter.GOAL, goal)).isTrue();
        var meeting = put(Matter.GOAL, goal);
        change(goal, "Less fresh water", "96");
        refused("OUTDATED", () -> begin(goal));
        hold(meeting, g.he, g.zhou, g.director);
        decide(meeting, Outcome.APPROVED);
        confirm(meeting);
        refused("CHANGED", () -> begin(goal));
        change(goal, "Less fresh water", "95");
        begin(goal);
        change(goal, "Less fresh water", "80");
        assertThat(g.director.scope().get(() -> goals.get(goal)).state())
                .as("what is worked on goes on")
                .isEqualTo(GoalState.ACTIVE);
        assertThat(waits(Matter.GOAL, goal)).as("and waits at the committee").isTrue();
        assertThat(page(g.director, "/targets/goals/" + goal)).contains("Approved; changed since");
    }

    @Test
    void what_was_passed_and_is_rejected_later_has_not_passed() {
        var goal = goal(mine);
        passes(Matter.GOAL, goal, Outcome.APPROVED);
        passes(Matter.GOAL, goal, Outcome.REJECTED);
        refused("REJECTED", () -> begin(goal));
        passes(Matter.GOAL, goal, Outcome.APPROVED);
        begin(goal);
        passes(Matter.GOAL, goal, Outcome.REJECTED);
        assertThat(g.director.scope().get(() -> goals.get(goal)).state()).isEqualTo(GoalState.ACTIVE);
    }

    @Test
    void nothing_passes_by_being_noted_or_deferred_nor_at_a_meeting_without_its_quorum() {
        var goal = goal(mine);
        for (var outcome : List.of(Outcome.NOTED, Outcome.DEFERRED, Outcome.DECIDED)) {
            passes(Matter.GOAL, goal, outcome);
            refused("WAITS", () -> begin(goal));
            assertThat(waits(Matter.GOAL, goal))
                    .as(outcome + ": it waits again")
                    .isTrue();
        }
        var small = put(Matter.GOAL, goal);
        hold(small, g.he);
        assertThatThrownBy(() -> decide(small, Outcome.APPROVED)).hasMessage("governance.refused.quorum");
        decide(small, Outcome.NOTED);
        confirm(small);
        refused("WAITS", () -> begin(goal));
    }

    @Test
    void each_version_of_a_funding_line_is_approved_after_it_passed_and_can_be_refused_before() {
        var line = line("100");
        var other = line("70");
        refused("WAITS", () -> approve(line, 1));
        assertThat(page(g.director, "/funds/lines/" + line))
                .contains("Safety committee has to pass it first")
                .doesNotContain("/funds/lines/" + line + "/approval")
                .contains("/funds/lines/" + line + "/rejection");
        g.director.scope().run(() -> plans.reject(other, 1, "Too late in the year"));
        passes(Matter.FUNDING, line, Outcome.APPROVED);
        approve(line, 1);
        g.zhou.scope().run(() -> plans.change(line, plans.get(line).version(), terms("120"), "Reagents cost more"));
        assertThat(waits(Matter.FUNDING, line)).isTrue();
        refused("CHANGED", () -> approve(line, 2));
        passes(Matter.FUNDING, line, Outcome.APPROVED);
        approve(line, 2);
    }

    private LineTerms terms(String amount) {
        return new LineTerms("Sampling", g.lin.id(), Collections.nCopies(12, new BigDecimal(amount)));
    }

    private LineId line(String amount) {
        return g.zhou.scope()
                .get(() -> plans.propose(new NewLine(
                        mine, 2026, Category.MONITORING, org.verdite.funds.Nature.OPEX, "CNY", terms(amount), null)));
    }

    private void approve(LineId line, int number) {
        g.director.scope().run(() -> plans.approve(line, number));
    }

    @Test
    void a_review_is_signed_after_it_passed_as_it_was_concluded() {
        var review = g.director.scope().get(() -> {
            var made = reviews.plan(new NewReview(mine, 2026, DAY, g.director.id(), g.he.id(), List.of(g.lin.id())));
            facts.collect(made);
            answers.of(made).forEach(a -> answers.answer(made, a.input(), a.version(), Verdict.ADEQUATE, "Looked at"));
            reviews.hold(made, reviews.get(made).version(), DAY, Set.of(g.he.id(), g.director.id()));
            return made;
        });
        conclude(review, "Effective");
        refused("WAITS", () -> sign(review));
        assertThat(page(g.he, "/governance/reviews/" + review))
                .contains("Safety committee has to pass it first")
                .doesNotContain("/governance/reviews/" + review + "/sign");
        passes(Matter.REVIEW, review, Outcome.APPROVED);
        conclude(review, "Not effective");
        refused("CHANGED", () -> sign(review));
        passes(Matter.REVIEW, review, Outcome.APPROVED);
        sign(review);
        assertThat(waits(Matter.REVIEW, review)).isFalse();
    }

    private void conclude(ReviewId review, String effective) {
        g.director
                .scope()
                .run(() -> reviews.conclude(
                        review, reviews.get(review).version(), new Review.Conclusions("Suits", "Enough", effective)));
    }

    private void sign(ReviewId review) {
        g.he.scope().run(() -> closing.sign(review, reviews.get(review).version()));
    }

    @Test
    void a_charter_binds_from_its_day_and_what_was_begun_before_stays() {
        var place = unit(g.valley);
        var advising = committee(place, null);
        var before = goal(place);
        assertThat(page(g.director, "/targets/goals/" + before)).contains("it advises only");
        begin(before);
        assertThat(page(g.director, "/targets/goals/" + before)).contains("Was not put before it");
        assertThatThrownBy(() -> binds(g.lin, advising, DAY)).isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> binds(g.director, advising, DAY.minusDays(1)))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.problems().getFirst().field()).isEqualTo("bindingFrom"));
        binds(g.director, advising, DAY.plusDays(1));
        begin(goal(place));
        var after = goal(place);
        g.clock.to("2026-11-19T01:14:00Z");
        refused("WAITS", () -> begin(after));
        assertThat(g.director.scope().get(() -> goals.get(before)).state()).isEqualTo(GoalState.ACTIVE);
        assertThat(page(g.director, "/governance/committees/" + advising)).contains("Binding since 19 Nov 2026");
        binds(g.director, advising, null);
        begin(after);
    }

    private void binds(Person who, CommitteeId committee, @Nullable LocalDate from) {
        who.scope().run(() -> {
            var c = committees.get(committee);
            committees.change(committee, c.version(), c.name(), c.remit(), c.quorum(), c.passes(), from);
        });
    }
}
