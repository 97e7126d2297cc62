package org.verdite.targets;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.verdite.organisation.NewUnit;
import org.verdite.organisation.Units;
import org.verdite.rectification.SmallGroup;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.LocalText;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// What the pages of goals and shares say, and to whom.
@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
class SharePagesTests {

    private static final Cookie CHINESE = new Cookie("language", "zh-CN");

    @Autowired
    SmallGroup g;

    @Autowired
    Goals goals;

    @Autowired
    Shares shares;

    @Autowired
    Units units;

    @Autowired
    MockMvcTester mvc;

    @Test
    void the_rest_of_a_sum_is_said_in_both_languages_and_the_parts_load_as_rows() {
        var goal = goal("Less lime <b>in</b> the creek");
        var mine = as(g.director, () -> shares.propose(goal, null, Holder.unit(g.valley), new BigDecimal("70"), null));
        as(g.director, () -> shares.propose(goal, mine, Holder.unit(g.section), new BigDecimal("20"), null));
        String page = get(g.director, "/targets/goals/" + goal);
        assertThat(page)
                .contains("Shares give 70\u202ft, the whole is 100\u202ft: 30\u202ft in hand")
                .contains("0 of 1 signed, 0\u202ft covered")
                .contains("Less lime &lt;b&gt;in&lt;/b&gt; the creek");
        assertThat(chinese(g.director, "/targets/goals/" + goal)).contains("各项合计 70\u202ft，整体为 100\u202ft：余 30\u202ft");
        assertThat(get(g.director, "/targets/shares/" + mine + "/parts?depth=2"))
                .startsWith("<tr>")
                .contains("lv-2")
                .contains("Water section");
        assertThat(get(g.director, "/targets/goals/" + goal + "/what-if?value=50"))
                .contains("35")
                .contains("2 shares below, 2 of them with another value");
    }

    @Test
    void who_may_sign_is_shown_the_words_and_who_proposed_them_why_not() {
        var goal = goal("Fewer trucks at night");
        var share = as(g.director, () -> shares.propose(goal, null, Holder.unit(g.valley), BigDecimal.TEN, null));
        assertThat(get(g.zhou, "/targets/shares/" + share))
                .contains("The signature names you")
                .contains("name=\"words\"");
        assertThat(get(g.director, "/targets/shares/" + share))
                .contains("You proposed this share; somebody else signs for it")
                .doesNotContain("name=\"words\"");
        assertThat(get(g.lin, "/targets/shares/" + share)).doesNotContain("name=\"words\"");
        assertThat(status(g.rosa, "/targets/shares/" + share)).isEqualTo(404);
    }

    @Test
    void a_share_whose_unit_moved_away_from_its_giver_says_so_and_keeps_its_place() {
        var goal = goal("Less dust on the ramps");
        var team = Scope.system("test")
                .get(() -> units.open(new NewUnit(
                        "RG-RAMP", LocalText.of("en", "Ramp team"), "TEAM", g.valley, LocalDate.parse("2026-01-01"))));
        var mine = as(g.director, () -> shares.propose(goal, null, Holder.unit(g.valley), BigDecimal.TEN, null));
        var theirs = as(g.director, () -> shares.propose(goal, mine, Holder.unit(team), BigDecimal.ONE, null));
        assertThat(get(g.director, "/targets/shares/" + theirs)).doesNotContain("moved away");
        Scope.system("test").run(() -> units.move(team, g.ridge, LocalDate.parse("2026-06-01"), "Lent"));
        assertThat(get(g.director, "/targets/shares/" + theirs)).contains("The unit has moved away");
        assertThat(get(g.director, "/targets/shares/" + mine))
                .contains("Ramp team")
                .doesNotContain("moved away");
    }

    @Test
    void who_sees_no_direct_part_of_a_goal_is_not_told_that_nobody_carries_one() {
        var goal = goal("Less oil in the workshops");
        UnitId[] made = new UnitId[2];
        Scope.system("test").run(() -> {
            var day = LocalDate.parse("2026-01-01");
            made[0] = units.open(new NewUnit("RG-SUB", LocalText.of("en", "North"), "SUBSIDIARY", g.group, day));
            made[1] = units.open(new NewUnit("RG-SHOP", LocalText.of("en", "Workshop"), "SITE", made[0], day));
        });
        var north = as(g.director, () -> shares.propose(goal, null, Holder.unit(made[0]), BigDecimal.TEN, null));
        as(g.director, () -> shares.propose(goal, north, Holder.unit(made[1]), BigDecimal.TEN, null));
        String page = new Scope("system:test", null, g.wu.id().value(), new int[] {made[1].value()}, "test", false)
                .get(() -> {
                    try {
                        return mvc.get()
                                .uri("/targets/goals/" + goal)
                                .with(SecurityMockMvcRequestPostProcessors.user("test"))
                                .exchange()
                                .getResponse()
                                .getContentAsString(StandardCharsets.UTF_8);
                    } catch (java.io.UnsupportedEncodingException e) {
                        throw new AssertionError(e);
                    }
                });
        assertThat(page).contains("One part is carried by others").doesNotContain("Nobody carries a share yet");
    }

    @Test
    void what_was_typed_wrong_is_said_at_its_field_and_kept() {
        var answer = post(
                g.director,
                "/targets/goals",
                "at=" + g.group
                        + "&horizon=ANNUAL&sentence.en=Quiet&method=SUM&direction=AT_MOST&value=12,5,3&measure=dB"
                        + "&baselineYear=2026&dueYear=2026&owner=" + g.director.id() + "&milestones=soon");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("Quiet")
                .contains("“soon” is not a year, a colon and a value")
                .contains("12,5,3");
    }

    @Test
    void a_second_one_who_changes_a_goal_is_told_and_nothing_is_overwritten() {
        var goal = goal("Cleaner yards");
        as(g.director, () -> {
            goals.withdraw(goal, 1, "Joined with another");
            return "";
        });
        assertThat(post(g.director, "/targets/goals/" + goal + "/withdraw", "version=1&because=Again")
                        .status())
                .as("it is over: said on its page")
                .isEqualTo(302);
        var other = goal("Cleaner roads");
        as(g.director, () -> shares.propose(other, null, Holder.unit(g.valley), BigDecimal.ONE, null));
        assertThat(post(g.director, "/targets/goals/" + other + "/withdraw", "version=7&because=Stale")
                        .status())
                .isEqualTo(409);
    }

    private GoalId goal(String sentence) {
        return as(
                g.director,
                () -> goals.draft(new NewGoal(
                        g.group,
                        Horizon.ANNUAL,
                        LocalText.of(sentence, sentence, "en"),
                        Set.of("WATER"),
                        "",
                        "t",
                        NewTarget.Direction.AT_MOST,
                        Method.SUM,
                        "",
                        2025,
                        null,
                        2026,
                        new BigDecimal("100"),
                        List.of(),
                        g.director.id(),
                        null,
                        "",
                        "A trial of this test",
                        "")));
    }

    private record Answer(int status, String body) {}

    private Answer post(Person who, String path, String form) {
        return who.scope().get(() -> {
            var result = mvc.post()
                    .uri(path)
                    .contentType("application/x-www-form-urlencoded")
                    .content(form)
                    .with(SecurityMockMvcRequestPostProcessors.csrf())
                    .exchange();
            return new Answer(
                    result.getResponse().getStatus(),
                    new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8));
        });
    }

    private String get(Person who, String path) {
        return who.scope().get(() -> {
            var result = mvc.get().uri(path).exchange();
            assertThat(result).as(path).hasStatusOk();
            return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
        });
    }

    private String chinese(Person who, String path) {
        return who.scope().get(() -> {
            var result = mvc.get().uri(path).cookie(CHINESE).exchange();
            assertThat(result).as(path).hasStatusOk();
            return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
        });
    }

    private int status(Person who, String path) {
        return who.scope()
                .get(() -> mvc.get().uri(path).exchange().getResponse().getStatus());
    }

    private static <T> T as(Person person, Supplier<T> step) {
        return person.scope().get(step);
    }
}
