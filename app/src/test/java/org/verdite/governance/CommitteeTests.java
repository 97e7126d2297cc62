package org.verdite.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.Statements;
import org.verdite.actions.ActionState;
import org.verdite.actions.Actions;
import org.verdite.documents.Evidence;
import org.verdite.governance.committee.Agenda;
import org.verdite.governance.committee.CommitteeId;
import org.verdite.governance.committee.CommitteeKind;
import org.verdite.governance.committee.Committees;
import org.verdite.governance.committee.Confirming;
import org.verdite.governance.committee.FollowUps;
import org.verdite.governance.committee.Leading;
import org.verdite.governance.committee.Matter;
import org.verdite.governance.committee.MeetingId;
import org.verdite.governance.committee.MeetingState;
import org.verdite.governance.committee.Meetings;
import org.verdite.governance.committee.NewCommittee;
import org.verdite.governance.committee.Outcome;
import org.verdite.governance.committee.Resolutions;
import org.verdite.governance.committee.Resolutions.NewResolution;
import org.verdite.governance.committee.SeatRole;
import org.verdite.governance.committee.Seats;
import org.verdite.organisation.NewUnit;
import org.verdite.organisation.Posts;
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
import org.verdite.targets.Goals;
import org.verdite.targets.Horizon;
import org.verdite.targets.Method;
import org.verdite.targets.NewGoal;
import org.verdite.targets.NewTarget;

/// A committee from its seats to the minutes that its chair confirms, by its verbs and by its pages.
@SpringBootTest
@AutoConfigureMockMvc
@Import({SmallGroup.Setting.class, Statements.class})
class CommitteeTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final LocalDate START = LocalDate.parse("2026-01-01");
    private static final LocalDate DAY = LocalDate.parse("2026-11-18");

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
    FollowUps followUps;

    @Autowired
    Confirming confirming;

    @Autowired
    Leading leading;

    @Autowired
    Actions actions;

    @Autowired
    Evidence evidence;

    @Autowired
    Goals goals;

    @Autowired
    Posts posts;

    @Autowired
    Units units;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    private UnitId mine;
    private CommitteeId id;

    /// He Yun chairs, Zhou Min writes, Lin Qiao and the director are members.
    @BeforeEach
    void aCommittee() {
        g.clock.to("2026-11-18T01:14:00Z");
        mine = unit("CT-" + NUMBER.incrementAndGet(), g.valley);
        id = committee(mine, Set.of(Matter.GOAL));
        g.director.scope().run(() -> {
            seat(SeatRole.CHAIR, g.he);
            seat(SeatRole.SECRETARY, g.zhou);
            seat(SeatRole.MEMBER, g.lin);
            seat(SeatRole.MEMBER, g.director);
        });
    }

    private UnitId unit(String code, UnitId parent) {
        return Scope.system("test")
                .get(() -> units.open(new NewUnit(
                        code, LocalText.of(code, code + " 厂", "en"), "DEPARTMENT", parent, LocalDate.of(2020, 1, 1))));
    }

    private CommitteeId committee(UnitId unit, Set<Matter> passes) {
        return g.director
                .scope()
                .get(() -> committees.setUp(new NewCommittee(
                        unit,
                        CommitteeKind.PRODUCTION_SAFETY,
                        LocalText.of("Safety <i>committee</i>", "安委会", "en"),
                        "",
                        50,
                        passes,
                        START)));
    }

    private void seat(SeatRole role, Person person) {
        seats.give(id, new Seats.NewSeat(role, person.id(), null, START, null));
    }

    private MeetingId planned() {
        return g.zhou.scope().get(() -> meetings.plan(id, DAY, "Room 3"));
    }

    private long words(MeetingId meeting, Person raisedBy) {
        return g.zhou.scope().get(() -> {
            agenda.put(meeting, "Close the old pit", raisedBy.id());
            return agenda.of(meeting).getLast().id();
        });
    }

    private void held(MeetingId meeting, Person... came) {
        g.zhou.scope().run(() -> meetings.hold(meeting, meetings.get(meeting).version(), DAY, ids(came), g.he.id()));
    }

    private static Set<PersonId> ids(Person... people) {
        return Set.copyOf(List.of(people).stream().map(Person::id).toList());
    }

    private void resolve(MeetingId meeting, long item, Outcome outcome, Set<PersonId> against) {
        g.zhou.scope()
                .run(() ->
                        resolutions.resolve(meeting, item, new NewResolution(outcome, "As said", against, Set.of())));
    }

    private void confirm(MeetingId meeting) {
        g.he.scope().run(() -> confirming.confirm(meeting, meetings.get(meeting).version()));
    }

    private GoalId goal(UnitId unit, Person owner) {
        return g.director
                .scope()
                .get(() -> goals.draft(new NewGoal(
                        unit,
                        Horizon.ANNUAL,
                        LocalText.of("Less <u>water</u>", "少用水", "en"),
                        Set.of("WATER"),
                        "",
                        "m³",
                        NewTarget.Direction.AT_MOST,
                        Method.SUM,
                        "",
                        2025,
                        new BigDecimal(100),
                        2027,
                        new BigDecimal(90),
                        List.of(),
                        owner.id(),
                        null,
                        "",
                        "Only here",
                        "Costs nothing")));
    }

    private MvcTestResult get(Person who, String path, Locale locale) {
        return who.scope()
                .get(() -> mvc.get().uri(path).locale(locale).with(user("test")).exchange());
    }

    private MvcTestResult post(Person who, String path, String... params) {
        return who.scope().get(() -> {
            var request = mvc.post().uri(path).with(user("test")).with(csrf());
            for (int i = 0; i + 1 < params.length; i += 2) {
                request = request.param(params[i], params[i + 1]);
            }
            return request.exchange();
        });
    }

    private static String text(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    void who_raised_an_item_neither_votes_on_it_nor_leads_its_meeting() {
        var meeting = planned();
        long item = words(meeting, g.lin);
        words(meeting, g.director);
        assertThatThrownBy(() ->
                        g.zhou.scope().run(() -> meetings.hold(meeting, 1, DAY, ids(g.zhou, g.lin), g.lin.id())))
                .isInstanceOf(Refused.class)
                .hasMessage("governance.refused.presiderRaised");
        held(meeting, g.he, g.zhou, g.lin, g.director);
        assertThatThrownBy(() -> resolve(meeting, item, Outcome.APPROVED, ids(g.lin)))
                .isInstanceOfSatisfying(Refused.class, e -> {
                    assertThat(e.key()).isEqualTo("governance.refused.raised");
                    assertThat(e.args()).containsExactly("Lin Qiao", "Close the old pit");
                });
        resolve(meeting, item, Outcome.APPROVED, ids(g.director));
        var made = g.zhou.scope().get(() -> resolutions.of(meeting)).get(item);
        assertThat(made.votesFor())
                .as("of four who came, without who raised it")
                .isEqualTo(2);
        assertThat(made.votesAgainst()).isEqualTo(1);
        assertThatThrownBy(() -> sql(
                        "insert into governance.vote (resolution_id, meeting_id, unit_id, person_id, vote) select id, meeting_id, unit_id, "
                                + g.lin.id() + ", 'AGAINST' from governance.resolution where item_id = " + item))
                .as("nor behind the verb's back")
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("nobody votes on what they raised");
    }

    private void sql(String statement) {
        Scope.system("test")
                .run(() -> within.executeWithoutResult(_ -> jdbc.sql(statement).update()));
    }

    @Test
    void without_its_quorum_a_meeting_decides_nothing_and_a_minority_carries_nothing() {
        var small = planned();
        long item = words(small, g.lin);
        held(small, g.he);
        assertThatThrownBy(() -> resolve(small, item, Outcome.APPROVED, Set.of()))
                .isInstanceOfSatisfying(Refused.class, e -> {
                    assertThat(e.key()).isEqualTo("governance.refused.quorum");
                    assertThat(e.args()).containsExactly(1, 2);
                });
        resolve(small, item, Outcome.DEFERRED, Set.of());
        var full = planned();
        long other = words(full, g.lin);
        held(full, g.he, g.zhou, g.director);
        assertThatThrownBy(() -> resolve(full, other, Outcome.APPROVED, ids(g.he, g.director)))
                .hasMessage("governance.refused.votes.APPROVED");
        assertThatThrownBy(() -> resolve(full, other, Outcome.REJECTED, Set.of()))
                .hasMessage("governance.refused.votes.REJECTED");
        resolve(full, other, Outcome.REJECTED, ids(g.he, g.director));
    }

    @Test
    void minutes_are_written_by_one_and_confirmed_by_another_when_every_item_has_its_resolution() {
        var meeting = planned();
        long one = words(meeting, g.lin);
        long two = words(meeting, g.lin);
        assertThatThrownBy(() ->
                        g.zhou.scope().run(() -> meetings.hold(meeting, 1, DAY, ids(g.zhou, g.lin), g.zhou.id())))
                .as("who writes does not lead")
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> g.director.scope().run(() -> meetings.hold(meeting, 1, DAY, ids(g.he), g.he.id())))
                .as("a member writes nothing down, whatever else they may")
                .isInstanceOf(NotPermitted.class);
        held(meeting, g.he, g.zhou, g.lin);
        assertThatThrownBy(() -> g.he.scope()
                        .run(() -> resolutions.resolve(
                                meeting, one, new NewResolution(Outcome.NOTED, "", Set.of(), Set.of()))))
                .hasMessage("governance.refused.presiderWrites");
        resolve(meeting, one, Outcome.APPROVED, Set.of());
        assertThatThrownBy(() -> confirm(meeting)).hasMessage("governance.refused.unresolved");
        resolve(meeting, two, Outcome.NOTED, Set.of());
        assertThatThrownBy(() -> g.zhou.scope().run(() -> confirming.confirm(meeting, 2)))
                .isInstanceOf(NotPermitted.class);
        confirm(meeting);
        var confirmed = g.he.scope().get(() -> meetings.get(meeting));
        assertThat(confirmed.state()).isEqualTo(MeetingState.CONFIRMED);
        assertThat(g.he.scope().get(() -> confirming.standing(confirmed))).isTrue();
        assertThat(g.director.scope().get(() -> evidence.of(confirmed.origin())))
                .extracting(f -> f.name())
                .containsExactlyInAnyOrder(confirmed.number() + "-en.pdf", confirmed.number() + "-zh.pdf");
        assertThatThrownBy(() -> resolve(meeting, two, Outcome.NOTED, Set.of()))
                .hasMessage("governance.refused.meetingIs.CONFIRMED");
        assertThatThrownBy(
                        () -> sql("update governance.resolution set words = 'Otherwise' where meeting_id = " + meeting))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void who_raised_an_item_may_be_noted_as_abstaining_and_no_vote_is_dropped() {
        var meeting = planned();
        long one = words(meeting, g.lin);
        long two = words(meeting, g.lin);
        held(meeting, g.he, g.zhou, g.lin, g.director);
        g.zhou.scope().run(() -> {
            resolutions.resolve(
                    meeting, one, new NewResolution(Outcome.APPROVED, "", ids(g.director), Set.of(g.lin.id())));
            resolutions.resolve(meeting, two, new NewResolution(Outcome.DEFERRED, "Later", ids(g.he), Set.of()));
        });
        var made = g.zhou.scope().get(() -> resolutions.of(meeting));
        assertThat(made.get(one)).satisfies(r -> {
            assertThat(r.votesFor()).as("he and zhou").isEqualTo(2);
            assertThat(r.votesAgainst()).isEqualTo(1);
            assertThat(r.abstained()).isEqualTo(1);
        });
        assertThat(made.get(two)).satisfies(r -> {
            assertThat(r.votesFor()).isEqualTo(2);
            assertThat(r.votesAgainst()).isEqualTo(1);
        });
        assertThatThrownBy(() -> g.zhou.scope()
                        .run(() -> resolutions.resolve(
                                meeting,
                                two,
                                new NewResolution(Outcome.DEFERRED, "Later", ids(g.he, g.zhou), Set.of()))))
                .hasMessage("governance.refused.votes.DEFERRED");
    }

    @Test
    void each_open_item_is_answered_without_the_one_before_and_a_refusal_keeps_what_was_typed() {
        var meeting = planned();
        long one = words(meeting, g.lin);
        long two = words(meeting, g.lin);
        held(meeting, g.he, g.zhou, g.director);
        String path = "/governance/meetings/" + meeting;
        assertThat(text(get(g.zhou, path, Locale.ENGLISH)))
                .contains("/agenda/" + one + "/resolution")
                .contains("?item=" + two);
        assertThat(text(get(g.zhou, path + "?item=" + two, Locale.ENGLISH)))
                .contains("/agenda/" + two + "/resolution")
                .contains("?item=" + one);
        String he = g.he.id().toString();
        String director = g.director.id().toString();
        var refused = post(
                g.zhou,
                path + "/agenda/" + two + "/resolution",
                "outcome",
                "APPROVED",
                "words",
                "A long reasoning",
                "against",
                he,
                "against",
                director);
        assertThat(refused).hasStatus(422);
        assertThat(text(refused))
                .contains("is no majority")
                .contains("A long reasoning")
                .containsPattern("name=\"against\" value=\"" + he + "\" checked");
    }

    @Test
    void who_led_the_meeting_asks_for_actions_though_they_write_nothing() {
        var meeting = planned();
        long item = words(meeting, g.lin);
        held(meeting, g.he, g.zhou);
        String ask = "/governance/meetings/" + meeting + "/agenda/" + item + "/follow-ups";
        var early =
                post(g.he, ask, "title", "Fence the pit", "owner", g.lin.id().toString(), "due", "2027-01-01");
        assertThat(early).hasStatus(422);
        resolve(meeting, item, Outcome.APPROVED, Set.of());
        assertThat(text(get(g.he, "/governance/meetings/" + meeting + "?item=" + item, Locale.ENGLISH)))
                .contains(ask)
                .doesNotContain("/agenda/" + item + "/resolution");
        assertThat(post(g.he, ask, "title", "", "owner", g.lin.id().toString(), "due", "2027-01-01"))
                .hasStatus(422);
        assertThat(post(g.he, ask, "title", "Fence the pit", "owner", g.lin.id().toString(), "due", "2027-01-01"))
                .hasStatus(302);
        assertThat(g.he.scope().get(() -> followUps.of(meeting)))
                .extracting(FollowUps.FollowUp::title)
                .containsExactly("Fence the pit");
        confirm(meeting);
    }

    @Test
    void when_who_led_a_meeting_has_left_another_who_was_there_takes_the_lead_with_a_reason() {
        var meeting = planned();
        long item = words(meeting, g.lin);
        held(meeting, g.he, g.zhou, g.lin, g.director);
        resolve(meeting, item, Outcome.APPROVED, Set.of());
        assertThatThrownBy(() -> handOn(g.zhou, meeting, g.director)).hasMessage("governance.refused.leaderSits");
        g.clock.to("2026-11-20T01:14:00Z");
        g.director.scope().run(() -> {
            long seat = seats.on(id, DAY).stream()
                    .filter(s -> g.he.id().equals(s.person()))
                    .findFirst()
                    .orElseThrow()
                    .id();
            seats.end(seat, LocalDate.parse("2026-11-19"));
        });
        for (var other : List.of(g.zhou, g.lin, g.xu)) {
            assertThatThrownBy(() -> handOn(g.zhou, meeting, other))
                    .as("who writes, who raised it, who was not there")
                    .isInstanceOf(Invalid.class);
        }
        assertThatThrownBy(() -> handOn(g.lin, meeting, g.director)).isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> sql(
                        "update governance.meeting set presider_id = " + g.director.id() + " where id = " + meeting))
                .as("nor without a reason behind the verb's back")
                .isInstanceOf(DataAccessException.class);
        assertThat(text(get(g.zhou, "/governance/meetings/" + meeting, Locale.ENGLISH)))
                .contains("He Yun led it and has left the committee")
                .contains("/governance/meetings/" + meeting + "/lead");
        handOn(g.zhou, meeting, g.director);
        assertThatThrownBy(() -> confirm(meeting)).isInstanceOf(NotPermitted.class);
        g.director
                .scope()
                .run(() -> confirming.confirm(meeting, meetings.get(meeting).version()));
        var confirmed = g.director.scope().get(() -> meetings.get(meeting));
        assertThat(confirmed.ledBy()).isEqualTo(g.he.id());
        assertThat(g.director.scope().get(() -> confirming.standing(confirmed))).isTrue();
        assertThat(text(get(g.zhou, "/governance/meetings/" + meeting, Locale.ENGLISH)))
                .contains("He Yun led it and left; Tang Wei confirms in their stead")
                .contains("Left the group");
    }

    private void handOn(Person who, MeetingId meeting, Person to) {
        who.scope().run(() -> leading.handOn(meeting, meetings.get(meeting).version(), to.id(), "Left the group"));
    }

    @Test
    void minutes_on_paper_name_who_confirms_and_who_writes_and_leave_room_for_hand_seal_and_date() throws IOException {
        var meeting = planned();
        resolveAfter(meeting, words(meeting, g.lin));
        confirm(meeting);
        var word = get(g.he, "/governance/meetings/" + meeting + "/report?format=docx&language=zh", Locale.ENGLISH);
        assertThat(word).hasStatusOk();
        String body = "";
        try (var zip =
                new ZipInputStream(new ByteArrayInputStream(word.getResponse().getContentAsByteArray()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                body += entry.getName().equals("word/document.xml")
                        ? new String(zip.readAllBytes(), StandardCharsets.UTF_8)
                        : "";
            }
        }
        String leader = Scope.system("test")
                .get(() -> within.execute(
                        _ -> jdbc.sql("select verdite.text(name, 'zh') from organisation.pub_person where id = :id")
                                .param("id", g.he.id().value())
                                .query(String.class)
                                .single()));
        assertThat(body)
                .contains("确认纪要", "记录", "签字、盖章、日期", "UTC+8")
                .containsPattern(leader + "，2026年11月18日 09:14 UTC\\+8，SHA-256");
    }

    private void resolveAfter(MeetingId meeting, long item) {
        held(meeting, g.he, g.zhou, g.lin);
        resolve(meeting, item, Outcome.APPROVED, Set.of());
    }

    @Test
    void a_resolution_becomes_an_action_that_the_committee_sees_until_it_is_done() {
        var meeting = planned();
        long item = words(meeting, g.lin);
        held(meeting, g.he, g.zhou);
        assertThatThrownBy(() -> g.zhou.scope()
                        .run(() -> followUps.ask(meeting, item, "Fence it", g.lin.id(), DAY.plusDays(30))))
                .hasMessage("governance.refused.noResolution");
        resolve(meeting, item, Outcome.APPROVED, Set.of());
        var action = g.zhou.scope().get(() -> followUps.ask(meeting, item, "Fence it", g.lin.id(), DAY.plusDays(30)));
        var open = g.director.scope().get(() -> followUps.open(id));
        assertThat(open).singleElement().satisfies(f -> {
            assertThat(f.action()).isEqualTo(action);
            assertThat(f.state()).isEqualTo(ActionState.OPEN);
        });
        g.lin.scope().run(() -> actions.done(action, DAY, ""));
        assertThat(g.director.scope().get(() -> followUps.open(id))).isEmpty();
        assertThat(g.director
                        .scope()
                        .get(() -> followUps.of(meeting))
                        .getFirst()
                        .doneOn())
                .isEqualTo(DAY);
    }

    @Test
    void a_goal_waits_at_the_nearest_committee_and_its_page_shows_what_became_of_it() {
        var goal = goal(mine, g.lin);
        var above = committee(unit("CT-A" + NUMBER.incrementAndGet(), g.valley), Set.of());
        g.director.scope().run(() -> {
            assertThat(agenda.waiting(committees.get(id)))
                    .anyMatch(w -> w.matter() == Matter.GOAL && w.key().equals(goal.toString()));
            assertThat(agenda.waiting(committees.get(above))).isEmpty();
        });
        String page = "/targets/goals/" + goal;
        assertThat(text(get(g.director, page, Locale.ENGLISH))).contains("Passes through it; on no agenda yet");
        var meeting = planned();
        assertThat(post(g.zhou, "/governance/meetings/" + meeting + "/agenda", "key", "GOAL:" + goal))
                .hasStatus(302);
        g.director
                .scope()
                .run(() -> assertThat(agenda.waiting(committees.get(id)))
                        .noneMatch(w -> w.key().equals(goal.toString())));
        assertThat(text(get(g.director, page, Locale.ENGLISH)))
                .contains("On the agenda")
                .contains("/governance/meetings/" + meeting);
        held(meeting, g.he, g.zhou, g.director);
        long item = g.zhou.scope().get(() -> agenda.of(meeting)).getFirst().id();
        resolve(meeting, item, Outcome.APPROVED, Set.of());
        assertThat(text(get(g.director, page, Locale.ENGLISH))).contains("Approved; minutes not confirmed yet");
        confirm(meeting);
        assertThat(text(get(g.director, page, Locale.SIMPLIFIED_CHINESE)))
                .contains("通过")
                .doesNotContain("纪要尚未确认");
    }

    @Test
    void what_was_deferred_waits_again_and_a_committee_below_takes_its_own() {
        var below = unit("CT-B" + NUMBER.incrementAndGet(), mine);
        var goal = goal(below, g.lin);
        var meeting = planned();
        g.zhou.scope().run(() -> agenda.put(meeting, Matter.GOAL, goal.toString()));
        held(meeting, g.he, g.zhou, g.director);
        resolve(meeting, g.zhou.scope().get(() -> agenda.of(meeting)).getFirst().id(), Outcome.DEFERRED, Set.of());
        assertThat(g.director.scope().get(() -> agenda.waiting(committees.get(id))))
                .anyMatch(w -> w.key().equals(goal.toString()));
        var own = committee(below, Set.of(Matter.GOAL));
        assertThat(g.director.scope().get(() -> agenda.waiting(committees.get(id))))
                .noneMatch(w -> w.key().equals(goal.toString()));
        assertThat(g.director.scope().get(() -> agenda.waiting(committees.get(own))))
                .anyMatch(w -> w.key().equals(goal.toString()));
    }

    @Test
    void a_seat_of_a_post_is_taken_by_whoever_holds_it_and_one_unit_has_one_door_for_a_matter() {
        int officer = g.director.scope().get(() -> posts.byCode("RG-P-OFFICER"));
        var other = committee(unit("CT-C" + NUMBER.incrementAndGet(), g.valley), Set.of());
        g.director.scope().run(() -> {
            seats.give(other, new Seats.NewSeat(SeatRole.CHAIR, null, officer, START, null));
            assertThat(seats.on(other, DAY)).extracting(Seats.Seat::person).contains(g.lin.id());
            assertThatThrownBy(() -> seats.give(other, new Seats.NewSeat(SeatRole.CHAIR, g.xu.id(), null, START, null)))
                    .isInstanceOf(Invalid.class);
            assertThatThrownBy(() -> seats.give(id, new Seats.NewSeat(SeatRole.MEMBER, g.lin.id(), null, START, null)))
                    .isInstanceOf(Invalid.class);
        });
        assertThat(g.lin.scope().get(() -> committees.mayPrepare(committees.get(other))))
                .isTrue();
        assertThatThrownBy(() -> committee(mine, Set.of(Matter.GOAL))).isInstanceOf(Invalid.class);
    }

    @Test
    void pages_walk_from_a_new_committee_to_a_meeting_and_texts_stay_texts() {
        var made = post(
                g.director,
                "/governance/committees",
                "at",
                g.ridge.toString(),
                "kind",
                "OTHER",
                "name.en",
                "Pit <b>council</b>",
                "quorum",
                "60",
                "opened",
                "2026-01-01");
        String page = made.getResponse().getRedirectedUrl();
        assertThat(page).matches("/governance/committees/\\d+");
        assertThat(text(get(g.director, page, Locale.ENGLISH)))
                .contains("Pit &lt;b&gt;council")
                .contains("Nobody sits in it yet");
        assertThat(get(g.lin, page, Locale.ENGLISH)).hasStatus(404);
        assertThat(post(g.director, page + "/seats", "role", "MEMBER", "from", "2026-01-01"))
                .as("neither person nor post")
                .hasStatus(422);
        assertThat(post(g.director, "/governance/committees", "at", g.ridge.toString()))
                .hasStatus(422);
        var meeting = post(g.director, page + "/meetings", "planned", "2026-12-01");
        String at = meeting.getResponse().getRedirectedUrl();
        assertThat(at).matches("/governance/meetings/\\d+");
        assertThat(text(get(g.director, at, Locale.SIMPLIFIED_CHINESE))).contains("待其审议");
        assertThat(post(
                        g.director,
                        at + "/agenda",
                        "title",
                        "",
                        "raisedBy",
                        g.he.id().toString()))
                .hasStatus(422);
        assertThat(get(g.director, at + "/report?format=docx&language=zh", Locale.ENGLISH))
                .hasStatusOk();
        assertThat(get(g.director, "/governance/committees/export?format=xlsx", Locale.ENGLISH))
                .hasStatusOk();
    }

    @Test
    void minutes_wait_on_the_desk_of_who_led_the_meeting_and_resolutions_on_the_secretarys() {
        var meeting = planned();
        long item = words(meeting, g.lin);
        held(meeting, g.he, g.zhou);
        String path = "/governance/meetings/" + meeting;
        assertThat(text(get(g.zhou, "/desk", Locale.ENGLISH))).contains(path);
        assertThat(text(get(g.he, "/desk", Locale.ENGLISH))).doesNotContain(path);
        assertThat(text(get(g.zhou, path, Locale.ENGLISH)))
                .contains("/agenda/" + item + "/resolution")
                .doesNotContain("Safety <i>");
        resolve(meeting, item, Outcome.NOTED, Set.of());
        assertThat(text(get(g.he, "/desk", Locale.ENGLISH))).contains(path);
        Statements.restart();
        assertThat(get(g.he, path, Locale.ENGLISH)).hasStatusOk();
        assertThat(Statements.seen()).hasSizeLessThan(30);
    }
}
