package org.verdite.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;

/// What the trail keeps in English names is told in the reader's words, for every table that is watched.
@SpringBootTest
@AutoConfigureMockMvc
class TrailWordsTests {

    /// The tables of rooms, without those that other tests make up; with the columns that the watch leaves out.
    private static final String WATCHED = """
            select n.nspname as room, c.relname as name, encode(t.tgargs, 'escape') as arguments, p.proname as how
            from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
            join pg_proc p on p.oid = t.tgfoid
            where t.tgname = 'remember' and not t.tgisinternal and t.tgparentid = 0 and n.nspname <> 'trial' order by 1, 2""";

    private static final Pattern CODES = Pattern.compile("\\((\\w+) = ANY \\(ARRAY\\[(.*?)\\]\\)\\)");

    private record Watched(String room, String name, String key, List<String> leftOut) {
        String place() {
            return room + "." + name;
        }
    }

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MessageSource messages;

    @Autowired
    Words words;

    @Autowired
    Frames frames;

    private List<Watched> watched() {
        return jdbc.sql(WATCHED)
                .query((rs, _) -> {
                    var arguments = List.of(rs.getString("arguments").split("\\\\000"));
                    int skip = rs.getString("how").equals("remember_below") ? 4 : 1;
                    return new Watched(
                            rs.getString("room"),
                            rs.getString("name"),
                            arguments.getFirst(),
                            arguments.subList(Math.min(skip, arguments.size()), arguments.size()));
                })
                .list();
    }

    private boolean said(String key) {
        return messages.getMessage(key, null, "", Locale.ENGLISH) instanceof String en
                && !en.isEmpty()
                && messages.getMessage(key, null, "", Locale.SIMPLIFIED_CHINESE) instanceof String zh
                && !zh.isEmpty()
                && zh.codePoints().anyMatch(Character::isIdeographic);
    }

    @Test
    void every_watched_table_and_column_has_a_name_in_both_languages() {
        var missing = new TreeSet<String>();
        assertThat(watched()).hasSizeGreaterThan(40);
        for (Watched w : watched()) {
            if (!said(w.room() + ".table." + w.name())) {
                missing.add(w.room() + ".table." + w.name());
            }
            jdbc
                    .sql(
                            "select column_name from information_schema.columns where table_schema = :room and table_name = :name")
                    .param("room", w.room())
                    .param("name", w.name())
                    .query((rs, _) -> rs.getString(1))
                    .list()
                    .stream()
                    .filter(c -> !c.equals("version") && !w.leftOut().contains(c))
                    .filter(c -> !said(w.room() + ".column." + w.name() + "." + c)
                            && !said(w.room() + ".column." + c)
                            && !said("trail.column." + c))
                    .forEach(c -> missing.add(w.place() + "." + c));
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void every_code_that_a_watched_table_allows_has_words_in_both_languages() {
        var missing = new TreeSet<String>();
        int codes = 0;
        for (Watched w : watched()) {
            for (String check : jdbc.sql(
                            "select pg_get_constraintdef(oid) from pg_constraint where contype = 'c' and conrelid = cast(:place as regclass)")
                    .param("place", w.place())
                    .query((rs, _) -> rs.getString(1))
                    .list()) {
                var matcher = CODES.matcher(check);
                while (matcher.find()) {
                    for (String code :
                            matcher.group(2).replaceAll("'|::text", "").split(", ")) {
                        codes++;
                        unsaid(w, matcher.group(1), code).forEach(missing::add);
                    }
                }
            }
        }
        assertThat(codes).isGreaterThan(150);
        assertThat(missing).isEmpty();
    }

    private Set<String> unsaid(Watched w, String column, String code) {
        var missing = new TreeSet<String>();
        for (Texts t : List.of(texts(Locale.ENGLISH), texts(Locale.SIMPLIFIED_CHINESE))) {
            String said = words.code(w.place(), column, code, t);
            if (!code.isEmpty() && (said.equals(code) || said.contains("{"))) {
                missing.add(w.place() + "." + column + " " + code + " in " + t.language());
            }
        }
        return missing;
    }

    private Texts texts(Locale locale) {
        var request = new MockHttpServletRequest();
        request.addPreferredLocale(locale);
        return frames.texts(request);
    }

    /// Two rows under one key would look like one row inserted twice: a false alarm for every second one.
    @Test
    void every_watched_key_is_its_tables_own() {
        var shared = new ArrayList<String>();
        for (Watched w : watched()) {
            boolean unique = jdbc.sql("""
                            select exists (select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
                              where i.indrelid = cast(:place as regclass) and i.indisunique and i.indnkeyatts = 1 and i.indpred is null
                                and a.attname = :key)""")
                    .param("place", w.place())
                    .param("key", w.key())
                    .query((rs, _) -> rs.getBoolean(1))
                    .single();
            if (!unique) {
                shared.add(w.place() + "." + w.key());
            }
        }
        assertThat(shared).isEmpty();
    }
}
