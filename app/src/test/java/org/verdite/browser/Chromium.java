package org.verdite.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/// A Chromium for each thread, kept until the test run ends; each visitor is a context of their own.
final class Chromium {

    private static final ConcurrentLinkedQueue<Playwright> STARTED = new ConcurrentLinkedQueue<>();
    private static final ThreadLocal<Browser> BROWSER = ThreadLocal.withInitial(Chromium::launch);

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> STARTED.forEach(Playwright::close)));
    }

    private Chromium() {}

    private static Browser launch() {
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        STARTED.add(playwright);
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-dev-shm-usage",
                                "--disable-gpu",
                                // each page's scripts run once: making them fast costs axe more than it saves
                                "--js-flags=--max-optimized-bytecode-size=0",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
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

    /// Somebody with a browser of their own.
    static Visitor visitor(String base, String language, int width, int height, boolean dark) {
        var context = BROWSER.get()
                .newContext(new Browser.NewContextOptions()
                        .setBaseURL(base)
                        .setLocale(language)
                        .setViewportSize(width, height)
                        .setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT)
                        .setTimezoneId("Asia/Shanghai"));
        context.setDefaultTimeout(20_000);
        return new Visitor(context);
    }
}
