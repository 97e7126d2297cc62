package org.verdite.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.documents.Evidence;
import org.verdite.rectification.SmallGroup;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Money;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Origin;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;

@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
class ActionsTests {

    private static final Origin DRILL = new Origin("drills", "drill", "7", "Drill of March", "/drills/7");

    @Autowired
    SmallGroup g;

    @Autowired
    Actions actions;

    @Autowired
    Evidence evidence;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    @Autowired
    MockMvcTester mvc;

    @BeforeEach
    void on_an_ordinary_day() {
        g.clock.to("2026-11-18T01:14:00Z");
    }

    private ActionId open(String title, boolean evidenceNeeded) {
        return g.lin.scope()
                .get(() -> actions.open(
                        new NewAction(
                                g.section,
                                title,
                                "CORRECTIVE",
                                g.lin.id(),
                                LocalDate.parse("2026-11-20"),
                                new Money(new BigDecimal("1200.50"), "USD"),
                                DRILL),
                        evidenceNeeded));
    }

    private Action read(ActionId id) {
        return g.lin.scope().get(() -> actions.find(id)).orElseThrow();
    }

    private void refused(String key, Runnable work) {
        assertThatThrownBy(() -> g.lin.scope().run(work))
                .isInstanceOf(Refused.class)
                .hasMessage("actions.refused." + key);
    }

    @Test
    void an_action_goes_from_open_to_done_and_stays_there() {
        var id = open("Label the drain valve", false);
        g.lin.scope().run(() -> actions.start(id));
        refused("start.STARTED", () -> actions.start(id));
        g.lin.scope().run(() -> actions.done(id, LocalDate.parse("2026-11-18"), "Labelled."));
        assertThat(read(id).state()).isEqualTo(ActionState.DONE);
        assertThat(read(id).doneBy()).isEqualTo(g.lin.id());
        refused("over.DONE", () -> actions.cancel(id, "Not needed."));
        refused("over.DONE", () -> actions.done(id, LocalDate.parse("2026-11-18"), ""));
        refused("start.DONE", () -> actions.start(id));
        assertThatThrownBy(() -> Scope.system("test")
                        .run(() -> within.executeWithoutResult(_ -> jdbc.sql(
                                        "update actions.action set state = 'OPEN', done_on = null where id = " + id)
                                .update())))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void one_that_needs_evidence_is_not_done_without_not_even_in_the_database() {
        var id = open("Close the lid", true);
        refused("evidence", () -> actions.done(id, LocalDate.parse("2026-11-18"), ""));
        assertThatThrownBy(() -> Scope.system("test")
                        .run(() -> within.executeWithoutResult(_ -> jdbc.sql(
                                        "update actions.action set state = 'DONE', done_on = current_date where id = "
                                                + id)
                                .update())))
                .isInstanceOf(DataAccessException.class);
        g.lin.scope()
                .run(() -> evidence.keep(
                        new ByteArrayInputStream("x".getBytes(StandardCharsets.UTF_8)),
                        "lid.txt",
                        "",
                        g.section,
                        new Origin("actions", "action", id.toString(), "x", "/actions/" + id),
                        ""));
        g.lin.scope().run(() -> actions.done(id, LocalDate.parse("2026-11-18"), ""));
        assertThat(read(id).evidence()).isEqualTo(1);
    }

    @Test
    void a_cancelled_action_says_why_and_a_done_day_is_not_tomorrow() {
        var id = open("Second pump", false);
        assertThatThrownBy(() -> g.lin.scope().run(() -> actions.cancel(id, " ")))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> g.lin.scope().run(() -> actions.done(id, LocalDate.parse("2026-11-20"), "")))
                .isInstanceOf(Invalid.class);
        g.lin.scope().run(() -> actions.cancel(id, "The first one is enough."));
        assertThat(read(id).note()).isEqualTo("The first one is enough.");
    }

    @Test
    void the_second_of_two_writers_is_told_and_a_cost_keeps_its_currency() {
        var id = open("Third pump", false);
        g.lin.scope()
                .run(() -> actions.change(id, 1, "Third pump, larger", g.xu.id(), LocalDate.parse("2026-11-25"), null));
        assertThatThrownBy(() -> g.lin.scope()
                        .run(() ->
                                actions.change(id, 1, "Third pump", g.lin.id(), LocalDate.parse("2026-11-25"), null)))
                .isInstanceOf(Conflict.class);
        assertThat(read(open("Fourth", false)).cost()).isEqualTo(new Money(new BigDecimal("1200.50"), "USD"));
    }

    @Test
    void who_stands_elsewhere_sees_nothing_and_who_may_not_carry_is_told() {
        var id = open("Fifth pump", false);
        assertThat(g.rosa.scope().get(() -> actions.find(id))).isEmpty();
        assertThatThrownBy(() -> g.rosa.scope().run(() -> actions.start(id))).isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> g.he.scope().run(() -> actions.start(id))).isInstanceOf(NotPermitted.class);
    }

    @Test
    void the_register_is_a_list_a_desk_and_a_file_in_both_languages() {
        var id = open("=cmd() replace the strainer", false);
        g.lin.scope().run(() -> {
            assertThat(mvc.get().uri("/actions?view=mine"))
                    .hasStatusOk()
                    .bodyText()
                    .contains("replace the strainer", "Drill of March");
            assertThat(mvc.get().uri("/actions?view=overdue"))
                    .hasStatusOk()
                    .bodyText()
                    .doesNotContain("replace the strainer");
            assertThat(mvc.get().uri("/actions/" + id))
                    .hasStatusOk()
                    .bodyText()
                    .contains("Report done", "1,200.50 USD");
            assertThat(mvc.get().uri("/actions/" + id).cookie(new jakarta.servlet.http.Cookie("language", "zh-CN")))
                    .hasStatusOk()
                    .bodyText()
                    .contains("报告完成", "未开始");
            assertThat(mvc.get().uri("/actions/export?format=csv"))
                    .hasStatusOk()
                    .bodyText()
                    .contains("'=cmd()");
            assertThat(mvc.get().uri("/actions/export?format=pdf")).hasStatus(422);
            assertThat(mvc.get().uri("/desk")).hasStatusOk().bodyText().contains("Do: =cmd() replace the strainer");
            assertThat(mvc.get().uri("/api/actions?view=mine"))
                    .hasStatusOk()
                    .bodyText()
                    .contains("replace the strainer");
            assertThat(mvc.post()
                            .uri("/actions/" + id + "/edit")
                            .with(SecurityMockMvcRequestPostProcessors.csrf())
                            .param("version", "7")
                            .param("title", "Other words")
                            .param("owner", g.lin.id().toString())
                            .param("due", "2026-11-20"))
                    .hasStatus(409)
                    .bodyText()
                    .contains("Somebody saved before you", "Other words");
            assertThat(mvc.put()
                            .uri("/api/actions/" + id)
                            .with(SecurityMockMvcRequestPostProcessors.csrf())
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("{\"title\": \"x\"}"))
                    .hasStatus(422);
        });
        g.rosa.scope().run(() -> assertThat(mvc.get().uri("/actions/" + id)).hasStatus(404));
    }
}
