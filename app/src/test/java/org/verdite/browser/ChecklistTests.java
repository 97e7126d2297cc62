package org.verdite.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import java.nio.charset.StandardCharsets;
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

/// A mine builds its own checklist on the group's: begun, added to, changed, left out of, taken out and in as files,
/// published.
@DemonstrationTest
class ChecklistTests {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @LocalServerPort
    int port;

    @Autowired
    MessageSource messages;

    private Locale language = Locale.ENGLISH;
    private final List<String> wrong = new ArrayList<>();

    private String said(String key, Object... args) {
        return messages.getMessage(key, args, language);
    }

    private static void expect(Locator where, String words) {
        where.filter(new Locator.FilterOptions().setHasText(words)).first().waitFor();
    }

    private void look(Visitor visitor, String what) {
        if (Visitor.ALL_PICTURES) {
            visitor.screenshot("checklist-" + language.getLanguage() + "-" + what);
        }
        wrong.addAll(visitor.barriers());
        String wide = visitor.tooWide(visitor.page().viewportSize().width);
        if (!wide.isEmpty()) {
            wrong.add(what + ": " + wide);
        }
    }

    @ParameterizedTest
    @CsvSource("zh-CN, 390, EVC-WALK-2, true")
    void a_mine_s_own_checklist_is_built_on_the_group_s(String tongue, int width, String code, boolean dark) {
        language = Locale.forLanguageTag(tongue);
        String base = "http://localhost:" + port;
        try (var manager = Chromium.visitor(base, tongue, width, 844, dark)) {
            var page = manager.signIn("site-manager").page();
            begin(manager, code);
            String list = page.url().replace(base, "");

            page.locator(".acts a[href*='/criteria/new']").click();
            look(manager, "1-criterion");
            page.locator("#f-code").fill("W-1");
            page.locator("#f-question-en").fill("Is the pond’s freeboard as wide as asked?");
            page.locator("#f-question-zh").fill("水池超高是否符合要求？");
            page.locator("#f-clause").selectOption("ISO 14001|2026|6.1.2");
            page.locator("#f-answer").selectOption("NUMBER");
            page.locator("#f-measure").fill("m");
            page.locator(".savebar .btn-primary").click();
            expect(page.locator("#f-limit"), said("inspections.invalid.limit"));
            look(manager, "2-refused");
            page.locator("#f-lower").fill("0.50");
            page.locator(".savebar .btn-primary").click();
            expect(page.locator("#c-W-1"), "0.5 m");

            String changed = page.locator("tr[id^='c-'] a.ttl").first().getAttribute("href");
            page.navigate(changed);
            page.locator("#f-weight").fill("5");
            page.locator(".savebar .btn-primary").click();
            expect(page.locator(".err"), "");
            page.locator("#f-because").fill("It counts more here");
            look(manager, "3-changed");
            page.locator(".savebar .btn-primary").click();
            page.waitForURL(Pattern.compile(".*/inspections/checklists/.*"));

            page.locator("#f-leave").selectOption(new SelectOption().setIndex(3));
            page.locator("form[action*='/leave-out'] #f-because").fill("There is none here");
            page.locator("form[action*='/leave-out'] button").click();
            page.waitForLoadState();
            var counts = page.locator(".card-h");
            expect(counts, said("inspections.differs.counts", 1, 1, 1));
            look(manager, "4-differences");

            String edition = page.locator("form[action*='/publish']")
                    .getAttribute("action")
                    .replaceAll(".*/editions/(\\d+)/.*", "$1");
            readBack(page, base + "/inspections/editions/" + edition + "/export?format=xlsx", "list.xlsx", XLSX);
            expect(counts, said("inspections.differs.counts", 1, 1, 1));
            byte[] yaml = readBack(page, base + "/inspections/editions/" + edition + "/file", "list.yaml", "text/yaml");
            expect(counts, said("inspections.differs.counts", 1, 1, 1));
            page.locator("#f-file")
                    .setInputFiles(new FilePayload(
                            "list.yaml",
                            "text/yaml",
                            new String(yaml, StandardCharsets.UTF_8)
                                    .replaceFirst("weight: 5", "weight: 9")
                                    .getBytes(StandardCharsets.UTF_8)));
            page.locator("form[enctype] button").click();
            expect(page.locator(".err-list"), "criteria[");
            look(manager, "5-file-refused");

            page.navigate(list);
            page.locator("#f-note").fill("First edition");
            page.locator("form[action*='/publish'] button").click();
            expect(page.locator(".st-chip"), said("inspections.state.PUBLISHED"));
            assertThat(page.locator(".acts a[href*='/criteria/new']").count()).isZero();
            page.locator("#c-W-1 a.ttl").click();
            expect(page.locator(".card-h"), "6.1.2");
            look(manager, "6-read");
            page.locator(".facts a").first().click();
            page.waitForURL(Pattern.compile(".*/obligations/documents/.*"));
            look(manager, "7-clauses");
            page.locator("tr[id='c-6.1.2'] a[href*='/inspections/clauses']").click();
            expect(page.locator("table.tb"), "W-1");
            look(manager, "8-cited");
            assertThat(wrong).isEmpty();
            // the file that was refused is the one complaint of the console
            assertThat(manager.complaints()).allMatch(c -> c.contains("422"));
        }
    }

    private void begin(Visitor manager, String code) {
        var page = manager.page();
        page.navigate("/inspections/checklists");
        page.locator(".acts .btn-primary").click();
        look(manager, "0-begin");
        page.locator("#f-unit").selectOption(new SelectOption().setIndex(1));
        page.locator("#f-code").fill(code);
        page.locator("#f-name-en").fill("Walk of " + code);
        page.locator("#f-name-zh").fill("巡查 " + code);
        String above = page.locator("#f-standsOn option")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("Order on the ground|环境秩序")))
                .first()
                .getAttribute("value");
        page.locator("#f-standsOn").selectOption(above);
        page.locator(".savebar .btn-primary").click();
        page.waitForURL(Pattern.compile(".*/inspections/checklists/\\d+.*"));
    }

    private static byte[] readBack(Page page, String from, String name, String type) {
        byte[] file = page.request().get(from).body();
        page.locator("#f-file").setInputFiles(new FilePayload(name, type, file));
        page.locator("form[enctype] button").click();
        page.waitForLoadState();
        page.locator(".flash").first().waitFor();
        return file;
    }
}
