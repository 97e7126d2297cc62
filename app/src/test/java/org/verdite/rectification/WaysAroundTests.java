package org.verdite.rectification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Objects;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.actions.ActionState;
import org.verdite.actions.Actions;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.Invalid;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;

/// What somebody might try who wants more time, less trouble or somebody else's name on it.
@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
class WaysAroundTests {

    @Autowired
    SmallGroup g;

    @Autowired
    Items items;

    @Autowired
    Assignments assignments;

    @Autowired
    AuthorityDeadlines authorities;

    @Autowired
    Deferrals deferrals;

    @Autowired
    Corrections corrections;

    @Autowired
    Actions actions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    @BeforeEach
    void on_the_day_it_was_found() {
        g.clock.to("2026-11-18T01:14:00Z");
    }

    @Test
    void who_hands_an_item_away_for_a_moment_still_sets_neither_deadline_nor_severity() {
        var id = open(Severity.CRITICAL);
        as(g.director, () -> assignments.carry(id, g.zhou.id()));
        as(g.zhou, () -> assignments.carry(id, g.lin.id()));
        refused("ownerSetsDeadline", () -> as(g.zhou, () -> authorities.set(id, decision("2026-11-19"))));
        refused("ownerReclassifies", () -> as(g.zhou, () -> items.reclassify(id, Severity.MAJOR, "Not so bad")));
    }

    @Test
    void an_authority_that_gives_more_time_is_recorded_one_level_up_and_less_time_at_the_mine() {
        var id = open(Severity.CRITICAL);
        refused("laterOneLevelUp", () -> as(g.zhou, () -> authorities.set(id, decision("2027-06-01"))));
        as(g.zhou, () -> authorities.set(id, decision("2026-11-19")));
        refused("laterOneLevelUp", () -> as(g.zhou, () -> authorities.set(id, decision("2026-11-21"))));
        as(g.director, () -> authorities.set(id, decision("2026-11-21")));
        assertThat(deadline(id)).isEqualTo(LocalDate.parse("2026-11-21"));
    }

    @Test
    void what_is_critical_is_lowered_one_level_up_and_raised_at_the_mine() {
        var id = open(Severity.CRITICAL);
        refused("lowerOneLevelUp", () -> as(g.zhou, () -> items.reclassify(id, Severity.LOW, "Not so bad")));
        as(g.director, () -> items.reclassify(id, Severity.MAJOR, "The pond held"));
        as(g.zhou, () -> items.reclassify(id, Severity.CRITICAL, "It did not"));
    }

    @Test
    void an_action_is_neither_due_before_the_item_was_discovered_nor_a_strangers() {
        var id = open(Severity.MAJOR);
        as(g.director, () -> assignments.carry(id, g.lin.id()));
        assertThatThrownBy(() -> as(g.lin, () -> corrections.addAction(id, action(g.lin.id(), "2020-01-01"))))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.problems().getFirst().key()).isEqualTo("rectification.action.early"));
        assertThatThrownBy(() -> as(g.lin, () -> corrections.addAction(id, action(g.rosa.id(), "2026-11-25"))))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.problems().getFirst().field()).isEqualTo("owner"));
    }

    @Test
    void what_was_to_be_done_for_an_item_ends_when_it_is_withdrawn() {
        var id = open(Severity.MAJOR);
        as(g.director, () -> assignments.carry(id, g.lin.id()));
        var action = as(g.lin, () -> corrections.addAction(id, action(g.lin.id(), "2026-11-25")));
        as(g.lin, () -> deferrals.proposeCancel(id, "INVALID", "The meter was wrong"));
        as(g.director, () -> deferrals.decideCancel(id, true, "Seen"));
        var ended = as(g.lin, () -> actions.find(action)).orElseThrow();
        assertThat(ended.state()).isEqualTo(ActionState.CANCELLED);
        assertThat(ended.note()).contains("The meter was wrong");
    }

    private static AbstractThrowableAssert<?, ?> refused(String reason, Runnable step) {
        return assertThatThrownBy(step::run)
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.key()).isEqualTo("rectification.refused." + reason));
    }

    private LocalDate deadline(ItemId id) {
        LocalDate deadline = as(
                g.director,
                () -> within.execute(_ -> jdbc.sql("select deadline from rectification.item where id = :id")
                        .param("id", id.value())
                        .query(LocalDate.class)
                        .single()));
        return Objects.requireNonNull(deadline);
    }

    private static AuthorityDeadlines.Decision decision(String day) {
        return new AuthorityDeadlines.Decision("Bureau", "12", LocalDate.parse(day), null, "");
    }

    private static Corrections.PlannedAction action(PersonId owner, String due) {
        return new Corrections.PlannedAction(
                "Replace the strainer", "CORRECTIVE", owner, LocalDate.parse(due), null, false, null, null);
    }

    private ItemId open(Severity severity) {
        return as(
                g.xu,
                () -> items.open(new NewItem(
                        g.valley,
                        "Way around " + severity,
                        "Day means were above 0.30 mg/L.",
                        severity,
                        "WATER",
                        null,
                        null,
                        LocalDate.parse("2026-11-18"),
                        false)));
    }

    private static <T> T as(Person person, Supplier<T> step) {
        return person.scope().get(step);
    }

    private static void as(Person person, Runnable step) {
        person.scope().run(step);
    }
}
