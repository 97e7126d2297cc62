package org.verdite.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.verdite.demonstration.DemonstrationTest;

/// The pages as a visitor meets them: no complaint of the browser or its policy, no barrier that axe calls serious,
/// nothing that widens the page.
@DemonstrationTest
class PagesTests {

    private static final List<String> PAGES = List.of(
            "/",
            "/desk",
            "/reporting/progress?year=2022",
            "/monitoring",
            "/monitoring/exceedances",
            "/monitoring/imports",
            "/rectification",
            "/rectification/verification",
            "/actions",
            "/documents",
            "/obligations",
            "/assessments/certificates",
            "/assessments/recognitions",
            "/targets",
            "/indicators",
            "/funds",
            "/organisation",
            "/organisation/people",
            "/trail",
            "/search?q=copper",
            "/units",
            "/menu");

    @LocalServerPort
    int port;

    @ParameterizedTest
    @CsvSource({"en-US, 1440, 1000, false", "zh-CN, 1280, 900, true", "zh-CN, 390, 844, false"})
    void every_page_opens_without_complaint_barrier_or_sideways_scrolling(
            String language, int width, int height, boolean dark) {
        var wrong = new ArrayList<String>();
        try (var visitor = Chromium.visitor("http://localhost:" + port, language, width, height, dark)) {
            visitor.signIn("director");
            for (String path : PAGES) {
                var answer = visitor.page().navigate(path);
                if (answer.status() != 200) {
                    wrong.add(path + " answered " + answer.status());
                    continue;
                }
                wrong.addAll(visitor.barriers());
                if (visitor.tooWide()) {
                    wrong.add(path + " is wider than " + width);
                }
                visitor.screenshot(language + "-" + width + path.replaceAll("[^a-z0-9]+", "-"));
            }
            wrong.addAll(visitor.complaints());
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_figure_opens_its_explanation_and_the_search_opens_by_its_key() {
        try (var visitor = Chromium.visitor("http://localhost:" + port, "en-US", 1440, 1000, false)) {
            visitor.signIn("executive").page().navigate("/reporting/progress?year=2022");
            visitor.page().locator(".hero a.x").first().click();
            visitor.page().locator("dialog#drawer[open] .formula").waitFor();
            assertThat(visitor.page().locator("dialog#drawer").innerText()).contains("How this figure was made");
            visitor.page().keyboard().press("Escape");
            visitor.page().keyboard().press("Control+k");
            visitor.page().locator("dialog#search[open] input[name=q]").fill("Egret");
            visitor.page().locator("#search-hits a").first().waitFor();
            assertThat(visitor.page().locator("#search-hits").innerText()).contains("Egret Valley");
            assertThat(visitor.complaints()).isEmpty();
        }
    }
}
