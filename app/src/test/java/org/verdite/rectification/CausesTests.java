package org.verdite.rectification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.documents.Evidence;
import org.verdite.rectification.Cause.Level;
import org.verdite.rectification.Cause.Said;
import org.verdite.rectification.Corrections.PlannedAction;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.Origin;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;

/// Why it happened, as a tree: it grows downward to at least one root, in the words of the taxonomy.
@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
class CausesTests {

    @Autowired
    SmallGroup g;

    @Autowired
    Items items;

    @Autowired
    Corrections corrections;

    @Autowired
    Causes causes;

    @Autowired
    Evidence evidence;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    @BeforeEach
    void on_the_day_it_was_found() {
        g.clock.to("2026-11-18T01:14:00Z");
    }

    private <T> T lin(Supplier<T> work) {
        return g.lin.scope().get(work::get);
    }

    private ItemId major(String title) {
        return lin(() -> items.open(NewItem.of(g.section, title, Severity.MAJOR, "WATER", LocalDate.parse("2026-11-18"))
                .carriedBy(g.lin.id())));
    }

    private static Said said(Level level, String code, String text) {
        return new Said(level, code, text, null);
    }

    private long add(ItemId id, @Nullable Long under, Level level, String code, String text) {
        return lin(() -> causes.add(id, under, said(level, code, text)));
    }

    private void refused(String key, Runnable work) {
        assertThatThrownBy(() -> g.lin.scope().run(work))
                .isInstanceOf(Refused.class)
                .hasMessage("rectification.refused." + key);
    }

    private void plan(ItemId id, @Nullable Long cause) {
        lin(() -> corrections.addAction(
                id,
                new PlannedAction(
                        "Clean it",
                        "CORRECTIVE",
                        g.lin.id(),
                        LocalDate.parse("2026-11-20"),
                        null,
                        false,
                        null,
                        cause)));
    }

    @Test
    void causes_branch_down_to_their_roots_and_lists_know_the_way_to_the_first() {
        var id = major("Copper above permit at the branch weir");
        plan(id, null);
        long pump = add(id, null, Level.IMMEDIATE, "EQP.2", "The pump gave little.");
        long strainer = add(id, pump, Level.UNDERLYING, "EQP.1", "Its strainer was blocked.");
        refused("cause", () -> corrections.submitPlan(id, ""));
        long round = add(id, strainer, Level.ROOT, "ORG.3", "Nobody checks the round.");
        long alarm = add(id, pump, Level.ROOT, "DSN.5", "No alarm at low flow.");
        var tree = lin(() -> causes.of(id));
        assertThat(tree).extracting(Cause::id).containsExactly(pump, strainer, round, alarm);
        assertThat(tree).extracting(Cause::depth).containsExactly(0, 1, 2, 1);
        assertThat(row(id, "array_to_string(cause, '|')"))
                .isEqualTo("The pump gave little.|Its strainer was blocked.|Nobody checks the round.");
        assertThat(row(id, "cause_kind")).isEqualTo("MANAGEMENT");
        g.lin.scope().run(() -> corrections.submitPlan(id, ""));
        refused("RECORD_CAUSE", () -> causes.add(id, pump, said(Level.ROOT, "ORG.1", "Too late.")));
        assertThat(get(g.lin, "/rectification/items/" + id)).contains("No alarm at low flow.", "root cause");
        assertThat(get(g.lin, "/rectification/figures?opened=2026")).contains("Not supervised or checked");
        assertThat(get(g.lin, "/rectification?view=all&root=DSN.5")).contains("Copper above permit at the branch weir");
        assertThat(get(g.lin, "/rectification?view=all&root=ORG")).contains("Copper above permit at the branch weir");
        assertThat(get(g.lin, "/rectification?view=all&root=CTR"))
                .doesNotContain("Copper above permit at the branch weir");
    }

    private String row(ItemId id, String column) {
        return Scope.system("test")
                .get(() -> within.execute(_ -> jdbc.sql("select " + column + " from rectification.item where id = :id")
                        .param("id", id.value())
                        .query((rs, _) -> rs.getString(1))
                        .single()));
    }

    @Test
    void a_chain_of_whys_is_a_tree_without_branches_and_keeps_what_it_has_in_common_with_the_one_before() {
        var id = major("Copper above permit at the chain weir");
        g.lin.scope().run(() -> corrections.recordCause(id, List.of("The pump stood.", "No spare."), "MAINTENANCE"));
        var before = lin(() -> causes.of(id));
        assertThat(before).extracting(Cause::level).containsExactly(Level.IMMEDIATE, Level.ROOT);
        assertThat(before.getLast().code()).isEqualTo("EQP.1");
        g.lin.scope()
                .run(() ->
                        corrections.recordCause(id, List.of("The pump stood.", "No spare.", "None ordered."), "ORG.2"));
        var after = lin(() -> causes.of(id));
        assertThat(after.subList(0, 2))
                .extracting(Cause::id)
                .isEqualTo(before.stream().map(Cause::id).toList());
        assertThat(after).extracting(Cause::level).containsExactly(Level.IMMEDIATE, Level.UNDERLYING, Level.ROOT);
        g.lin.scope().run(() -> corrections.recordCause(id, List.of("The pump stood."), "OTHER"));
        assertThat(lin(() -> causes.of(id))).extracting(Cause::level).containsExactly(Level.ROOT);
        add(id, null, Level.ROOT, "ENV.1", "It rained.");
        refused("causeBranches", () -> corrections.recordCause(id, List.of("x"), "OTHER"));
    }

    @Test
    void what_can_not_be_said_of_a_cause_is_refused_in_words() {
        var id = major("Copper above permit at the wrong weir");
        long root = add(id, null, Level.ROOT, "EQP.1", "The strainer was blocked.");
        refused("beneathRoot", () -> causes.add(id, root, said(Level.ROOT, "ORG.1", "Why?")));
        invalid("code", () -> causes.add(id, null, said(Level.ROOT, "XXX.1", "Why?")));
        invalid("code", () -> causes.add(id, null, said(Level.UNDERLYING, "", "Why?")));
        invalid("text", () -> causes.add(id, null, said(Level.ROOT, "ORG.1", " ")));
        assertThatThrownBy(() -> lin(() -> causes.add(id, 999_999L, said(Level.ROOT, "ORG.1", "Why?"))))
                .isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> g.rosa.scope().run(() -> causes.of(id))).isInstanceOf(NotHere.class);
        var other = major("Copper above permit at another weir");
        long file = lin(() -> evidence.keep(
                        new ByteArrayInputStream("photo of another".getBytes(StandardCharsets.UTF_8)),
                        "photo.txt",
                        "text/plain",
                        g.section,
                        new Origin("rectification", "item", other.toString(), "Item", "/rectification/items/" + other),
                        "Photo"))
                .value();
        invalid("evidence", () -> causes.add(id, null, new Said(Level.ROOT, "ORG.1", "Why?", file)));
        g.lin.scope().run(() -> causes.change(id, root, 1, said(Level.ROOT, "EQP.5", "No spare strainer.")));
        assertThatThrownBy(() ->
                        g.lin.scope().run(() -> causes.change(id, root, 1, said(Level.ROOT, "EQP.2", "It was old."))))
                .isInstanceOf(Conflict.class);
        Long under = null;
        for (int i = 0; i < Causes.DEEPEST; i++) {
            under = add(id, under, Level.UNDERLYING, "ORG.1", "Because " + i);
        }
        Long deepest = under;
        refused("causeDepth", () -> causes.add(id, deepest, said(Level.ROOT, "ORG.1", "And why?")));
    }

    private void invalid(String field, Runnable work) {
        assertThatThrownBy(() -> g.lin.scope().run(work))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.problems().getFirst().field()).isEqualTo(field));
    }

    @Test
    void what_something_rests_on_is_not_taken_out_and_a_plan_under_way_keeps_a_root() {
        var id = major("Copper above permit at the bearing weir");
        long pump = add(id, null, Level.IMMEDIATE, "EQP.2", "The pump gave little.");
        long root = add(id, pump, Level.ROOT, "EQP.1", "Its strainer was blocked.");
        refused("causeBears", () -> causes.remove(id, pump, 1));
        refused("beneathRoot", () -> causes.change(id, pump, 1, said(Level.ROOT, "EQP.2", "The pump.")));
        plan(id, root);
        refused("causeRemoved", () -> causes.remove(id, root, 1));
        invalid("cause", () -> plan(id, 999_999L));
        assertThat(get(g.lin, "/rectification/items/" + id)).contains("an action removes it");
        long rain = add(id, null, Level.ROOT, "ENV.1", "It rained.");
        g.lin.scope().run(() -> causes.remove(id, rain, 1));
        g.lin.scope().run(() -> corrections.submitPlan(id, ""));
        g.zhou.scope().run(() -> corrections.approvePlan(id, ""));
        refused("lastRoot", () -> causes.change(id, root, 1, said(Level.UNDERLYING, "EQP.1", "Its strainer.")));
    }

    @Test
    void a_circle_can_not_be_stored_by_whoever_writes_it() {
        var id = major("Copper above permit at the round weir");
        long upper = add(id, null, Level.IMMEDIATE, "EQP.2", "The pump gave little.");
        long lower = add(id, upper, Level.ROOT, "EQP.1", "Its strainer was blocked.");
        impossible(
                "stays where it stands",
                "update rectification.cause set parent_id = " + lower + " where id = " + upper);
        impossible("under_an_earlier_one", """
                insert into rectification.cause (id, item_id, unit_id, parent_id, level, text) overriding system value
                values (1000000, %s, %s, 1000000, 'UNDERLYING', 'Because of itself')""".formatted(id, g.section));
        var other = major("Copper above permit at the far weir");
        impossible("foreign key", """
                insert into rectification.cause (item_id, unit_id, parent_id, level, text)
                values (%s, %s, %s, 'UNDERLYING', 'Under the cause of another')""".formatted(other, g.section, upper));
        impossible("beneath a root", """
                insert into rectification.cause (item_id, unit_id, parent_id, level, text)
                values (%s, %s, %s, 'UNDERLYING', 'Beneath a root')""".formatted(id, g.section, lower));
    }

    private void impossible(String because, String sql) {
        assertThatThrownBy(() -> Scope.system("test")
                        .run(() ->
                                within.executeWithoutResult(_ -> jdbc.sql(sql).update())))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining(because);
    }

    @Test
    void the_tree_is_worked_by_page_without_a_script_and_by_api() {
        var id = major("Copper above permit at the paper weir");
        String page = "/rectification/items/" + id + "/causes";
        assertThat(get(g.lin, page)).contains("Why? Because", "Maintenance missed or late", "<details");
        g.lin.scope().run(() -> {
            assertThat(mvc.post()
                            .uri(page)
                            .with(csrf())
                            .param("text", "")
                            .param("level", "IMMEDIATE")
                            .param("code", "EQP.1")
                            .exchange())
                    .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            assertThat(mvc.post()
                            .uri(page)
                            .with(csrf())
                            .param("text", "The pump stood.")
                            .param("level", "IMMEDIATE")
                            .param("code", "EQP.2")
                            .exchange())
                    .hasStatus(HttpStatus.FOUND);
        });
        long pump = lin(() -> causes.of(id)).getFirst().id();
        g.lin.scope().run(() -> {
            assertThat(mvc.post()
                            .uri("/api" + page)
                            .with(csrf())
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("{\"parent\": " + pump
                                    + ", \"level\": \"ROOT\", \"code\": \"EQP.5\", \"text\": \"No spare.\"}")
                            .exchange())
                    .hasStatus(HttpStatus.CREATED);
            assertThat(mvc.post()
                            .uri(page + "/" + pump)
                            .with(csrf())
                            .param("do", "remove")
                            .param("version", "1")
                            .exchange())
                    .hasStatus(HttpStatus.CONFLICT)
                    .bodyText()
                    .contains("Something lies beneath this cause");
        });
        assertThat(get(g.lin, "/api" + page)).contains("\"word\":\"No spare part or standby\"");
        assertThat(get(g.lin, "/api/rectification/taxonomy")).contains("\"parent\":\"CTR\"");
        assertThat(g.rosa.scope()
                        .<Integer>get(() ->
                                mvc.get().uri(page).exchange().getResponse().getStatus()))
                .isEqualTo(404);
    }

    private String get(Person who, String path) {
        return who.scope().get(() -> {
            var result = mvc.get().uri(path).header("Accept-Language", "en").exchange();
            assertThat(result).as(path).hasStatusOk();
            try {
                return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
            } catch (java.io.UnsupportedEncodingException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
