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

    @Test
    void an_empty_form_is_told_all_that_is_missing_at_once_and_by_the_names_of_its_fields() {
        var answer = post(g.director, "/targets/goals", "method=SUM&horizon=ANNUAL");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(listed(answer.body()))
                .contains(
                        "<a href=\"#f-sentence-en\">Sentence in English: This is needed.</a>",
                        "<a href=\"#f-at\">Unit: This is needed.</a>",
                        "<a href=\"#f-value\">Value: This is needed.</a>")
                .contains("#f-serves", "#f-measure", "#f-owner", "#f-dueYear");
        var chinese = post(g.director, "/targets/goals", "method=SUM&horizon=ANNUAL", CHINESE);
        assertThat(listed(chinese.body())).contains("<a href=\"#f-sentence-zh\">目标原文（中文）：必填。</a>");
    }

    private static String listed(String page) {
        int from = page.indexOf("err-list");
        return page.substring(from, page.indexOf("</ul>", from));
    }

    @Test
    void the_readers_language_stands_first_and_one_of_the_two_is_enough() {
        String page = chinese(g.director, "/targets/goals/new");
        assertThat(page.indexOf("f-sentence-zh")).isLessThan(page.indexOf("f-sentence-en"));
        assertThat(page).contains("目标原文（中文） <span class=\"opt-num\">中英文任填其一</span>");
        String english = get(g.director, "/targets/goals/new");
        assertThat(english.indexOf("f-sentence-en")).isLessThan(english.indexOf("f-sentence-zh"));
        assertThat(english).contains("Sentence in Chinese <span class=\"opt-num\">one of the two</span>");
    }

    @Test
    void a_milestone_is_written_as_every_other_number() {
        var answer = post(
                g.director,
                "/targets/goals",
                "at=" + g.group
                        + "&horizon=LONG&sentence.zh=少用水&method=SUM&direction=AT_MOST&value=1,000&measure=t"
                        + "&baselineYear=2025&dueYear=2030&owner=" + g.director.id()
                        + "&milestones=2026: 1,200%0A2028：１,１００");
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        var made = as(
                g.director,
                () -> goals.get(new GoalId(Long.parseLong(answer.to().replaceAll("\\D", "")))));
        assertThat(made.milestones())
                .extracting(NewGoal.Milestone::value)
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(new BigDecimal("1200"), new BigDecimal("1100"));
    }

    @Test
    void nothing_is_ticked_beforehand_and_a_weight_is_asked_where_it_counts() {
        var sum = goal("Less slag on the dump");
        String page = get(g.director, "/targets/goals/" + sum);
        assertThat(page)
                .contains("name=\"part.UNIT:" + g.valley + "\"")
                .doesNotContain(" checked")
                .contains("100\u202ft left to give")
                .contains("aria-label=\"Weight of Egret Valley\"")
                .doesNotContain("id=\"f-weight\"");
        var rate = goal("Read more meters", Method.SAME);
        assertThat(get(g.director, "/targets/goals/" + rate))
                .contains("name=\"part.UNIT:" + g.valley + "\"")
                .doesNotContain("Weight of", "left to give");
        as(g.director, () -> shares.propose(sum, null, Holder.unit(g.valley), new BigDecimal("100"), null));
        assertThat(get(g.director, "/targets/goals/" + sum)).doesNotContain("name=\"part.");
    }

    @Test
    void what_was_ticked_and_weighed_stays_when_something_in_it_is_wrong() {
        var goal = goal("Less noise at night");
        String here = "/targets/goals/" + goal;
        String ticked = "how=spread&part.UNIT:" + g.valley + "=on&weight.UNIT:" + g.valley;
        for (String weight : List.of("much", "0")) {
            var wrong = post(g.director, here + "/shares", ticked + "=" + weight);
            assertThat(wrong.status()).as(weight).isEqualTo(422);
            assertThat(wrong.body())
                    .contains("value=\"" + weight + "\"")
                    .containsPattern("name=\"part.UNIT:" + g.valley + "\" checked");
        }
        var none = post(g.director, here + "/shares", "how=spread");
        assertThat(none.status()).isEqualTo(422);
        assertThat(listed(none.body())).contains("<a href=\"#f-parts\">");
        assertThat(post(g.director, here + "/shares", ticked + "=2").status()).isEqualTo(302);
        assertThat(get(g.director, here)).contains("0 of 1 signed");
    }

    private GoalId goal(String sentence) {
        return goal(sentence, Method.SUM);
    }

    private GoalId goal(String sentence, Method method) {
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
                        method,
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

    private record Answer(int status, String body, String to) {}

    private Answer post(Person who, String path, String form, Cookie... cookies) {
        return who.scope().get(() -> {
            var request = mvc.post()
                    .uri(path)
                    .contentType("application/x-www-form-urlencoded;charset=UTF-8")
                    .content(form)
                    .with(SecurityMockMvcRequestPostProcessors.csrf());
            for (var cookie : cookies) {
                request = request.cookie(cookie);
            }
            var response = request.exchange().getResponse();
            return new Answer(
                    response.getStatus(),
                    new String(response.getContentAsByteArray(), StandardCharsets.UTF_8),
                    String.valueOf(response.getRedirectedUrl()));
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
