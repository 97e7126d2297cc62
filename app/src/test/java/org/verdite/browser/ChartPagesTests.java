package org.verdite.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.demonstration.DemonstrationTest;
import org.verdite.shared.Scope;

/// Charts as somebody with a keyboard uses them: zooming brings finer steps, the map's slider another day,
/// and each can be taken along as a picture.
@DemonstrationTest
class ChartPagesTests {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void a_long_chart_comes_finer_when_zoomed_in_by_keyboard_and_goes_along_as_a_picture() throws IOException {
        int hours = ask("select series_id from monitoring.result group by 1 order by count(*) desc limit 1");
        try (var visitor = Chromium.visitor("http://localhost:" + port, "en-US", 1280, 900, false)) {
            var page = visitor.signIn("director").page();
            page.navigate("/monitoring/series/" + hours + "?days=all");
            page.waitForSelector("#chart svg");
            String coarse = page.locator(".chart-step").textContent();
            assertThat(coarse).startsWith("Each point is a");
            page.locator("#chart").focus();
            page.waitForResponse(r -> r.url().contains("chart.json") && r.url().contains("from="), () -> {
                for (int i = 0; i < 6; i++) {
                    page.keyboard().press("+");
                }
            });
            page.waitForFunction("coarse => document.querySelector('.chart-step').textContent !== coarse", coarse);
            picture(page, "chart");
            page.navigate("/monitoring/series/" + hours + "/boxes?months=12");
            picture(page, "boxes");
            page.navigate("/monitoring/calendar");
            picture(page, "heat");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void dragging_over_a_whole_chart_zooms_into_the_stretch_and_two_clicks_show_all_again() throws IOException {
        int hours = ask("select series_id from monitoring.result group by 1 order by count(*) desc limit 1");
        try (var visitor = Chromium.visitor("http://localhost:" + port, "en-US", 1280, 900, false)) {
            var page = visitor.signIn("director").page();
            page.navigate("/monitoring/series/" + hours + "?days=all");
            page.waitForSelector("#chart svg");
            page.locator("#chart").scrollIntoViewIfNeeded();
            var box = page.locator("#chart").boundingBox();
            double y = box.y + box.height / 2;
            page.waitForResponse(r -> r.url().contains("chart.json") && r.url().contains("from="), () -> {
                page.mouse().move(box.x + box.width * 0.5, y);
                page.mouse().down();
                page.mouse().move(box.x + box.width * 0.55, y);
                page.mouse().move(box.x + box.width * 0.56, y);
                page.mouse().up();
            });
            page.waitForFunction("() => document.querySelector('#chart').dataset.foot");
            page.mouse().dblclick(box.x + box.width * 0.5, y);
            page.waitForFunction("() => !document.querySelector('#chart').dataset.foot");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void the_maps_slider_goes_from_day_to_day_by_keyboard() throws IOException {
        try (var visitor = Chromium.visitor("http://localhost:" + port, "zh-CN", 390, 844, true)) {
            var page = visitor.signIn("director").page();
            page.navigate("/monitoring/map");
            var slider = page.locator("#back");
            String today = slider.getAttribute("aria-valuetext");
            slider.focus();
            page.waitForResponse(r -> r.url().contains("/monitoring/map?"), () -> slider.press("ArrowLeft"));
            page.waitForFunction("() => document.querySelector('#at [role=status]').textContent"
                    + ".startsWith(document.querySelector('#back').getAttribute('aria-valuetext'))");
            assertThat(slider.getAttribute("aria-valuetext")).isNotEqualTo(today);
            picture(page, "points");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    private static void picture(Page page, String of) throws IOException {
        var file = page.waitForDownload(
                        () -> page.locator("[data-picture=" + of + "]").click())
                .path();
        byte[] bytes = Files.readAllBytes(file);
        assertThat(Arrays.copyOf(bytes, 4)).as(of).isEqualTo(PNG);
        var image = ImageIO.read(file.toFile());
        // more than its ground: what is drawn has many colours
        assertThat(image.getRGB(0, 0)).isNotZero();
        assertThat(colours(image)).as(of + " has colours").isGreaterThan(8);
    }

    private static long colours(java.awt.image.BufferedImage image) {
        var seen = new java.util.HashSet<Integer>();
        for (int x = 0; x < image.getWidth(); x += 2) {
            for (int y = 0; y < image.getHeight(); y += 2) {
                seen.add(image.getRGB(x, y));
            }
        }
        return seen.size();
    }

    private int ask(String sql) {
        Supplier<Integer> asked = () -> new TransactionTemplate(transactions)
                .execute(_ -> jdbc.sql(sql).query(Integer.class).single());
        return Scope.system("test").get(asked);
    }
}
