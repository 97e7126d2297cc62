package org.verdite.rectification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.actions.ActionId;
import org.verdite.actions.Actions;
import org.verdite.documents.Evidence;
import org.verdite.rectification.Corrections.PlannedAction;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.NotHere;
import org.verdite.shared.Origin;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;

/// A plan with actions at several units: each unit sees its own part, and the item waits for all of them.
@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
class AcrossUnitsTests {

    @Autowired
    SmallGroup g;

    @Autowired
    Items items;

    @Autowired
    Corrections corrections;

    @Autowired
    Verification verification;

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

    private static final LocalDate DUE = LocalDate.parse("2026-11-20");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-18");

    @BeforeEach
    void on_the_day_it_was_found() {
        g.clock.to("2026-11-18T01:14:00Z");
    }

    private static void as(Person person, Runnable work) {
        person.scope().run(work);
    }

    private static void refused(Person who, String key, Runnable work) {
        assertThatThrownBy(() -> as(who, work)).isInstanceOf(Refused.class).hasMessage("rectification.refused." + key);
    }

    private record Plan(ItemId item, ActionId here, ActionId there) {}

    /// An approved plan of the valley with its own action and the same at the ridge, where Rosa owns it.
    private Plan plan(String title) {
        var id = g.lin.scope()
                .get(() -> items.open(NewItem.of(g.section, title, Severity.MAJOR, "WATER", TODAY)
                        .carriedBy(g.lin.id())));
        as(g.lin, () -> corrections.recordCause(id, List.of("The strainer was blocked."), "EQP.1"));
        var here = g.lin.scope()
                .get(() -> corrections.addAction(
                        id, new PlannedAction("Clean the strainer", "CORRECTIVE", g.lin.id(), DUE, null, false)));
        assertThatThrownBy(() -> as(g.lin, () -> corrections.addAction(id, atTheRidge())))
                .as("nobody plans for a unit they do not see")
                .isInstanceOf(NotHere.class);
        var there = g.director.scope().get(() -> corrections.addAction(id, atTheRidge()));
        as(g.lin, () -> corrections.submitPlan(id, ""));
        as(g.zhou, () -> corrections.approvePlan(id, ""));
        as(g.lin, () -> actions.done(here, TODAY, ""));
        as(
                g.lin,
                () -> evidence.keep(
                        new ByteArrayInputStream(title.getBytes(StandardCharsets.UTF_8)),
                        "strainer.txt",
                        "text/plain",
                        g.section,
                        new Origin("rectification", "item", id.toString(), "Item", "/rectification/items/" + id),
                        "The strainer"));
        return new Plan(id, here, there);
    }

    private PlannedAction atTheRidge() {
        return new PlannedAction(
                "Look at the strainers of the ridge", "PREVENTIVE", g.rosa.id(), DUE, null, false, g.ridge, null);
    }

    @Test
    void the_item_waits_for_what_is_done_at_a_unit_its_people_do_not_see() {
        var plan = plan("Copper above permit at the twin outfall");
        refused(g.lin, "openElsewhere", () -> corrections.submitDone(plan.item(), ""));
        assertThat(get(g.lin, "/rectification/items/" + plan.item()))
                .contains("1 more at units you do not see, 1 of them not done.")
                .doesNotContain("Look at the strainers of the ridge");
        assertThatThrownBy(() -> Scope.system("test")
                        .run(() -> within.executeWithoutResult(_ ->
                                jdbc.sql("""
                update rectification.item set state = 'DONE_SUBMITTED', done_at = verdite.now() where id = :id""").param("id", plan.item().value()).update())))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("when all its actions are");
        as(g.rosa, () -> actions.done(plan.there(), TODAY, "Three cleaned."));
        as(g.lin, () -> corrections.submitDone(plan.item(), ""));
        assertThat(g.director.scope().<Optional<Bar>>get(() -> verification.bar(plan.item(), g.rosa.id())))
                .as("who carried a part elsewhere had a hand in it")
                .contains(Bar.ACTION_OWNER);
        as(g.he, () -> verification.verify(plan.item(), "", null));
    }

    @Test
    void the_other_unit_sees_its_action_and_the_items_title_and_no_more() {
        var plan = plan("Copper above permit at the hidden outfall");
        assertThat(get(g.rosa, "/actions/" + plan.there()))
                .contains("Copper above permit at the hidden outfall", "at another unit")
                .doesNotContain("href=\"/rectification/items/" + plan.item());
        assertThat(status(g.rosa, "/rectification/items/" + plan.item())).isEqualTo(404);
        assertThat(status(g.rosa, "/actions/" + plan.here())).isEqualTo(404);
        assertThat(get(g.director, "/actions/" + plan.there())).contains("/rectification/items/" + plan.item());
        assertThat(get(g.rosa, "/desk")).contains("Look at the strainers of the ridge");
    }

    @Test
    void what_is_planned_elsewhere_is_dropped_with_a_reason_by_who_approves_and_sees_it() {
        var plan = plan("Copper above permit at the dropped outfall");
        refused(g.rosa, "planApproved", () -> actions.cancel(plan.there(), "No time."));
        assertThatThrownBy(() -> as(g.zhou, () -> actions.cancel(plan.there(), "Not needed.")))
                .isInstanceOf(NotHere.class);
        as(g.director, () -> actions.cancel(plan.there(), "The ridge has no such strainers."));
        as(g.lin, () -> corrections.submitDone(plan.item(), ""));
        assertThatThrownBy(() -> as(g.rosa, () -> actions.start(plan.there()))).isInstanceOf(Refused.class);
    }

    private int status(Person who, String path) {
        return who.scope()
                .get(() -> mvc.get().uri(path).exchange().getResponse().getStatus());
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
