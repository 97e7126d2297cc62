package org.verdite.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.verdite.reporting.SignedIn;

/// Each number of the home opens a list of exactly as many rows, for whom it is shown.
@DemonstrationTest
class HomeNumbersTests {

    private static final Pattern BAR =
            Pattern.compile("<b class=\"num\"><a class=\"x\" href=\"([^\"]+)\">([\\d,]+)</a>");
    private static final Pattern LINE = Pattern.compile("<span class=\"two\"><a href=\"([^\"]+)\">(\\d+) ");

    @Autowired
    MockMvcTester mvc;

    private SignedIn as(String login) {
        return SignedIn.as(mvc, login, AccountsStep.PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"director", "site-manager"})
    void each_bar_of_the_findings_opens_as_many_items(String login) {
        var who = as(login);
        var bars = BAR.matcher(home(who, "/"));
        int seen = 0;
        for (; bars.find(); seen++) {
            assertThat(rows(who, bars.group(1))).as(bars.group(1)).isEqualTo(number(bars.group(2)));
        }
        assertThat(seen).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"director", "site-manager"})
    void open_items_and_actions_due_open_the_rows_they_count(String login) {
        var who = as(login);
        String home = home(who, "/");
        var act = quad(home, "act");
        int overdue = number(act.group(2));
        int open = number(act.group(3).replaceAll("\\D", ""));
        assertThat(rows(who, act.group(1))).as(act.group(1)).isEqualTo(overdue > 0 ? overdue : open);
        var done = quad(home, "do");
        var due = Pattern.compile("[\\d,]+ of ([\\d,]+) actions due").matcher(home);
        if (due.find()) {
            assertThat(rows(who, done.group(1))).as(done.group(1)).isEqualTo(number(due.group(1)));
        } else {
            assertThat(home).contains("No action was due so far this year");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?state=bad", "/?state=warn"})
    void what_a_site_needs_opens_as_many_rows_of_that_site(String path) {
        var who = as("director");
        var lines = LINE.matcher(home(who, path));
        while (lines.find()) {
            if (!lines.group(1).startsWith("/monitoring?")) {
                assertThat(rows(who, lines.group(1))).as(lines.group(1)).isEqualTo(number(lines.group(2)));
            }
        }
    }

    private static String home(SignedIn who, String path) {
        return who.page(path).replace("&amp;", "&");
    }

    private static Matcher quad(String home, String css) {
        var quad = Pattern.compile("class=\"quad q-" + css
                        + "\" href=\"([^\"]+)\">.*?<span class=\"big\">([^<]+)<small>([^<]*)</small>")
                .matcher(home);
        assertThat(quad.find()).as(css).isTrue();
        return quad;
    }

    private static int number(String text) {
        return Integer.parseInt(text.replace(",", "").strip());
    }

    /// Rows of the whole list, over all its pages.
    private static int rows(SignedIn who, String path) {
        assertThat(who.page(path)).contains("class=\"chip on\"");
        String file = who.page(path.replaceFirst("\\?", "/export?format=csv&"));
        return (int) file.lines().filter(l -> !l.isBlank()).count() - 1;
    }
}
