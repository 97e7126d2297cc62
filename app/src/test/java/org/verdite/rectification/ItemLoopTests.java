package org.verdite.rectification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.actions.ActionId;
import org.verdite.actions.Actions;
import org.verdite.documents.Evidence;
import org.verdite.rectification.Corrections.PlannedAction;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Money;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Origin;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
class ItemLoopTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();

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
    Investigations investigations;

    @Autowired
    Actions actions;

    @Autowired
    Evidence evidence;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    @BeforeEach
    void on_the_day_it_was_found() {
        g.clock.to("2026-11-18T01:14:00Z");
    }

    private static void as(Person person, Runnable work) {
        person.scope().run(work);
    }

    private static <T> T by(Person person, Supplier<T> work) {
        return person.scope().get(work);
    }

    private static void refused(Person person, String key, Runnable work) {
        assertThatThrownBy(() -> as(person, work))
                .isInstanceOf(Refused.class)
                .hasMessage("rectification.refused." + key);
    }

    private ItemId open(Severity severity, UnitId unit, @Nullable Origin origin, boolean investigation) {
        return by(
                g.lin,
                () -> items.open(new NewItem(
                        unit,
                        "Copper above permit at plant outfall DW001",
                        "",
                        severity,
                        "WATER",
                        origin,
                        g.lin.id(),
                        LocalDate.parse("2026-11-18"),
                        investigation)));
    }

    private static Origin exceedance() {
        int number = NUMBER.incrementAndGet();
        return new Origin("finders", "exceedance", "" + number, "EX-" + number, "/finders/exceedances/" + number);
    }

    private ItemId major() {
        return open(Severity.MAJOR, g.section, null, false);
    }

    private ActionId plan(ItemId id) {
        as(
                g.lin,
                () -> corrections.recordCause(
                        id, List.of("The strainer was blocked.", "It is in no round."), "MAINTENANCE"));
        var action = by(
                g.lin,
                () -> corrections.addAction(
                        id,
                        new PlannedAction(
                                "Second strainer in parallel",
                                "PREVENTIVE",
                                g.xu.id(),
                                LocalDate.parse("2026-11-30"),
                                new Money(new BigDecimal("46000"), "CNY"),
                                true)));
        as(g.lin, () -> corrections.submitPlan(id, "Two weeks are enough."));
        return action;
    }

    private ItemId submitted() {
        var id = major();
        var action = plan(id);
        as(g.zhou, () -> corrections.approvePlan(id, ""));
        proof("actions", "action", action.toString(), g.section);
        as(g.lin, () -> actions.done(action, LocalDate.parse("2026-11-18"), "Built in."));
        as(g.lin, () -> corrections.submitDone(id, ""));
        return id;
    }

    private void proof(String room, String kind, String key, UnitId unit) {
        as(
                g.lin,
                () -> evidence.keep(
                        new ByteArrayInputStream("seen".getBytes(StandardCharsets.UTF_8)),
                        "note.txt",
                        "text/plain",
                        unit,
                        new Origin(room, kind, key, "what was done", "/" + room),
                        "What was done"));
    }

    private String state(ItemId id) {
        return by(
                g.director,
                () -> within.execute(_ -> jdbc.sql("select state from rectification.pub_item where id = :id")
                        .param("id", id.value())
                        .query((rs, _) -> rs.getString(1))
                        .single()));
    }

    private LocalDate date(ItemId id, String column) {
        return by(
                g.director,
                () -> within.execute(_ -> jdbc.sql("select " + column + " from rectification.pub_item where id = :id")
                        .param("id", id.value())
                        .query((rs, _) -> rs.getObject(1, LocalDate.class))
                        .single()));
    }

    @Test
    void a_major_item_goes_once_round_the_loop_by_the_hands_of_four_people() {
        var id = submitted();
        assertThat(state(id)).isEqualTo("DONE_SUBMITTED");
        refused(g.lin, "bar.OWNER", () -> verifyAs(id));
        as(g.he, () -> verification.verify(id, "Seen on site.", null));
        assertThat(state(id)).isEqualTo("VERIFIED");
        assertThat(date(id, "verified_on")).isEqualTo(LocalDate.parse("2026-11-18"));
        refused(g.he, "effectDue", () -> verification.closeEffective(id, "Below the limit since."));
        g.clock.to("2027-02-18T01:00:00Z");
        as(g.he, () -> verification.closeEffective(id, "Below the limit since."));
        assertThat(state(id)).isEqualTo("CLOSED_EFFECTIVE");
        refused(g.he, "VERIFY", () -> verification.verify(id, "", null));
    }

    private void verifyAs(ItemId id) {
        // the owner is given the right to verify here, so that only the separation of duties is left to refuse
        Scope.current();
        var me = new Scope("system:duty", null, Scope.current().person(), null, "test", false);
        me.run(() -> verification.verify(id, "", null));
    }

    @Test
    void nobody_who_had_a_hand_in_it_verifies_and_the_reason_is_known_before() {
        var id = submitted();
        var bars = by(
                g.zhou, () -> verification.bars(id, List.of(g.lin.id(), g.wu.id(), g.xu.id(), g.zhou.id(), g.he.id())));
        assertThat(bars)
                .containsEntry(g.lin.id(), Bar.OWNER)
                .containsEntry(g.wu.id(), Bar.SUBORDINATE)
                .containsEntry(g.xu.id(), Bar.ACTION_OWNER)
                .doesNotContainKeys(g.zhou.id(), g.he.id());
        refused(g.wu, "bar.SUBORDINATE", () -> verification.verify(id, "", null));
        refused(g.zhou, "bar.SUBORDINATE", () -> assignments.assign(id, new Assignment(g.lin.id(), null, g.wu.id())));
        refused(g.zhou, "ownerVerifies", () -> assignments.assign(id, new Assignment(g.lin.id(), null, g.lin.id())));
    }

    @Test
    void a_former_owner_stays_barred_after_the_item_was_handed_on() {
        var id = major();
        as(g.zhou, () -> assignments.assign(id, new Assignment(g.xu.id(), null, null)));
        assertThat(by(g.zhou, () -> verification.bar(id, g.lin.id()))).contains(Bar.FORMER_OWNER);
        refused(g.zhou, "bar.FORMER_OWNER", () -> assignments.assign(id, new Assignment(g.xu.id(), null, g.lin.id())));
    }

    @Test
    void only_who_was_asked_verifies() {
        var id = submitted();
        as(g.zhou, () -> assignments.assign(id, new Assignment(g.lin.id(), null, g.zhou.id())));
        refused(g.he, "anotherVerifies", () -> verification.verify(id, "", null));
        as(g.zhou, () -> verification.reject(id, "The second strainer leaks."));
        assertThat(state(id)).isEqualTo("IN_PROGRESS");
    }

    @Test
    void a_plan_needs_cause_and_action_and_is_not_approved_by_its_writer() {
        var id = major();
        refused(g.lin, "cause", () -> corrections.submitPlan(id, ""));
        as(g.lin, () -> corrections.recordCause(id, List.of("The strainer was blocked."), "MAINTENANCE"));
        refused(g.lin, "actions", () -> corrections.submitPlan(id, ""));
        assertThatThrownBy(() -> as(
                        g.lin,
                        () -> corrections.addAction(
                                id,
                                new PlannedAction(
                                        "Too late", "OTHER", g.xu.id(), LocalDate.parse("2026-12-04"), null, false))))
                .isInstanceOf(Invalid.class);
        as(
                g.zhou,
                () -> corrections.addAction(
                        id,
                        new PlannedAction(
                                "Clean it", "CORRECTIVE", g.xu.id(), LocalDate.parse("2026-11-20"), null, false)));
        as(g.zhou, () -> corrections.submitPlan(id, ""));
        refused(g.zhou, "approverWrote", () -> corrections.approvePlan(id, ""));
        as(g.director, () -> corrections.returnPlan(id, "Who pays?"));
        assertThat(state(id)).isEqualTo("OPEN");
    }

    @Test
    void nothing_of_a_plan_is_begun_before_it_is_approved() {
        var id = major();
        as(g.lin, () -> corrections.recordCause(id, List.of("The strainer was blocked."), "MAINTENANCE"));
        var action = g.lin.scope()
                .get(() -> corrections.addAction(
                        id,
                        new PlannedAction(
                                "Clean it", "CORRECTIVE", g.xu.id(), LocalDate.parse("2026-11-20"), null, false)));
        refused(g.lin, "planFirst", () -> actions.start(action));
        refused(g.lin, "planFirst", () -> actions.done(action, LocalDate.parse("2026-11-18"), ""));
        as(g.lin, () -> corrections.submitPlan(id, ""));
        as(g.zhou, () -> corrections.approvePlan(id, ""));
        as(g.lin, () -> actions.start(action));
    }

    @Test
    void what_was_approved_is_not_changed_behind_the_approver() {
        var id = major();
        var action = plan(id);
        refused(g.lin, "actionsFixed", () -> actions.cancel(action, "Not needed."));
        as(g.zhou, () -> corrections.approvePlan(id, ""));
        refused(g.lin, "planApproved", () -> actions.cancel(action, "Not needed."));
        refused(g.lin, "openActionsEvidence", () -> corrections.submitDone(id, ""));
        assertThatThrownBy(() -> as(g.lin, () -> actions.done(action, LocalDate.parse("2026-11-18"), "")))
                .hasMessage("actions.refused.evidence");
    }

    @Test
    void a_minor_item_is_corrected_on_the_spot_with_evidence() {
        var id = open(Severity.LOW, g.section, null, false);
        assertThat(date(id, "deadline")).isEqualTo(LocalDate.parse("2027-02-16"));
        refused(g.lin, "way.SPOT", () -> corrections.submitPlan(id, ""));
        refused(g.lin, "evidence", () -> corrections.correctOnTheSpot(id, "Lid closed."));
        proof("rectification", "item", id.toString(), g.section);
        as(g.lin, () -> corrections.correctOnTheSpot(id, "Lid closed."));
        as(g.he, () -> verification.reject(id, "The lid is open again."));
        assertThat(state(id)).isEqualTo("OPEN");
        g.clock.plusDays(1);
        refused(g.lin, "evidence", () -> corrections.correctOnTheSpot(id, "Lock fitted."));
        proof("rectification", "item", id.toString(), g.section);
        as(g.lin, () -> corrections.correctOnTheSpot(id, "Lock fitted."));
        as(g.he, () -> verification.verify(id, "", LocalDate.parse("2026-11-19")));
        as(g.he, () -> verification.closeEffective(id, "Looked in every week."));
        assertThat(state(id)).isEqualTo("CLOSED_EFFECTIVE");
    }

    @Test
    void the_same_record_or_key_twice_is_the_same_item() {
        var origin = exceedance();
        var id = open(Severity.MAJOR, g.section, origin, false);
        assertThat(open(Severity.MINOR, g.section, origin, false)).isEqualTo(id);
        assertThat(by(g.lin, () -> items.of(origin)))
                .hasSize(1)
                .first()
                .extracting(LinkedItem::state)
                .isEqualTo("OPEN");
        var by_hand = new NewItem(
                g.section,
                "Drum without a lid",
                "",
                Severity.MINOR,
                "WASTE",
                null,
                null,
                LocalDate.parse("2026-11-18"),
                false);
        String key = "field-" + NUMBER.incrementAndGet();
        assertThat(by(g.lin, () -> items.open(by_hand, key))).isEqualTo(by(g.lin, () -> items.open(by_hand, key)));
        assertThat(by(g.lin, () -> items.open(by_hand, key + "x")))
                .isNotEqualTo(by(g.lin, () -> items.open(by_hand, key)));
    }

    @Test
    void numbers_run_by_year_of_the_place_and_deadlines_by_its_calendar() {
        var here = major();
        assertThat(date(here, "deadline")).isEqualTo(LocalDate.parse("2026-12-03"));
        var there = by(
                g.rosa,
                () -> items.open(new NewItem(
                        g.ridge,
                        "Dust on haul road 3",
                        "",
                        Severity.CRITICAL,
                        "AIR",
                        null,
                        null,
                        LocalDate.parse("2026-11-17"),
                        false)));
        assertThat(date(there, "opened_on")).isEqualTo(LocalDate.parse("2026-11-17"));
        assertThat(date(there, "deadline")).isEqualTo(LocalDate.parse("2026-11-20"));
        assertThat(number(there)).matches("NC-2026-\\d{4}").isNotEqualTo(number(here));
        g.clock.to("2026-12-31T18:00:00Z");
        assertThat(number(major())).startsWith("NC-2027-");
    }

    private String number(ItemId id) {
        return by(
                g.director,
                () -> within.execute(_ -> jdbc.sql("select number from rectification.pub_item where id = :id")
                        .param("id", id.value())
                        .query((rs, _) -> rs.getString(1))
                        .single()));
    }

    @Test
    void what_is_not_effective_ends_so_and_a_successor_with_a_new_deadline_goes_on() {
        var id = submitted();
        as(g.he, () -> verification.verify(id, "", null));
        g.clock.plusDays(30);
        var next = by(g.he, () -> verification.findIneffective(id, "Copper is back at 0.41 mg/L."));
        assertThat(state(id)).isEqualTo("INEFFECTIVE");
        assertThat(date(id, "deadline")).isEqualTo(LocalDate.parse("2026-12-03"));
        assertThat(state(next)).isEqualTo("OPEN");
        assertThat(date(next, "deadline")).isEqualTo(LocalDate.parse("2027-01-02"));
        refused(g.lin, "cause", () -> corrections.submitPlan(next, ""));
        as(g.lin, () -> corrections.recordCause(next, List.of("Another pump."), "DESIGN"));
        refused(g.lin, "actions", () -> corrections.submitPlan(next, "the old action answers the old item"));
        assertThat(by(g.lin, () -> verification.bar(next, g.xu.id())))
                .as("who had a hand in the first correction does not verify the second")
                .contains(Bar.ACTION_OWNER);
        refused(g.he, "succeeded", () -> verification.succeed(id, ""));
        impossible("stays so", () -> write(id, "state = 'OPEN'"));
    }

    @Test
    void more_time_is_decided_one_level_up_by_somebody_else_and_kept_in_history() {
        var id = major();
        as(g.lin, () -> deferrals.askTime(id, LocalDate.parse("2026-12-20"), "The part comes from Chile."));
        refused(g.lin, "askedBefore", () -> deferrals.askTime(id, LocalDate.parse("2026-12-21"), "Later still."));
        as(g.zhou, () -> deferrals.decideTime(id, true, ""));
        assertThat(date(id, "deadline")).isEqualTo(LocalDate.parse("2026-12-20"));
        var high = open(Severity.MAJOR, g.valley, null, false);
        as(g.lin, () -> deferrals.askTime(high, LocalDate.parse("2026-12-20"), "The part comes from Chile."));
        refused(g.zhou, "oneLevelUp", () -> deferrals.decideTime(high, true, ""));
        as(g.director, () -> deferrals.decideTime(high, false, "There is one in store."));
        assertThat(date(high, "deadline")).isEqualTo(LocalDate.parse("2026-12-03"));
        refused(g.director, "notAsked", () -> deferrals.decideTime(high, true, ""));
    }

    @Test
    void an_item_is_withdrawn_only_by_somebody_else_than_who_proposed_or_carries_it() {
        var id = major();
        as(g.zhou, () -> deferrals.proposeCancel(id, "DUPLICATE", "See the other one."));
        refused(g.zhou, "deciderProposed", () -> deferrals.decideCancel(id, true, ""));
        as(g.director, () -> deferrals.decideCancel(id, false, "It is another outfall."));
        as(g.zhou, () -> deferrals.proposeCancel(id, "INVALID", "The sample was mixed up."));
        as(g.director, () -> deferrals.decideCancel(id, true, ""));
        assertThat(state(id)).isEqualTo("CANCELLED");
    }

    @Test
    void an_investigation_becomes_an_item_or_closes_by_another_hand() {
        var origin = exceedance();
        var id = open(Severity.MAJOR, g.section, origin, true);
        assertThat(number(id)).startsWith("IV-2026-");
        refused(g.lin, "finding", () -> investigations.becomeItem(id, Severity.MINOR));
        as(g.lin, () -> investigations.recordFinding(id, "The pond is seeping."));
        var item = by(g.lin, () -> investigations.becomeItem(id, Severity.MAJOR));
        assertThat(number(item)).startsWith("NC-2026-");
        assertThat(state(id)).isEqualTo("BECAME_ITEM");
        assertThat(by(g.lin, () -> items.of(origin))).extracting(LinkedItem::id).containsExactly(id, item);
        var other = open(Severity.MINOR, g.section, null, true);
        as(g.zhou, () -> investigations.recordFinding(other, "The bottle was contaminated."));
        refused(g.zhou, "findingOwn", () -> investigations.closeNoFinding(other, ""));
        as(g.director, () -> investigations.closeNoFinding(other, ""));
        assertThat(state(other)).isEqualTo("NO_FINDING");
    }

    @Test
    void severity_moves_the_deadline_but_not_by_the_owners_hand_nor_after_the_plan() {
        var id = major();
        as(g.zhou, () -> items.reclassify(id, Severity.CRITICAL, "It reaches the river."));
        assertThat(date(id, "deadline")).isEqualTo(LocalDate.parse("2026-11-21"));
        as(g.zhou, () -> items.reclassify(id, Severity.MAJOR, "It does not."));
        plan(id);
        refused(g.zhou, "RECLASSIFY", () -> items.reclassify(id, Severity.LOW, "Please."));
    }

    @Test
    void who_stands_elsewhere_finds_nothing_and_who_may_not_is_told() {
        var id = major();
        assertThatThrownBy(() -> as(g.rosa, () -> corrections.recordCause(id, List.of("x"), "OTHER")))
                .isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> as(g.he, () -> corrections.recordCause(id, List.of("x"), "OTHER")))
                .isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> as(g.rosa, () -> open(Severity.MAJOR, g.section, null, false, g.rosa)))
                .isInstanceOf(NotHere.class);
    }

    private void open(Severity severity, UnitId unit, @Nullable Origin origin, boolean investigation, Person who) {
        as(
                who,
                () -> items.open(new NewItem(
                        unit, "x", "", severity, "WATER", origin, null, LocalDate.parse("2026-11-18"), investigation)));
    }

    @Test
    void the_second_of_two_writers_is_told() {
        var id = major();
        as(g.lin, () -> items.edit(id, 1, "Copper above permit", "", "WATER"));
        assertThatThrownBy(() -> as(g.zhou, () -> items.edit(id, 1, "Copper", "", "WATER")))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void the_database_refuses_rows_that_can_not_be() {
        var id = submitted();
        impossible(
                "hand in",
                () -> write(
                        id,
                        "state = 'VERIFIED', verified_by = owner_id, verified_at = now(),"
                                + " verified_on = current_date, effect_due = current_date"));
        impossible(
                "hand in",
                () -> write(
                        id,
                        "state = 'VERIFIED', verified_by = " + g.xu.id() + ", verified_at = now(),"
                                + " verified_on = current_date, effect_due = current_date"));
        impossible(
                "unverified",
                () -> write(id, "verified_by = " + g.he.id() + ", verified_at = now(), verified_on = current_date"));
        impossible("no step from", () -> write(id, "state = 'OPEN'"));
        impossible("no step from", () -> write(id, "state = 'CLOSED_EFFECTIVE'"));
        impossible("be asked to verify", () -> write(id, "verifier_id = owner_id"));
        impossible("not_approved_by", () -> write(id, "approved_by = plan_by"));
        impossible("deadline moves only", () -> write(id, "deadline = deadline + 30"));
        impossible("does not change", () -> write(id, "number = 'NC-2026-9999'"));
        var open = major();
        impossible("planned", () -> write(open, "state = 'PLAN_SUBMITTED'"));
        impossible("with evidence of this round", () -> write(open, "state = 'CORRECTED'"));
        assertThatThrownBy(() -> write(open, "state = 'OPEN' where false; delete from rectification.item_step"))
                .isInstanceOf(DataAccessException.class);
    }

    private static void impossible(String why, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining(why);
    }

    /// As the widest role of the application, past every verb.
    private void write(ItemId id, String set) {
        Scope.system("test")
                .run(() -> within.executeWithoutResult(_ -> jdbc.sql("update rectification.item set " + set
                                + (set.contains("where") ? "" : " where id = " + id))
                        .update()));
    }

    @Test
    void the_months_count_what_happened_whatever_became_of_it_later() {
        var id = submitted();
        as(g.he, () -> verification.verify(id, "", null));
        long before = verifiedInTime();
        as(g.he, () -> verification.findIneffective(id, "Back again."));
        assertThat(verifiedInTime()).isEqualTo(before);
    }

    private long verifiedInTime() {
        return by(
                g.director,
                () -> within.execute(
                        _ -> jdbc.sql("""
                select coalesce(sum(verified_in_time), 0) from rectification.pub_item_counts where month = date '2026-11-01'""").query((rs, _) -> rs.getLong(1)).single()));
    }
}
