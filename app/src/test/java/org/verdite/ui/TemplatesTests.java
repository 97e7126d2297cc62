package org.verdite.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What every template of every room keeps, read from the templates themselves.
class TemplatesTests {

    private static final Path TEMPLATES = Path.of("src/main/jte");

    /// Tables that are no list of records, with the reason why they have no export.
    private static final Map<String, String> NO_EXPORT = Map.of(
            "organisation/web/successors.jte", "a part of one unit's record",
            "organisation/web/roles.jte", "the fixed rules of who may do what",
            "monitoring/web/series.jte", "a record; its values and its chart have one",
            "reporting/web/progress.jte", "has a menu of its own with the year's forms",
            "reporting/web/missing.jte", "a part of the progress page, whose export has it",
            "trail/web/verification.jte", "its entries are exported whole, for verification elsewhere");

    private static Map<String, String> templates() throws IOException {
        var all = new TreeMap<String, String>();
        try (var files = Files.walk(TEMPLATES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".jte")).toList()) {
                all.put(TEMPLATES.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return all;
    }

    @Test
    void every_form_carries_its_token_or_its_unit() throws IOException {
        var wrong = new ArrayList<String>();
        templates().forEach((name, text) -> {
            var form = Pattern.compile("<form(?=[ >])[^\\n]*?>(.*?)</form>", Pattern.DOTALL)
                    .matcher(text);
            while (form.find()) {
                boolean posts = form.group().contains("method=\"post\"");
                String must = posts ? "ui.csrf" : "unit";
                if (!form.group(1).contains(must)) {
                    wrong.add(name + " has a form without " + must);
                }
            }
        });
        // the switcher's own form chooses the unit
        wrong.removeIf(w -> w.startsWith("ui/web/units"));
        // carries all filters of its list, the unit among them
        wrong.removeIf(w -> w.startsWith("trail/web/entries.jte"));
        assertThat(wrong).isEmpty();
    }

    @Test
    void every_list_can_be_taken_along_as_a_file() throws IOException {
        var wrong = new ArrayList<String>();
        templates().forEach((name, text) -> {
            boolean pages = text.contains("template.ui.pager(");
            boolean lists = name.matches("[a-z]+/web/([a-z]+s|list|silent|verification|coverage)\\.jte")
                    && text.contains("template.ui.layout(")
                    && text.contains("<table");
            if ((pages || lists) && !text.contains("template.ui.export(") && !NO_EXPORT.containsKey(name)) {
                wrong.add(name);
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void no_template_says_a_colour_or_a_style() throws IOException {
        var wrong = new ArrayList<String>();
        templates().forEach((name, text) -> {
            if (text.contains(" style=\"") || text.contains(" onclick=") || text.contains("hx-on")) {
                wrong.add(name);
            }
        });
        assertThat(wrong).isEmpty();
    }

    /// Fields that are drawn by hand, about which nothing can be wrong: switches, filters, and what only
    /// leads on.
    private static final Set<String> NEVER_WRONG =
            Set.of("alarmsOnly", "before", "own", "q", "username", "password", "verified", "verifier");

    @Test
    void a_field_drawn_by_hand_says_its_name_to_the_list_of_what_is_wrong() throws IOException {
        var wrong = new ArrayList<String>();
        templates().forEach((name, text) -> {
            var drawn = Pattern.compile("id=\"f-([a-zA-Z]+)\"").matcher(text);
            while (drawn.find()) {
                String field = drawn.group(1);
                if (!NEVER_WRONG.contains(field) && !text.contains(".named(\"" + field + "\",")) {
                    wrong.add(name + " draws " + field);
                }
            }
        });
        // the first question of a round, which chooses what is asked
        wrong.removeIf(w -> w.startsWith("monitoring/web/entry/entry.jte"));
        assertThat(wrong).isEmpty();
    }
}
