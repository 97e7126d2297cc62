package org.verdite.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.SelectOption;
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

/// A goal of the group goes down to a mine and its contractor: the contractor offers another value, the director takes
/// it, the contractor signs, and the goal is worked on when something is to be done for it.
@DemonstrationTest
class CascadeTests {

    @LocalServerPort
    int port;

    @Autowired
    MessageSource messages;

    private final List<String> wrong = new ArrayList<>();
    private Locale language = Locale.ENGLISH;

    @ParameterizedTest
    @CsvSource({"en-US, 1280", "zh-CN, 390"})
    void a_share_reaches_a_contractor_who_offers_another_value_and_signs(String tongue, int width) {
        language = Locale.forLanguageTag(tongue);
        String base = "http://localhost:" + port;
        try (var director = Chromium.visitor(base, tongue, width, 844, false);
                var contractor = Chromium.visitor(base, tongue, width, 844, false)) {
            director.signIn("director");
            contractor.signIn("contractor");
            String goal = set(director);
            var mine = give(director, goal, "UNIT", "R-SW|South-west|西南区域", "40");
            mine = give(director, mine, "UNIT", "Egret Valley Mining|白鹭谷矿业", "30");
            mine = give(director, mine, "UNIT", "Egret Valley Copper|白鹭谷铜矿", "30");
            var theirs = give(director, mine, "CONTRACTOR", "Pumpline|泵通", "12");
            offer(contractor, theirs);
            take(director, theirs);
            sign(contractor, theirs);
            begin(director, goal);
            wrong.addAll(director.complaints());
            wrong.addAll(contractor.complaints());
        }
        assertThat(wrong).isEmpty();
    }

    private String set(Visitor director) {
        var page = director.page();
        page.navigate("/targets/goals/new");
        page.locator("#f-sentence-en").fill("Send less dust to the valley 少向山谷排尘");
        page.locator("#f-at").selectOption(new SelectOption().setIndex(1));
        page.locator("#f-servesTarget").selectOption("GREEN-MINE-2030");
        page.locator("#f-protects-AIR").check();
        page.locator("#f-method").selectOption("SUM");
        page.locator("#f-value").fill("40");
        page.locator("#f-measure").fill("t");
        page.locator("details:has(#f-noCost) summary").click();
        page.locator("#f-noCost").fill("Water carts are there already. 洒水车已备。");
        look(director);
        page.locator(".savebar button.btn-primary").click();
        page.waitForURL(Pattern.compile(".*/targets/goals/\\d+"));
        look(director);
        return page.url();
    }

    /// Gives one share of what the page shows, and opens it.
    private String give(Visitor director, String whole, String kind, String who, String value) {
        var page = director.page();
        page.navigate(whole);
        page.locator("#shares details summary").click();
        var choice = page.locator("#f-holder option[value^=" + kind + "]")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile(who)))
                .first()
                .getAttribute("value");
        page.locator("#f-holder").selectOption(choice);
        page.locator("#f-value").fill(value);
        page.locator("#shares form:has(#f-holder) button").click();
        page.waitForLoadState();
        page.locator("#shares a.ttl")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile(who)))
                .first()
                .click();
        page.waitForURL(Pattern.compile(".*/targets/shares/\\d+"));
        look(director);
        return page.url();
    }

    private void offer(Visitor contractor, String share) {
        var page = contractor.page();
        page.navigate("/desk");
        assertThat(page.locator("a[href$='" + share.replaceAll(".*/targets", "/targets") + "']")
                        .count())
                .as("it waits on the contractor's desk")
                .isPositive();
        page.navigate(share);
        page.locator("form[action$='/counter']")
                .locator("xpath=ancestor::details/summary")
                .click();
        page.locator("form[action$='/counter'] #f-offer").fill("15");
        page.locator("form[action$='/counter'] #f-offerReason").fill("The road is longer. 道路更长。");
        page.locator("form[action$='/counter'] button").click();
        page.waitForLoadState();
        assertThat(page.locator(".head .sub").innerText()).contains(text("targets.shareState.COUNTERED"));
        look(contractor);
    }

    private void take(Visitor director, String share) {
        var page = director.page();
        page.navigate(share);
        look(director);
        page.locator("form[action$='/take'] button").click();
        page.waitForLoadState();
        assertThat(page.locator(".head .sub").innerText()).contains(text("targets.shareState.PROPOSED"));
    }

    private void sign(Visitor contractor, String share) {
        var page = contractor.page();
        page.navigate(share);
        assertThat(page.locator("#sign").innerText()).contains("15");
        look(contractor);
        page.locator("form[action$='/accept'] button").click();
        page.waitForLoadState();
        assertThat(page.locator(".head .sub").innerText()).contains(text("targets.shareState.ACCEPTED"));
        look(contractor);
    }

    private void begin(Visitor director, String goal) {
        var page = director.page();
        page.navigate(goal);
        assertThat(page.locator("form[action$='/activate']").count())
                .as("nobody has anything to do for it yet")
                .isZero();
        page.locator("#actions details summary").click();
        page.locator("#f-title").fill("Spray the haul road 洒水抑尘");
        page.locator("#f-actionOwner").selectOption(new SelectOption().setIndex(1));
        page.locator("#f-due")
                .fill(LocalDate.now(ZoneId.of("Asia/Shanghai")).plusMonths(2).toString());
        page.locator("form[action$='/actions'] button").click();
        page.waitForLoadState();
        page.locator("form[action$='/activate'] button").click();
        page.waitForLoadState();
        assertThat(page.locator(".head .sub").innerText()).contains(text("targets.goalState.ACTIVE"));
        look(director);
    }

    private String text(String key) {
        return messages.getMessage(key, null, language);
    }

    private void look(Visitor visitor) {
        if (Visitor.ALL_PICTURES) {
            visitor.screenshot("cascade-" + language.getLanguage() + "-"
                    + visitor.page().url().replaceAll(".*/targets/", "").replaceAll("[^a-z0-9]+", "-"));
        }
        String wide = visitor.tooWide(visitor.page().viewportSize().width);
        if (!wide.isEmpty()) {
            wrong.add(visitor.page().url() + " is wider than its screen: " + wide);
        }
    }
}
