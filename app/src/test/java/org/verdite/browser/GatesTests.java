package org.verdite.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.MessageSource;
import org.verdite.demonstration.DemonstrationTest;

/// Two gates of the loop: a goal begins when it is feasible, and a year is closed when nothing of it is left to chance.
@DemonstrationTest
class GatesTests {

    private static final Pattern YEAR = Pattern.compile(".*/governance/years/(\\d+)/\\d+");

    @LocalServerPort
    int port;

    @Autowired
    MessageSource messages;

    private final List<String> wrong = new ArrayList<>();
    private Locale language = Locale.ENGLISH;

    @ParameterizedTest
    @CsvSource({"en-US, 1280", "zh-CN, 390"})
    void a_goal_without_action_or_money_cannot_begin_and_its_page_says_what_is_missing(String tongue, int width) {
        language = Locale.forLanguageTag(tongue);
        try (var director = Chromium.visitor("http://localhost:" + port, tongue, width, 844, false)) {
            director.signIn("director");
            var page = director.page();
            String goal = set(page);
            String action = text("targets.before.action");
            String money = text("targets.before.money");
            assertThat(missing(page)).contains(action, money);
            assertThat(begins(page)).isFalse();
            look(director, "missing");
            act(page);
            assertThat(missing(page)).as("money alone").contains(money).doesNotContain(action);
            assertThat(begins(page)).isFalse();
            page.navigate(goal + "/edit");
            page.locator("details:has(#f-noCost) summary").click();
            page.locator("#f-noCost").fill("Nothing is bought. 无须采购。");
            page.locator(".savebar button.btn-primary").click();
            page.waitForURL(goal);
            assertThat(missing(page)).isEmpty();
            page.locator("form[action$='/activate'] button").click();
            page.waitForLoadState();
            assertThat(page.locator(".head .sub").innerText()).contains(text("targets.goalState.ACTIVE"));
            look(director, "begun");
            wrong.addAll(director.complaints());
        }
        assertThat(wrong).isEmpty();
    }

    private static String set(Page page) {
        page.navigate("/targets/goals/new");
        page.locator("#f-sentence-en").fill("Fewer drums in the yard 减少场内桶装物料");
        page.locator("#f-at").selectOption(new SelectOption().setIndex(1));
        page.locator("#f-servesTarget").selectOption("GREEN-MINE-2030");
        page.locator("#f-protects-SOIL").check();
        page.locator("#f-method").selectOption("SUM");
        page.locator("#f-value").fill("12");
        page.locator("#f-measure").fill("t");
        page.locator(".savebar button.btn-primary").click();
        page.waitForURL(Pattern.compile(".*/targets/goals/\\d+"));
        return page.url();
    }

    /// What stands under "before work can begin" and is not there yet.
    private static List<String> missing(Page page) {
        return page.locator(".gaps li:not(:has(.is-ok))").allInnerTexts().stream()
                .map(String::strip)
                .toList();
    }

    private static boolean begins(Page page) {
        return page.locator("form[action$='/activate']").count() > 0;
    }

    private static void act(Page page) {
        page.locator("#actions details summary").click();
        page.locator("#f-title").fill("Count the drums 清点桶装物料");
        page.locator("#f-actionOwner").selectOption(new SelectOption().setIndex(1));
        page.locator("#f-due").fill(today().plusMonths(2).toString());
        page.locator("form[action$='/actions'] button").click();
        page.waitForLoadState();
    }

    /// @param back how many years; each run closes one of its own
    @ParameterizedTest
    @CsvSource({"en-US, 1280, 2", "zh-CN, 390, 3"})
    void a_year_is_closed_with_a_waiver_by_name_and_what_is_open_goes_on(String tongue, int width, int back) {
        language = Locale.forLanguageTag(tongue);
        String base = "http://localhost:" + port;
        int year = today().getYear() - back;
        try (var manager = Chromium.visitor(base, tongue, width, 844, false);
                var director = Chromium.visitor(base, tongue, width, 844, false)) {
            manager.signIn("site-manager");
            director.signIn("director");
            var page = manager.page();
            String unit = unit(page);
            String here = "/governance/years/" + unit + "/" + year;
            open(page, unit, year, "Cover of the drain is loose 排水沟盖板松动 " + year);
            page.navigate(here);
            assertThat(page.locator(".loop-year h3").allInnerTexts())
                    .as("the board of the loop")
                    .hasSize(4)
                    .anyMatch(h -> h.contains(text("ui.phase.PLAN")))
                    .anyMatch(h -> h.contains(text("ui.phase.ACT")));
            assertThat(page.locator("form[action$='/close']").count())
                    .as("duties are missing")
                    .isZero();
            look(manager, "year-open");
            for (String duty : List.of("REVIEW", "INTERNAL_AUDIT")) {
                waive(page, here, duty);
                grant(director.page(), here, duty);
            }
            look(director, "year-waived");
            page.navigate(here);
            page.locator("form[action$='/close'] button").click();
            page.waitForLoadState();
            String carried = page.locator("#main").innerText();
            assertThat(carried)
                    .contains(String.valueOf(year))
                    .contains(text("governance.dutyState.WAIVED"))
                    .containsPattern("Zhou Min|周敏");
            assertThat(page.locator("td[data-c=due]").first().innerText()).isNotBlank();
            assertThat(page.locator("form[action$='/close'], form[action$='/waivers']")
                            .count())
                    .isZero();
            look(manager, "year-closed");
            var kept = figures(page);
            open(page, unit, year, "Label of the tank is faded 储罐标识褪色 " + year);
            page.navigate(here);
            assertThat(figures(page)).as("a closed year stays as it was").isEqualTo(kept);
            wrong.addAll(manager.complaints());
            wrong.addAll(director.complaints());
        }
        assertThat(wrong).isEmpty();
    }

    private static String unit(Page page) {
        page.navigate("/governance/years");
        return page.locator("a[href*='/governance/years/']").all().stream()
                .map(a -> YEAR.matcher(a.getAttribute("href")))
                .filter(java.util.regex.Matcher::matches)
                .map(m -> m.group(1))
                .findFirst()
                .orElseThrow();
    }

    /// An item that was found in that year, with its owner.
    private static void open(Page page, String unit, int year, String title) {
        page.navigate("/rectification/new?seen=true&severity=MINOR&medium=WASTE&discovered=" + year + "-11-05&at="
                + unit + "&owner=" + owner(page) + "&title=" + URLEncoder.encode(title, StandardCharsets.UTF_8));
        page.locator(".savebar button[value=open]").click();
        page.waitForURL(Pattern.compile(".*/rectification/items/\\d+"));
    }

    /// The manager's own number.
    private static String owner(Page page) {
        return page.evaluate("async () => (await (await fetch('/api/organisation/me')).json()).person")
                .toString();
    }

    private static void waive(Page page, String here, String duty) {
        page.navigate(here);
        var card = page.locator("#duty-" + duty);
        card.locator("details summary").click();
        card.locator("#f-why").fill("The records of that year burnt. 当年记录已毁。");
        card.locator("#f-until").fill(today().plusMonths(2).toString());
        card.locator("form[action$='/waivers'] button").click();
        page.waitForLoadState();
    }

    private void grant(Page page, String here, String duty) {
        page.navigate(here);
        var card = page.locator("#duty-" + duty);
        card.locator("#f-decidedWhy").fill("It is made good. 将予补齐。");
        card.locator("button[value=grant]").click();
        page.waitForLoadState();
        assertThat(page.locator("#duty-" + duty).innerText())
                .contains(text("governance.dutyState.WAIVED"))
                .as("by name")
                .containsPattern("Zhou Min|周敏");
    }

    /// Board and list as they were kept.
    private static List<String> figures(Page page) {
        var all = new ArrayList<>(page.locator(".loop-year b.num").allInnerTexts());
        all.addAll(page.locator("table.tb td[data-c=item] a.ttl").allInnerTexts());
        return all;
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Asia/Shanghai"));
    }

    private String text(String key) {
        return messages.getMessage(key, null, language);
    }

    private void look(Visitor visitor, String what) {
        if (Visitor.ALL_PICTURES) {
            visitor.screenshot("gates-" + language.getLanguage() + "-" + what);
        }
        String wide = visitor.tooWide(visitor.page().viewportSize().width);
        if (!wide.isEmpty()) {
            wrong.add(visitor.page().url() + " is wider than its screen: " + wide);
        }
    }
}
