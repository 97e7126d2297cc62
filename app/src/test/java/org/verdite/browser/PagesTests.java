package org.verdite.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.PlaywrightException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.verdite.BesideOthers;
import org.verdite.browser.PageAddresses.Address;
import org.verdite.demonstration.DemonstrationTest;
import org.verdite.shared.LocalText;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;
import org.verdite.ui.job.Jobs;

/// The pages as a visitor meets them: no complaint of the browser or its policy, no barrier that axe calls serious,
/// nothing that widens the page, down to a narrow phone.
@DemonstrationTest
@BesideOthers
class PagesTests {

    private static final int VISITORS = 3;
    /// What fits the narrowest phone fits the others: the layout changes at no width between. The main pages are
    /// opened at the usual phone's width too.
    private static final List<Integer> WIDTHS = List.of(1280, 390, 320);

    /// Pictures of these are kept for people to look at; of all with -Dverdite.screenshots=all.
    private static final Set<String> PICTURES = Set.of(
            "/",
            "/desk",
            "/reporting/progress?year=2022",
            "/monitoring/exceedances",
            "/rectification",
            "/organisation");

    @LocalServerPort
    int port;

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Jobs jobs;

    @Test
    void every_page_opens_without_complaint_barrier_or_sideways_scrolling() throws Exception {
        aJob();
        var addresses = new PageAddresses(requestMappingHandlerMapping, this::key, this::ask).all();
        assertThat(addresses).hasSizeGreaterThan(60);
        // each visitor waits for the server half of the time
        try (var workers = Executors.newFixedThreadPool(VISITORS)) {
            var visits = new ArrayList<Callable<List<String>>>();
            int half = addresses.size() / 4 * 2;
            for (var part : List.of(addresses.subList(0, half), addresses.subList(half, addresses.size()))) {
                visits.add(() -> visit(part, "en-US", false, WIDTHS));
                visits.add(() -> visit(part, "zh-CN", true, WIDTHS.reversed()));
            }
            var wrong = new ArrayList<String>();
            for (var seen : workers.invokeAll(visits)) {
                wrong.addAll(seen.get());
            }
            assertThat(wrong).isEmpty();
        }
    }

    private List<String> visit(List<Address> addresses, String language, boolean dark, List<Integer> first) {
        var wrong = new ArrayList<String>();
        var byLogin = addresses.stream()
                .collect(Collectors.groupingBy(Address::login, LinkedHashMap::new, Collectors.toList()));
        byLogin.forEach((login, its) -> {
            try (var visitor = Chromium.visitor("http://localhost:" + port, language, first.getFirst(), 900, dark)) {
                if (!login.isEmpty()) {
                    visitor.signIn(login);
                }
                // A visit takes seconds, so each page is visited in one of the two languages and appearances by turns,
                // and the main pages in both; that every text is there in both is held elsewhere. There and back
                // again: the next page is opened at the width where the one before ended, wide and narrow by turns.
                var widths = first;
                boolean mine = dark;
                for (var address : its) {
                    if (mine || PICTURES.contains(address.path())) {
                        visit(address, visitor, dark, widths, wrong);
                        widths = widths.reversed();
                    }
                    mine = !mine;
                }
                visitor.complaints().stream()
                        .filter(c -> !c.contains("the server responded with a status of 40"))
                        .forEach(wrong::add);
            }
        });
        return wrong.stream().map(w -> language + " " + w).toList();
    }

    private static void visit(
            Address address, Visitor visitor, boolean dark, List<Integer> widths, List<String> wrong) {
        try {
            var answer = visitor.page().navigate(address.path());
            if (answer.status() != address.status()) {
                wrong.add(address + " answered " + answer.status());
                return;
            }
            boolean main = PICTURES.contains(address.path());
            wrong.addAll(main ? visitor.barriers() : visitor.ownBarriers());
            for (int width : widths) {
                if (width == 390 && !main && !Visitor.ALL_PICTURES) {
                    continue;
                }
                String wide = visitor.tooWide(width);
                if (!wide.isEmpty()) {
                    wrong.add(address.path() + " is too wide: " + wide);
                }
                if (main || Visitor.ALL_PICTURES) {
                    visitor.screenshot(
                            (dark ? "dark-" : "light-") + width + address.path().replaceAll("[^A-Za-z0-9]+", "-"));
                }
            }
        } catch (PlaywrightException e) {
            wrong.add(address + " could not be opened: " + e.getMessage());
        }
    }

    /// The demonstration itself runs none, so one that does nothing is started.
    private void aJob() {
        Scope.system("test")
                .get(() -> jobs.start("test", new UnitId(1), LocalText.of("A test’s job", "测试任务", "en"), ""));
    }

    private String key(String kind) {
        String[] parts = kind.split("\\.");
        String column = parts.length > 2 ? parts[2] : "id";
        return ask("select " + column + "::text from " + parts[0] + "." + parts[1] + " order by " + column + " limit 1")
                .stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the demonstration has no " + kind));
    }

    private List<String> ask(String query) {
        return Scope.system("test")
                .get(() -> new TransactionTemplate(transactions)
                        .execute(_ -> jdbc.sql(query).query(String.class).list()));
    }

    /// Swagger's own page: what it looks like is not ours, but it works under our policy.
    @Test
    void the_page_of_the_api_shows_its_document() {
        try (var visitor = Chromium.visitor("http://localhost:" + port, "en-US", 1280, 900, false)) {
            var answer = visitor.signIn("director").page().navigate("/api/docs");
            assertThat(answer.status()).isEqualTo(200);
            visitor.page()
                    .locator(".info .title")
                    .waitFor(new com.microsoft.playwright.Locator.WaitForOptions().setTimeout(60_000));
            assertThat(visitor.page().locator(".info .title").innerText()).contains("Verdite");
        }
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
