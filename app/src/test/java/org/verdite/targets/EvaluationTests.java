package org.verdite.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.organisation.NewPosition;
import org.verdite.organisation.Posts;
import org.verdite.rectification.SmallGroup;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;

/// The year 2025 is over: its shares are evaluated by who gave them, and answered by who carries them.
@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
class EvaluationTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    SmallGroup g;

    @Autowired
    Goals goals;

    @Autowired
    Shares shares;

    @Autowired
    Evaluations evaluations;

    @Autowired
    Scorecards cards;

    @Autowired
    Posts posts;

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
    void attained_of_at_most_is_a_hundred_less_what_is_above_and_a_score_is_no_more_than_a_hundred() {
        var most = NewTarget.Direction.AT_MOST;
        var least = NewTarget.Direction.AT_LEAST;
        assertThat(degree(most, "120", "132")).isEqualTo("90.0");
        assertThat(degree(most, "120", "60")).isEqualTo("150.0");
        assertThat(Attainment.of(most, new BigDecimal("120"), new BigDecimal("60"))
                        .score())
                .isEqualByComparingTo("100");
        assertThat(degree(most, "120", "600")).isEqualTo("0.0");
        assertThat(degree(least, "80", "79.999")).as("missed by a hair").isEqualTo("99.9");
        assertThat(degree(most, "0", "0")).isEqualTo("100.0");
        assertThat(degree(most, "0", "1")).as("of nothing there is no per cent").isEqualTo("0.0");
        assertThat(Attainment.mean(
                        List.of(new BigDecimal("90"), new BigDecimal("60")),
                        List.of(new BigDecimal("2"), BigDecimal.ONE)))
                .isEqualByComparingTo("80");
    }

    @Test
    void who_gave_a_share_evaluates_it_and_who_carries_it_answers() {
        var goal = stage.worked(stage.draft(Method.SUM, "", 2025, "120"));
        var share = stage.signed(goal, null, Holder.unit(g.valley), "120", g.zhou);
        year(g.zhou, goal, share, "11");
        assertThatThrownBy(() -> as(g.zhou, () -> evaluations.evaluate(share, version(share), BigDecimal.ONE, "")))
                .isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> inserted(share, g.zhou)).as("whoever writes").isInstanceOf(DataAccessException.class);
        as(g.director, () -> evaluations.evaluate(share, version(share), new BigDecimal("2"), "A dry year"));
        var made = as(g.zhou, () -> evaluations.of(share)).orElseThrow();
        assertThat(made.reached()).isEqualByComparingTo("132");
        assertThat(made.degree()).isEqualByComparingTo("90");
        assertThat(made.unconfirmed()).isEqualTo(12);
        assertThat(made.by()).isEqualTo("Tang Wei");
        assertThat(as(g.zhou, () -> shares.get(share)).state()).isEqualTo(ShareState.EVALUATED);
        assertThatThrownBy(() -> as(g.director, () -> evaluations.answer(share, 1, "Fine")))
                .as("not by who evaluated it")
                .isInstanceOf(NotPermitted.class);
        as(g.zhou, () -> evaluations.answer(share, 1, "The pit was deepened in May"));
        assertThat(page(g.director, "/targets/shares/" + share, Locale.ENGLISH))
                .contains("The pit was deepened in May")
                .contains("90");
        assertThatThrownBy(() -> as(g.zhou, () -> evaluations.answer(share, 2, "Once more")))
                .isInstanceOf(Refused.class);
    }

    @Test
    void nothing_is_evaluated_while_its_year_runs_or_one_of_its_values_is_missing() {
        var running = stage.worked(stage.draft(Method.SUM, "", 2026, "120"));
        var early = stage.signed(running, null, Holder.unit(g.valley), "120", g.zhou);
        assertThatThrownBy(() -> as(g.director, () -> evaluations.evaluate(early, version(early), BigDecimal.ONE, "")))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.key()).isEqualTo("targets.refused.yearRuns"));
        var goal = stage.worked(stage.draft(Method.SUM, "", 2025, "120"));
        var share = stage.signed(goal, null, Holder.unit(g.valley), "120", g.zhou);
        for (int month = 1; month <= 11; month++) {
            stage.tell(g.zhou, goal, share, YearMonth.of(2025, month), "10");
        }
        assertThatThrownBy(() -> as(g.director, () -> evaluations.evaluate(share, version(share), BigDecimal.ONE, "")))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.key()).isEqualTo("targets.refused.notEvaluable"));
        assertThatThrownBy(() -> as(
                        g.director,
                        () -> evaluations.close(goal, goals.get(goal).version())))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.key()).isEqualTo("targets.refused.sharesOpen"));
        stage.tell(g.zhou, goal, share, YearMonth.of(2025, 12), "10");
        as(g.director, () -> evaluations.evaluate(share, version(share), BigDecimal.ONE, ""));
        as(g.director, () -> evaluations.close(goal, goals.get(goal).version()));
        assertThat(as(g.director, () -> goals.get(goal)).state()).isEqualTo(GoalState.EVALUATED);
    }

    @Test
    void a_post_has_one_card_a_year_with_the_sum_by_weight_in_both_languages() {
        String code = "EV-" + NUMBER.incrementAndGet();
        int post = Scope.system("test").get(() -> {
            int made =
                    posts.establish(new NewPosition(code, g.ridge, "STAFF", LocalText.of("Foreman", "班长", "en"), null));
            posts.appoint(g.rosa.id(), code, LocalDate.parse("2020-01-01"), null, false);
            return made;
        });
        var holder = Holder.post(g.ridge, post);
        var first = stage.worked(stage.draft(Method.SUM, "", 2025, "120"));
        var one = stage.signed(first, null, holder, "120", g.rosa);
        year(g.rosa, first, one, "11");
        var second = stage.worked(stage.draft(Method.SUM, "", 2025, "12"));
        var two = stage.signed(second, null, holder, "12", g.rosa);
        year(g.rosa, second, two, "1.4");
        as(g.director, () -> evaluations.evaluate(one, version(one), new BigDecimal("2"), ""));
        assertThat(as(g.rosa, () -> cards.of(two, "en")).sum()).isEqualByComparingTo("90");
        as(g.director, () -> evaluations.evaluate(two, version(two), BigDecimal.ONE, "Two leaks"));
        var card = as(g.rosa, () -> cards.of(two, "en"));
        assertThat(card.lines()).hasSize(2);
        assertThat(card.sum()).as("90 twice and 60").isEqualByComparingTo("80");
        assertThat(card.people()).isEqualTo("Rosa Quispe");
        assertThat(page(g.rosa, "/targets/shares/" + one + "/scorecard", Locale.ENGLISH))
                .contains("80 of 100 by weight; 2 of 2 shares evaluated")
                .contains("Two leaks");
        assertThat(page(g.director, "/targets/scorecards?year=2025", Locale.ENGLISH))
                .contains("Foreman");
        for (String language : List.of("en", "zh")) {
            for (String format : List.of("docx", "pdf")) {
                byte[] paper = g.rosa.scope()
                        .get(() -> mvc.get()
                                .uri("/targets/shares/" + one + "/scorecard/report?format=" + format + "&language="
                                        + language)
                                .exchange()
                                .getResponse()
                                .getContentAsByteArray());
                assertThat(new String(paper, 0, 4, StandardCharsets.ISO_8859_1))
                        .isEqualTo(format.equals("pdf") ? "%PDF" : "PK\u0003\u0004");
            }
        }
    }

    private static String degree(NewTarget.Direction direction, String asked, String reached) {
        return Attainment.of(direction, new BigDecimal(asked), new BigDecimal(reached))
                .degree()
                .toPlainString();
    }

    private void year(Person by, GoalId goal, ShareId share, String value) {
        for (int month = 1; month <= 12; month++) {
            stage.tell(by, goal, share, YearMonth.of(2025, month), value);
        }
    }

    private void inserted(ShareId share, Person by) {
        Scope.system("test")
                .run(() -> within.executeWithoutResult(_ -> jdbc.sql("""
                                insert into targets.evaluation (share_id, unit_id, asked, reached, degree, score, weight, unconfirmed, fingerprint, evaluated_by)
                                select id, unit_id, 1, 1, 100, 100, 1, 0, repeat('a', 64), :by from targets.share where id = :share""")
                        .param("by", by.id().value())
                        .param("share", share.value())
                        .update()));
    }

    private int version(ShareId share) {
        return Scope.system("test").get(() -> shares.get(share).version());
    }

    private String page(Person who, String path, Locale locale) {
        return who.scope().get(() -> {
            var result = mvc.get().uri(path).locale(locale).exchange();
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
