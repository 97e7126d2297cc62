package org.verdite.rectification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.actions.ActionId;
import org.verdite.actions.Actions;
import org.verdite.documents.Evidence;
import org.verdite.rectification.Corrections.PlannedAction;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.Conflict;
import org.verdite.shared.Origin;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;

/// Who had a hand in a correction, over its whole history, and what counts as its proof.
@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
// a group of its own: the lists of the other tests stay short
@TestPropertySource(properties = "verdite.tests=apart")
class DutiesTests {

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

    private static void refused(Person person, String key, Runnable work) {
        assertThatThrownBy(() -> as(person, work))
                .isInstanceOf(Refused.class)
                .hasMessage("rectification.refused." + key);
    }

    private ItemId major() {
        return g.lin.scope()
                .get(() -> items.open(new NewItem(
                        g.section,
                        "Copper above permit at plant outfall DW001",
                        "",
                        Severity.MAJOR,
                        "WATER",
                        null,
                        g.lin.id(),
                        LocalDate.parse("2026-11-18"),
                        false)));
    }

    private void proof(Person who, String room, String kind, Object key) {
        as(
                who,
                () -> evidence.keep(
                        new ByteArrayInputStream("seen".getBytes(StandardCharsets.UTF_8)),
                        "note.txt",
                        "text/plain",
                        g.section,
                        new Origin(room, kind, key.toString(), "what was done", "/" + room),
                        "What was done"));
    }

    /// An approved plan whose only action needs no evidence, as a planner may say, and is done.
    private ItemId done() {
        var id = major();
        as(g.lin, () -> corrections.recordCause(id, List.of("The strainer was blocked."), "MAINTENANCE"));
        ActionId action = g.lin.scope()
                .get(() -> corrections.addAction(
                        id,
                        new PlannedAction(
                                "Clean it", "CORRECTIVE", g.lin.id(), LocalDate.parse("2026-11-20"), null, false)));
        as(g.lin, () -> corrections.submitPlan(id, ""));
        as(g.zhou, () -> corrections.approvePlan(id, ""));
        as(g.lin, () -> actions.done(action, LocalDate.parse("2026-11-18"), ""));
        return id;
    }

    @Test
    void a_major_item_is_not_done_without_any_evidence_even_if_no_action_asked_for_one() {
        var id = done();
        refused(g.lin, "evidence", () -> corrections.submitDone(id, ""));
        proof(g.lin, "rectification", "item", id);
        as(g.lin, () -> corrections.submitDone(id, ""));
    }

    @Test
    void what_was_kept_before_it_was_sent_back_proves_nothing_afterwards() {
        var id = done();
        proof(g.lin, "rectification", "item", id);
        as(g.lin, () -> corrections.submitDone(id, ""));
        g.clock.plusDays(1);
        as(g.he, () -> verification.reject(id, "It is blocked again."));
        g.clock.plusDays(1);
        refused(g.lin, "evidence", () -> corrections.submitDone(id, ""));
        proof(g.lin, "rectification", "item", id);
        as(g.lin, () -> corrections.submitDone(id, ""));
    }

    @Test
    void the_database_takes_no_item_as_done_without_evidence() {
        var id = done();
        assertThatThrownBy(() -> Scope.system("test")
                        .run(() -> within.executeWithoutResult(
                                _ -> jdbc.sql("""
                                update rectification.item set state = 'DONE_SUBMITTED', done_at = verdite.now() where id = :id""").param("id", id.value()).update())))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("evidence of this round");
    }

    @Test
    void who_worked_under_the_owner_then_does_not_verify_after_a_transfer() {
        var id = major();
        g.clock.plusDays(10);
        relieve(g.wu, "2026-11-24");
        try {
            assertThat(bar(id, g.wu)).contains(Bar.SUBORDINATE);
            as(g.zhou, () -> assignments.assign(id, new Assignment(g.xu.id(), null, null)));
            assertThat(bar(id, g.wu)).contains(Bar.SUBORDINATE);
            var later = major();
            assertThat(bar(later, g.wu)).as("opened after the transfer").isEmpty();
        } finally {
            relieve(g.wu, null);
        }
    }

    @Test
    void who_comes_under_a_former_owner_afterwards_is_free() {
        relieve(g.wu, "2026-11-01");
        try {
            var id = major();
            g.clock.plusDays(2);
            as(g.zhou, () -> assignments.assign(id, new Assignment(g.xu.id(), null, null)));
            g.clock.plusDays(20);
            move(g.wu, "2026-12-01", null);
            assertThat(bar(id, g.wu)).isEmpty();
        } finally {
            move(g.wu, "2020-01-01", null);
        }
    }

    @Test
    void who_stood_in_for_a_former_owner_does_not_verify() {
        Scope.system("test")
                .run(() -> within.executeWithoutResult(_ -> jdbc.sql("""
                        insert into organisation.appointment (unit_id, person_id, position_id, substitute, valid_from)
                        select a.unit_id, :deputy, a.position_id, true, date '2020-01-01' from organisation.appointment a
                        where a.person_id = :holder and a.superseded_at is null and not a.substitute""")
                        .param("deputy", g.he.id().value())
                        .param("holder", g.lin.id().value())
                        .update()));
        try {
            var id = major();
            as(g.zhou, () -> assignments.assign(id, new Assignment(g.xu.id(), null, null)));
            assertThat(bar(id, g.he)).contains(Bar.SUBSTITUTE);
        } finally {
            Scope.system("test")
                    .run(() -> within.executeWithoutResult(_ ->
                            jdbc.sql("""
                            update organisation.appointment set superseded_at = verdite.now()
                            where person_id = :deputy and substitute""").param("deputy", g.he.id().value()).update()));
        }
    }

    private java.util.Optional<Bar> bar(ItemId id, Person person) {
        return g.zhou.scope().get(() -> verification.bar(id, person.id()));
    }

    private void relieve(Person person, @org.jspecify.annotations.Nullable String to) {
        move(person, "2020-01-01", to);
    }

    /// Moves the days of somebody's appointment, as if it had been entered so.
    private void move(Person person, String from, @org.jspecify.annotations.Nullable String to) {
        Scope.system("test")
                .run(() -> within.executeWithoutResult(_ -> jdbc.sql("""
                        update organisation.appointment set valid_from = cast(:from as date), valid_to = cast(:to as date)
                        where person_id = :person and superseded_at is null""")
                        .param("from", from)
                        .param("to", to, java.sql.Types.VARCHAR)
                        .param("person", person.id().value())
                        .update()));
    }

    @Test
    void who_wrote_the_cause_or_brought_evidence_does_not_verify() {
        var id = major();
        as(g.zhou, () -> corrections.recordCause(id, List.of("The strainer was blocked."), "MAINTENANCE"));
        assertThat(bar(id, g.zhou)).contains(Bar.CAUSE_WRITER);
        proof(g.xu, "rectification", "item", id);
        assertThat(bar(id, g.xu)).contains(Bar.EVIDENCE_GIVER);
        refused(
                g.zhou,
                "bar.CAUSE_WRITER",
                () -> assignments.assign(id, new Assignment(g.lin.id(), null, g.zhou.id())));
    }

    @Test
    void the_verifier_s_own_photo_bars_nobody() {
        var id = done();
        proof(g.lin, "rectification", "item", id);
        as(g.lin, () -> corrections.submitDone(id, ""));
        proof(g.zhou, "rectification", "item", id);
        assertThat(bar(id, g.zhou)).isEmpty();
    }

    @Test
    void an_owner_does_not_let_the_verifier_go() {
        var id = major();
        as(g.director, () -> assignments.assign(id, new Assignment(g.lin.id(), null, g.he.id())));
        assertThatThrownBy(() -> as(g.lin, () -> assignments.assign(id, new Assignment(g.lin.id(), null, null))))
                .isInstanceOf(org.verdite.shared.NotPermitted.class);
        as(g.zhou, () -> corrections.recordCause(id, List.of("The strainer was blocked."), "MAINTENANCE"));
        refused(g.zhou, "verifierByParty", () -> assignments.assign(id, new Assignment(g.lin.id(), null, null)));
        as(g.director, () -> assignments.assign(id, new Assignment(g.lin.id(), null, null)));
    }

    @Test
    void the_second_of_two_who_assign_is_told() {
        var id = major();
        int read = 1;
        as(g.zhou, () -> assignments.assign(id, read, new Assignment(g.xu.id(), null, null)));
        assertThatThrownBy(() ->
                        as(g.director, () -> assignments.assign(id, read, new Assignment(g.lin.id(), null, g.he.id()))))
                .isInstanceOf(Conflict.class);
    }
}
