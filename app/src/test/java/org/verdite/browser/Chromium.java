package org.verdite.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// One Chromium for the whole test run; each visitor is a context of their own.
final class Chromium {

    private static Playwright playwright;
    private static Browser browser;

    private Chromium() {}

    static synchronized Browser browser() {
        if (browser == null) {
            playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(executable())
                            .setArgs(List.of(
                                    "--no-sandbox",
                                    "--disable-dev-shm-usage",
                                    "--disable-gpu",
                                    "--no-first-run",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-sync")));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        }
        return browser;
    }

    private static Path executable() {
        return Stream.of(
                        System.getenv("VERDITE_CHROMIUM"),
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .filter(name -> name != null && Files.isExecutable(Path.of(name)))
                .map(Path::of)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("no Chromium was found; ./verdite check says what to install"));
    }

    /// Somebody with a browser: what the console and the policy complain about is collected.
    static Visitor visitor(String base, String language, int width, int height, boolean dark) {
        BrowserContext context = browser()
                .newContext(new Browser.NewContextOptions()
                        .setBaseURL(base)
                        .setLocale(language)
                        .setViewportSize(width, height)
                        .setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT)
                        .setTimezoneId("Asia/Shanghai"));
        context.setDefaultTimeout(20_000);
        return new Visitor(context);
    }

    record Visitor(BrowserContext context, Page page, List<String> complaints) implements AutoCloseable {

        Visitor(BrowserContext context) {
            this(context, context.newPage(), new ArrayList<>());
            page.onConsoleMessage(message -> {
                if (Set.of("error").contains(message.type())) {
                    complaints.add(message.text());
                }
            });
            page.onPageError(complaints::add);
        }

        Visitor signIn(String login) {
            page.navigate("/sign-in");
            page.locator("#f-username").fill(login);
            page.locator("#f-password").fill("verdite-demo");
            page.locator("form:has(#f-password) button.btn-primary").click();
            page.waitForLoadState();
            return this;
        }

        /// Below the module's target folder, never in git.
        Visitor screenshot(String name) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("target", "screenshots", name + ".png"))
                    .setFullPage(true));
            return this;
        }

        /// What axe calls serious or critical, as sentences.
        List<String> barriers() {
            return new AxeBuilder(page)
                    .analyze().getViolations().stream()
                            .filter(v -> Set.of("serious", "critical").contains(v.getImpact()))
                            .map(v -> page.url() + ": " + v.getHelp() + " "
                                    + v.getNodes().getFirst().getHtml())
                            .toList();
        }

        /// True when the page would scroll sideways.
        boolean tooWide() {
            return (Boolean)
                    page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
