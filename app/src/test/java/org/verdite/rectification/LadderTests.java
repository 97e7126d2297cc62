package org.verdite.rectification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.Statements;
import org.verdite.actions.ActionId;
import org.verdite.actions.Actions;
import org.verdite.documents.Evidence;
import org.verdite.notices.Level;
import org.verdite.rectification.Corrections.PlannedAction;
import org.verdite.rectification.LadderRung.Anchor;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Origin;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// A deadline is told on its way, from the owner to the group, counted from the deadline in force; with the clock in
/// the test's hand.
@SpringBootTest
@AutoConfigureMockMvc
@Import({SmallGroup.Setting.class, Statements.class})
@TestPropertySource(properties = "verdite.tests=apart")
class LadderTests {

    @Autowired
    SmallGroup g;

    @Autowired
    Items items;

    @Autowired
    Assignments assignments;

    @Autowired
    Corrections corrections;

    @Autowired
    Verification verification;

    @Autowired
    Deferrals deferrals;

    @Autowired
    AuthorityDeadlines authorities;

    @Autowired
    Ladders ladders;

    @Autowired
    SeverityRules rules;

    @Autowired
    DeadlineWatch watch;

    @Autowired
    Actions actions;

    @Autowired
    Evidence evidence;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    @BeforeEach
    void before_the_holiday_week() {
        g.clock.to("2026-09-30T09:00:00Z");
    }

    private static void as(Person person, Runnable work) {
        person.scope().run(work);
    }

    private static void refused(Person person, String key, Runnable work) {
        assertThatThrownBy(() -> as(person, work))
                .isInstanceOf(Refused.class)
                .hasMessage("rectification.refused." + key);
    }

    private <T> T system(Supplier<T> work) {
        return Scope.system("test").get(() -> within.execute(_ -> work.get()));
    }

    private ItemId open(Severity severity, UnitId unit, Person owner) {
        return g.director
                .scope()
                .get(() -> items.open(new NewItem(
                        unit,
                        "Copper above permit at plant outfall DW001",
                        "",
                        severity,
                        "WATER",
                        null,
                        owner.id(),
                        LocalDate.parse("2026-09-30"),
                        false)));
    }

    /// The run of the scheduler at an instant, and once more at once.
    private void at(String instant) {
        g.clock.to(instant);
        watch.watch();
        watch.watch();
    }

    /// "DUE 24" in the order in which they were told.
    private List<String> climbed(ItemId id) {
        return system(
                () -> jdbc.sql("""
                        select anchor || ' ' || hours from rectification.item_rung where item_id = :id order by id""").param("id", id.value()).query(String.class).list());
    }

    /// "DUE 0 MANAGER Zhou Min" with "for Lin Qiao AWAY" where somebody else was told.
    private List<String> told(ItemId id) {
        return system(
                () -> jdbc.sql("""
                        select r.anchor || ' ' || r.hours || ' ' || t.duty || coalesce(' ' || verdite.text(organisation.pub_person_name(t.person_id), 'en'), '')
                          || coalesce(' for ' || verdite.text(organisation.pub_person_name(t.instead_of), 'en'), '')
                          || case t.because when '' then '' else ' ' || t.because end
                        from rectification.item_rung r join notices.pub_told t on t.key = r.notice_key
                        where r.item_id = :id order by r.id, t.id""").param("id", id.value()).query(String.class).list());
    }

    private Instant due(ItemId id) {
        return system(() -> jdbc.sql("select due_at from rectification.item where id = :id")
                .param("id", id.value())
                .query((rs, _) -> rs.getTimestamp(1).toInstant())
                .single());
    }

    private void submitted(ItemId id) {
        as(g.lin, () -> corrections.recordCause(id, List.of("The strainer was blocked."), "MAINTENANCE"));
        ActionId action = g.lin.scope()
                .get(() -> corrections.addAction(
                        id,
                        new PlannedAction(
                                "Clean it", "CORRECTIVE", g.lin.id(), LocalDate.parse("2026-10-02"), null, false)));
        as(g.lin, () -> corrections.submitPlan(id, ""));
        as(g.director, () -> corrections.approvePlan(id, ""));
        as(
                g.lin,
                () -> evidence.keep(
                        new ByteArrayInputStream("seen".getBytes(StandardCharsets.UTF_8)),
                        "note.txt",
                        "text/plain",
                        g.section,
                        new Origin("rectification", "item", id.toString(), "what was done", "/rectification"),
                        "What was done"));
        as(g.lin, () -> actions.done(action, LocalDate.parse("2026-09-30"), ""));
        as(g.lin, () -> corrections.submitDone(id, ""));
    }

    private void verifies(Person person, ItemId id) {
        // the right to verify is given here, so that only the separation of duties is left to refuse
        new Scope("system:duty", null, person.id().value(), null, "test", false)
                .run(() -> verification.verify(id, "", null));
    }

    @Test
    void a_critical_item_before_a_holiday_week_as_the_story_tells_it() {
        // raised 2026-09-30 17:00 Beijing, it is due 2026-10-03 24:00 local, holiday week or not
        var id = open(Severity.CRITICAL, g.section, g.xu);
        assertThat(due(id)).isEqualTo(Instant.parse("2026-10-03T16:00:00Z"));
        as(g.director, () -> assignments.assign(id, new Assignment(g.lin.id(), g.rosa.id(), null)));

        // an authority's deadline of 2 October 24:00 local overrides it and can't be extended
        as(
                g.zhou,
                () -> authorities.set(
                        id,
                        new AuthorityDeadlines.Decision(
                                "Municipal ecology bureau", "No. 12", LocalDate.parse("2026-10-02"), null, "")));
        assertThat(due(id)).isEqualTo(Instant.parse("2026-10-02T16:00:00Z"));
        refused(
                g.lin,
                "authorityDeadline",
                () -> deferrals.askTime(id, LocalDate.parse("2026-10-09"), "It is a holiday."));

        // the ladder fires at opening, half-time, due, +1 and +3 days, once each, though the scheduler slept a night
        at("2026-09-30T09:01:00Z");
        assertThat(climbed(id)).containsExactly("OPENING 0");
        at("2026-10-01T12:29:00Z");
        assertThat(climbed(id)).hasSize(1);
        at("2026-10-02T23:00:00Z");
        assertThat(climbed(id)).containsExactly("OPENING 0", "HALF 0", "DUE 0");
        assertThat(system(() -> jdbc.sql(
                                "select due_at from rectification.item_rung where item_id = :id and anchor = 'HALF'")
                        .param("id", id.value())
                        .query((rs, _) -> rs.getTimestamp(1).toInstant())
                        .single()))
                .as("half-time of the deadline in force")
                .isEqualTo(Instant.parse("2026-10-01T12:30:00Z"));
        at("2026-10-03T15:59:00Z");
        assertThat(climbed(id)).hasSize(3);
        at("2026-10-03T16:00:00Z");
        assertThat(climbed(id)).hasSize(4).last().isEqualTo("DUE 24");
        at("2026-10-05T20:00:00Z");
        at("2026-11-05T20:00:00Z");
        assertThat(climbed(id)).containsExactly("OPENING 0", "HALF 0", "DUE 0", "DUE 24", "DUE 72");
        assertThat(told(id))
                .as("from the owner to the group, which has no committee here")
                .containsExactly(
                        "OPENING 0 OWNER Lin Qiao",
                        "HALF 0 OWNER Lin Qiao",
                        "HALF 0 MANAGER Zhou Min",
                        "DUE 0 OWNER Lin Qiao",
                        "DUE 0 MANAGER Zhou Min",
                        "DUE 24 DIRECTOR Tang Wei",
                        "DUE 72 DIRECTOR Tang Wei",
                        "DUE 72 NOBODY NOBODY");

        // owner, former owner, substitute and the owner's assistant are refused as verifier, each with the reason
        submitted(id);
        for (var who : List.of(
                List.of(g.lin, "OWNER"),
                List.of(g.xu, "FORMER_OWNER"),
                List.of(g.rosa, "SUBSTITUTE"),
                List.of(g.wu, "SUBORDINATE"))) {
            assertThatThrownBy(() -> verifies((Person) who.getFirst(), id))
                    .isInstanceOf(Refused.class)
                    .hasMessage("rectification.refused.bar." + who.getLast());
        }
        refused(
                g.zhou,
                "bar.SUBORDINATE",
                () -> assignments.assign(id, new Assignment(g.lin.id(), g.rosa.id(), g.wu.id())));
        verifies(g.he, id);
        watch.watch();
        assertThat(system(() -> jdbc.sql(
                                "select distinct t.state from notices.pub_told t join rectification.item_rung r on r.notice_key = t.key where r.item_id = :id")
                        .param("id", id.value())
                        .query(String.class)
                        .list()))
                .as("nobody is asked any more")
                .containsExactly("SETTLED");
    }

    @Test
    void other_severities_tell_the_owner_a_week_before_and_the_group_a_month_after() {
        var id = open(Severity.MAJOR, g.valley, g.lin);
        at("2026-10-08T15:59:00Z");
        assertThat(climbed(id)).isEmpty();
        at("2026-10-08T16:00:00Z");
        assertThat(told(id)).containsExactly("DUE -168 OWNER Lin Qiao");
        at("2026-10-15T16:00:00Z");
        at("2026-10-22T16:00:00Z");
        at("2026-11-14T16:00:00Z");
        assertThat(climbed(id)).containsExactly("DUE -168", "DUE 0", "DUE 168", "DUE 720");
    }

    @Test
    void after_a_week_without_a_server_each_rung_is_told_once() {
        var id = open(Severity.CRITICAL, g.valley, g.lin);
        at("2026-10-20T00:00:00Z");
        assertThat(climbed(id)).containsExactly("OPENING 0", "HALF 0", "DUE 0", "DUE 24", "DUE 72");
    }

    @Test
    void a_deadline_that_moved_is_told_anew_and_the_opening_and_half_time_are_not() {
        var id = open(Severity.CRITICAL, g.valley, g.lin);
        at("2026-10-03T17:00:00Z");
        assertThat(climbed(id)).containsExactly("OPENING 0", "HALF 0", "DUE 0");
        as(g.lin, () -> deferrals.askTime(id, LocalDate.parse("2026-10-10"), "The spare part is late."));
        as(g.director, () -> deferrals.decideTime(id, true, ""));
        at("2026-10-04T17:00:00Z");
        assertThat(climbed(id)).as("+1 day of the old deadline is not told").hasSize(3);
        assertThat(system(() -> jdbc.sql("""
                                select distinct t.state from notices.pub_told t join rectification.item_rung r on r.notice_key = t.key
                                where r.item_id = :id and r.anchor = 'DUE'""")
                        .param("id", id.value())
                        .query(String.class)
                        .list()))
                .as("what was told of the old deadline is settled")
                .containsExactly("SETTLED");
        at("2026-10-10T16:00:00Z");
        assertThat(climbed(id)).containsExactly("OPENING 0", "HALF 0", "DUE 0", "DUE 0");
    }

    @Test
    void who_is_away_is_not_told_but_who_stands_in_and_that_is_said() {
        stand(g.he, "2026-09-01", "2026-12-01");
        try {
            var id = open(Severity.CRITICAL, g.section, g.lin);
            at("2026-09-30T09:01:00Z");
            assertThat(told(id)).containsExactly("OPENING 0 OWNER He Yun for Lin Qiao AWAY");
            var with = open(Severity.CRITICAL, g.section, g.lin);
            as(g.director, () -> assignments.assign(with, new Assignment(g.lin.id(), g.xu.id(), null)));
            at("2026-09-30T09:02:00Z");
            assertThat(told(with))
                    .as("who was asked to stand in for this item comes first")
                    .containsExactly("OPENING 0 OWNER Xu Lan for Lin Qiao AWAY");
            assertThat(page("/rectification/items/" + id, g.lin))
                    .contains("At the opening", "He Yun", "instead of Lin Qiao, who is away", "At half-time");
        } finally {
            system(() -> jdbc.sql(
                            "update organisation.appointment set superseded_at = verdite.now() where substitute and person_id = :p")
                    .param("p", g.he.id().value())
                    .update());
        }
        var back = open(Severity.CRITICAL, g.section, g.lin);
        at("2026-09-30T09:03:00Z");
        assertThat(told(back)).containsExactly("OPENING 0 OWNER Lin Qiao");
    }

    @Test
    void who_left_the_company_or_their_post_is_passed_over_to_the_next_above() {
        var left = open(Severity.CRITICAL, g.section, g.xu);
        system(() -> jdbc.sql("""
                        insert into organisation.employment (person_id, unit_id, kind, valid_from, valid_to)
                        select id, unit_id, 'EMPLOYEE', date '2020-01-01', date '2026-09-30' from organisation.person where id = :p""").param("p", g.xu.id().value()).update());
        var ended = open(Severity.CRITICAL, g.section, g.wu);
        system(() -> jdbc.sql("""
                        update organisation.appointment set valid_to = date '2026-09-30'
                        where person_id = :p and superseded_at is null""").param("p", g.wu.id().value()).update());
        try {
            at("2026-09-30T09:01:00Z");
            assertThat(told(left)).containsExactly("OPENING 0 MANAGER Zhou Min for Xu Lan GONE");
            assertThat(told(ended)).containsExactly("OPENING 0 MANAGER Zhou Min for Wu Jian GONE");
        } finally {
            system(() -> jdbc.sql(
                            "update organisation.employment set superseded_at = verdite.now() where person_id = :p")
                    .param("p", g.xu.id().value())
                    .update());
            system(() -> jdbc.sql("update organisation.appointment set valid_to = null where person_id = :p")
                    .param("p", g.wu.id().value())
                    .update());
        }
    }

    @Test
    void a_ladder_is_changed_by_who_administers_the_whole_group_and_a_new_rung_tells_nothing_of_before() {
        var id = open(Severity.LOW, g.valley, g.lin);
        int version = system(() -> rules.of(Severity.LOW)).version();
        var before = system(() -> ladders.of(Severity.LOW));
        var changed = List.of(
                new LadderRung(Anchor.OPENING, 0, Set.of(Level.OWNER)),
                new LadderRung(Anchor.DUE, -1440, Set.of(Level.OWNER, Level.MANAGER)));
        assertThatThrownBy(() -> as(g.director, () -> ladders.change(Severity.LOW, changed, version)))
                .isInstanceOf(NotPermitted.class);
        g.clock.to("2026-10-01T09:00:00Z");
        system(() -> {
            ladders.change(Severity.LOW, changed, version);
            return true;
        });
        assertThatThrownBy(() -> system(() -> {
                    ladders.change(Severity.LOW, changed, version);
                    return true;
                }))
                .isInstanceOf(Conflict.class);
        try {
            at("2026-10-01T09:01:00Z");
            assertThat(climbed(id)).as("the opening was before").isEmpty();
            at("2026-11-10T09:00:00Z");
            assertThat(told(id)).containsExactly("DUE -1440 OWNER Lin Qiao", "DUE -1440 MANAGER Zhou Min");
        } finally {
            system(() -> {
                ladders.change(Severity.LOW, before, rules.of(Severity.LOW).version());
                return true;
            });
        }
    }

    @Test
    void a_severity_has_a_ladder_and_what_is_major_is_never_only_corrected_on_the_spot() {
        assertThatThrownBy(() -> system(() -> {
                    ladders.change(
                            Severity.LOW, List.of(), rules.of(Severity.LOW).version());
                    return true;
                }))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.problems().getFirst().key()).isEqualTo("rectification.ladder.empty"));
        for (var severity : List.of(Severity.MAJOR, Severity.CRITICAL)) {
            var rule = system(() -> rules.of(severity));
            assertThatThrownBy(() -> system(() -> {
                        rules.change(new SeverityRules.SeverityRule(
                                severity,
                                rule.amount(),
                                rule.counting(),
                                rule.extensions(),
                                Workflow.SPOT,
                                rule.version()));
                        return true;
                    }))
                    .isInstanceOfSatisfying(
                            Invalid.class,
                            e -> assertThat(e.problems().getFirst().key()).isEqualTo("rectification.invalid.spot"));
        }
    }

    @Test
    void a_run_over_many_items_takes_as_many_statements_as_one_over_few() {
        at("2026-09-30T09:01:00Z");
        open(Severity.CRITICAL, g.valley, g.lin);
        Statements.restart();
        watch.watch();
        int few = Statements.seen().size();
        for (int i = 0; i < 30; i++) {
            open(Severity.CRITICAL, g.valley, g.lin);
        }
        Statements.restart();
        watch.watch();
        assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(Math.max(few, 20));
    }

    private void stand(Person deputy, String from, String to) {
        system(() -> jdbc.sql("""
                        insert into organisation.appointment (unit_id, person_id, position_id, substitute, valid_from, valid_to)
                        select a.unit_id, :deputy, a.position_id, true, cast(:from as date), cast(:to as date) from organisation.appointment a
                        where a.person_id = :holder and a.superseded_at is null and not a.substitute""")
                .param("deputy", deputy.id().value())
                .param("holder", g.lin.id().value())
                .param("from", from)
                .param("to", to)
                .update());
    }

    private String page(String path, Person person) {
        return person.scope()
                .get(() -> new String(
                        mvc.get().uri(path).exchange().getResponse().getContentAsByteArray(), StandardCharsets.UTF_8));
    }
}
