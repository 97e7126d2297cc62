package org.verdite.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Somebody with a browser: what the console and the policy complain about is collected.
record Visitor(BrowserContext context, Page page, List<String> complaints) implements AutoCloseable {

    /// What the law asks of a page (EN 301 549 takes these), and nothing that axe only recommends.
    private static final String WCAG =
            "{type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}";
    private static final String AXE = axe();

    /// Of every step and page, not of a few only.
    static final boolean ALL_PICTURES = "all".equals(System.getProperty("verdite.screenshots"));

    Visitor(BrowserContext context) {
        this(context, context.newPage(), new ArrayList<>());
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
    }

    private static String axe() {
        try (var in = Objects.requireNonNull(AxeBuilder.class.getResourceAsStream("/axe.min.js"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Visitor signIn(String login) {
        page.navigate("/sign-in");
        page.locator("#f-username").fill(login);
        page.locator("#f-password").fill("verdite-demo");
        page.locator("form:has(#f-password) button.btn-primary").click();
        page.waitForLoadState();
        return this;
    }

    /// Below the module's target folder, never in git. A picture is for people: on a busy machine the browser sometimes
    /// can't take one, and then there is none.
    Visitor screenshot(String name) {
        try {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
        } catch (PlaywrightException e) {
            System.err.println("No picture of " + name + ": "
                    + e.getMessage().lines().findFirst().orElse(""));
        }
        return this;
    }

    /// What axe calls serious or critical, as sentences.
    List<String> barriers() {
        return barriers("document", true);
    }

    /// The same of what the page has of its own. Its frame is that of every page, and looking at it takes longer.
    List<String> ownBarriers() {
        return barriers("{include: [['main']]}", false);
    }

    /// @param preload whether axe reads the stylesheets once more, for what turns with the device
    @SuppressWarnings("unchecked")
    private List<String> barriers(String where, boolean preload) {
        if (!(boolean) page.evaluate("() => Boolean(window.axe)")) {
            // from now on the browser brings it to each page: handing it over takes longer than most pages
            page.addInitScript(AXE);
            page.evaluate("source => { (0, eval)(source); }", AXE);
        }
        return (List<String>) page.evaluate("""
                async () => {
                  const found = await axe.run(%s, {runOnly: %s, resultTypes: ['violations'], iframes: false, preload: %s});
                  return found.violations.filter(v => v.impact === 'serious' || v.impact === 'critical')
                    .map(v => location.pathname + location.search + ': ' + v.help + ' ' + v.nodes[0].html
                      + ' ' + v.nodes[0].failureSummary);
                }""".formatted(where, WCAG, preload));
    }

    /// What makes the page scroll sideways at this width; empty when nothing does.
    String tooWide(int width) {
        var size = page.viewportSize();
        if (size.width != width) {
            page.setViewportSize(width, size.height);
        }
        return (String) page.evaluate("""
                () => {
                  const root = document.documentElement, room = root.clientWidth;
                  if (root.scrollWidth <= room) return '';
                  const clipped = e => { for (let p = e.parentElement; p && p !== document.body; p = p.parentElement)
                    if (getComputedStyle(p).overflowX !== 'visible') return true; return false; };
                  const wide = [...document.body.querySelectorAll('*')]
                    .filter(e => e.getBoundingClientRect().right > room + 0.5 && !clipped(e));
                  return root.scrollWidth + ' px in ' + room + ': '
                    + wide.slice(-3).map(e => e.outerHTML.slice(0, 160)).join(' | ');
                }""");
    }

    @Override
    public void close() {
        context.close();
    }
}
