package org.verdite.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.rectification.SmallGroup;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// A year asks for no less than the way of its longer goal, and where a level was reached, for no less than
/// that.
@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
class RatchetTests {

    @Autowired
    SmallGroup g;

    @Autowired
    Goals goals;

    @Autowired
    Shares shares;

    @Autowired
    WhatIf whatIf;

    @Autowired
    Ratchet ratchet;

    @Autowired
    Exceptions exceptions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    @Autowired
    MockMvcTester mvc;

    GoalStage stage;

    @BeforeEach
    void stage(@Autowired BeanFactory beans) {
        stage = new GoalStage(beans);
    }

    @Test
    void less_than_the_way_of_the_longer_goal_is_neither_shared_out_nor_worked_on() {
        var longer = longer(g.group);
        assertThat(form(longer)).as("of next year").contains("asks 85");
        var goal = as(g.director, () -> goals.draft(year(g.group, longer, "85")));
        assertThat(findings(goal).path()).isEqualByComparingTo("80");
        assertThat(findings(goal).belowPath()).isFalse();
        var easy = as(g.director, () -> goals.draft(year(g.group, longer, "79")));
        as(g.director, () -> stage.act(easy));
        assertThatThrownBy(() -> as(g.director, () -> goals.activate(easy, 1)))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.key()).isEqualTo("targets.refused.belowPath"));
        assertThatThrownBy(() ->
                        as(g.director, () -> shares.propose(easy, null, Holder.unit(g.valley), BigDecimal.TEN, null)))
                .isInstanceOf(Refused.class);
        as(g.director, () -> stage.act(goal));
        as(g.director, () -> goals.activate(goal, 1));
        assertThatThrownBy(() ->
                        as(g.director, () -> whatIf.propose(goal, null, 2, new BigDecimal("70"), "Later is easier")))
                .as("nor once it is worked on")
                .isInstanceOf(Refused.class);
        assertThat(as(g.director, () -> goals.get(goal)).value()).isEqualByComparingTo("85");
    }

    @Test
    void less_is_agreed_to_one_level_up_and_never_by_who_asked() {
        var goal = as(g.director, () -> goals.draft(year(g.valley, longer(g.group), "75")));
        as(g.director, () -> stage.act(goal));
        assertThatThrownBy(() -> as(g.director, () -> exceptions.ask(goal, " ")))
                .isInstanceOf(Invalid.class);
        long asked = as(g.director, () -> exceptions.ask(goal, "The new pit opens in May"));
        assertThatThrownBy(() -> as(g.director, () -> exceptions.decide(asked, 1, true, "")))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.key()).isEqualTo("targets.refused.ownException"));
        assertThatThrownBy(() -> as(g.zhou, () -> exceptions.decide(asked, 1, true, "")))
                .as("not one level up")
                .isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> entered(
                        "update targets.exception set decision = 'APPROVED', decided_by = asked_by, decided_at = now() where id = "
                                + asked))
                .as("whoever writes")
                .isInstanceOf(DataAccessException.class);
        var above = new Scope("system:test", null, g.he.id().value(), null, "", false);
        assertThatThrownBy(() -> above.run(() -> exceptions.decide(asked, 1, false, "")))
                .as("a no says why")
                .isInstanceOf(Invalid.class);
        above.run(() -> exceptions.decide(asked, 1, true, "Once"));
        as(g.director, () -> goals.activate(goal, 1));
        assertThat(as(g.director, () -> goals.get(goal)).state()).isEqualTo(GoalState.ACTIVE);
        assertThat(page(g.director, "/targets/goals/" + goal))
                .contains("It asks for less, as agreed one level up")
                .contains("The new pit opens in May");
        assertThatThrownBy(() -> as(g.director, () -> whatIf.propose(goal, null, 2, new BigDecimal("60"), "Even less")))
                .as("agreed to 75, not to 60")
                .isInstanceOf(Refused.class);
    }

    @Test
    void a_level_that_was_reached_is_not_given_up_and_an_amount_is_held_to_the_way_alone() {
        var longer = longer(g.group);
        var last = stage.worked(year(g.group, longer, "80", 2025));
        var share = stage.signed(last, null, Holder.unit(g.valley), "80", g.zhou);
        stage.tell(g.zhou, last, share, YearMonth.of(2025, 12), "93");
        var next = as(g.director, () -> goals.draft(year(g.group, longer, "90")));
        assertThat(findings(next).reached()).isEqualByComparingTo("93");
        assertThat(findings(next).belowReached()).isTrue();
        assertThat(page(g.director, "/targets/goals/" + next)).contains("Reached in 2025: 93");
        var amount =
                as(g.director, () -> goals.draft(year(g.group, longer, "90").of(Nature.AMOUNT, "", 12)));
        assertThat(findings(amount).reached()).isNull();
    }

    @Test
    void who_leads_to_nothing_is_held_to_what_the_unit_reached_of_the_same_the_year_before() {
        var longer = longer(g.ridge);
        var last = stage.worked(year(g.ridge, longer, "80", 2025));
        stage.tell(g.director, last, null, YearMonth.of(2025, 12), "93");
        var alone = as(g.director, () -> goals.draft(alone(g.ridge, "85", "WATER")));
        assertThat(findings(alone).reached()).isEqualByComparingTo("93");
        assertThat(findings(alone).belowReached()).isTrue();
        var other = as(g.director, () -> goals.draft(alone(g.ridge, "85", "NOISE")));
        assertThat(findings(other).any()).as("another matter").isFalse();
        stage.worked(year(g.ridge, longer, "76", 2025));
        assertThat(findings(alone).any())
                .as("which of two it was, nobody can tell")
                .isFalse();
    }

    @Test
    void a_reason_to_ask_for_less_waits_on_the_desk_one_level_up() {
        var goal = as(g.director, () -> goals.draft(year(g.valley, longer(g.group), "75")));
        long asked = as(g.director, () -> exceptions.ask(goal, "The new pit opens in May"));
        String waits = "Decide on less than asked: Water used again in 2026, 75";
        String path = "/targets/goals/" + goal + "#held";
        var above = new Scope("system:test", null, g.he.id().value(), null, "", false);
        assertThat(desk(above)).contains(waits, path);
        assertThat(desk(g.director.scope())).as("who asked").doesNotContain(path);
        assertThat(desk(g.zhou.scope())).as("not one level up").doesNotContain(path);
        above.run(() -> exceptions.decide(asked, 1, true, "Once"));
        assertThat(desk(above)).doesNotContain(path);
    }

    private String desk(Scope scope) {
        return scope.get(() -> {
            var result = mvc.get()
                    .uri("/desk")
                    .with(SecurityMockMvcRequestPostProcessors.user("test"))
                    .exchange();
            assertThat(result).hasStatusOk();
            return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
        });
    }

    private NewGoal alone(UnitId unit, String value, String protects) {
        return new NewGoal(
                        unit,
                        Horizon.ANNUAL,
                        LocalText.of("en", "Water used again, in our own way"),
                        Set.of(protects),
                        "",
                        "%",
                        NewTarget.Direction.AT_LEAST,
                        Method.SAME,
                        "",
                        2025,
                        null,
                        2026,
                        new BigDecimal(value),
                        List.of(),
                        g.director.id(),
                        null,
                        "",
                        "Nobody above asks for it",
                        "Nothing is bought")
                .of(Nature.LEVEL, "", 12);
    }

    @Test
    void an_intensity_names_what_drives_it() {
        var without = year(g.group, longer(g.group), "90").of(Nature.INTENSITY, " ", 12);
        assertThatThrownBy(() -> as(g.director, () -> goals.draft(without)))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.problems().getFirst().field()).isEqualTo("driver"));
        as(g.director, () -> goals.draft(without.of(Nature.INTENSITY, "ore grade", 12)));
    }

    private GoalId longer(UnitId unit) {
        return as(
                g.director,
                () -> goals.draft(new NewGoal(
                        unit,
                        Horizon.LONG,
                        LocalText.of("en", "Water used again"),
                        Set.of("WATER"),
                        "",
                        "%",
                        NewTarget.Direction.AT_LEAST,
                        Method.SAME,
                        "",
                        2024,
                        new BigDecimal("70"),
                        2028,
                        new BigDecimal("90"),
                        List.of(),
                        g.director.id(),
                        null,
                        "",
                        "",
                        "")));
    }

    private NewGoal year(UnitId unit, GoalId longer, String value) {
        return year(unit, longer, value, 2026);
    }

    private NewGoal year(UnitId unit, GoalId longer, String value, int due) {
        return new NewGoal(
                        unit,
                        Horizon.ANNUAL,
                        LocalText.of("en", "Water used again in " + due),
                        Set.of("WATER"),
                        "",
                        "%",
                        NewTarget.Direction.AT_LEAST,
                        Method.SAME,
                        "",
                        due - 1,
                        null,
                        due,
                        new BigDecimal(value),
                        List.of(),
                        g.director.id(),
                        longer,
                        "",
                        "",
                        "Nothing is bought")
                .of(Nature.LEVEL, "", 12);
    }

    private String form(GoalId longer) {
        return g.director.scope().get(() -> {
            var result = mvc.get().uri("/targets/goals/new?serves=" + longer).exchange();
            return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
        });
    }

    private Ratchet.Findings findings(GoalId goal) {
        return as(g.director, () -> ratchet.of(goals.get(goal)));
    }

    private void entered(String statement) {
        Scope.system("test")
                .run(() -> within.executeWithoutResult(_ -> jdbc.sql(statement).update()));
    }

    private String page(Person who, String path) {
        return who.scope().get(() -> {
            var result = mvc.get().uri(path).exchange();
            assertThat(result).as(path).hasStatusOk();
            return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
        });
    }

    private static <T> T as(Person person, Supplier<T> step) {
        return person.scope().get(step);
    }

    private static void as(Person person, Runnable step) {
        person.scope().run(step);
    }
}
