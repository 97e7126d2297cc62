package org.verdite.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.verdite.demonstration.DemonstrationTest;

/// What the frame does with script in a real browser, and which cookies it gives out on the real server.
@DemonstrationTest
class FrameTests {

    @LocalServerPort
    int port;

    @Test
    void the_unit_is_switched_by_typing_and_the_filters_stay() {
        try (var visitor = Chromium.visitor("http://localhost:" + port, "en-US", 1440, 1000, false)) {
            var page = visitor.signIn("director").page();
            page.navigate("/rectification?view=open&severity=MAJOR");
            page.locator("a.vd-unit").click();
            page.locator("dialog#units[open] .unit-row").first().waitFor();
            assertThat(visitor.barriers()).isEmpty();
            page.locator("dialog#units input[name=q]").fill("Egret Valley");
            page.locator(
                            "dialog#units .unit-row a",
                            new com.microsoft.playwright.Page.LocatorOptions().setHasText("Egret Valley"))
                    .first()
                    .waitFor();
            assertThat(page.locator("dialog#units").innerText())
                    .containsAnyOf("needs someone", "in order", "watch", "no data");
            page.keyboard().press("Enter");
            page.waitForURL(url -> url.contains("unit="));
            assertThat(page.url()).contains("severity=MAJOR");
            assertThat(page.locator("a.vd-unit .n").innerText()).contains("Egret Valley");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void the_session_is_out_of_reach_for_scripts_and_secure_behind_tls() throws IOException, InterruptedException {
        assertThat(cookie(null)).contains("HttpOnly", "SameSite=Lax").doesNotContain("Secure");
        assertThat(cookie("https")).contains("HttpOnly", "SameSite=Lax", "Secure");
    }

    private String cookie(@org.jspecify.annotations.Nullable String scheme) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/sign-in"));
        if (scheme != null) {
            request.header("X-Forwarded-Proto", scheme);
        }
        try (var client = HttpClient.newHttpClient()) {
            return client
                    .send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .allValues("Set-Cookie")
                    .stream()
                    .filter(c -> c.startsWith("verdite="))
                    .findFirst()
                    .orElse("");
        }
    }
}
