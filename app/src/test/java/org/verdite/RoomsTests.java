package org.verdite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The fences for what no tool sees: templates, SQL, migrations, URLs, message keys. See RULES.md.
class RoomsTests {

    private static final Path MAIN = Path.of("src/main");
    private static final Path JAVA = MAIN.resolve("java/org/verdite");

    /// Kinds of jobs are named like texts, but are none.
    private static final Set<String> JOBS = Set.of(
            "monitoring.dryRun",
            "monitoring.load",
            "monitoring.judgeAgain",
            "monitoring.takeInWaiting",
            "monitoring.deriveLoads",
            "monitoring.screen",
            "monitoring.applySuppression",
            "monitoring.applySamples",
            "trail.verify");

    /// Where the transaction's own time is made; the wall clock stands in for writes that no application makes.
    private static final Set<String> CLOCKS = Set.of("V1__ground.sql", "V2__anchors.sql");

    @Test
    void arrows_run_only_where_they_are_declared() {
        Rooms.MODULES.verify();
    }

    @Test
    void every_room_states_its_charter_and_its_doors() throws IOException {
        for (String room : Rooms.all()) {
            String info = Files.readString(JAVA.resolve(room).resolve("package-info.java"));
            assertThat(info).as(room + " begins with a charter sentence").containsPattern("^/// [A-Z][^@]+\\.");
            assertThat(info).as(room + " states its doors").contains("allowedDependencies");
            assertThat(info).as(room + " is null-marked").contains("@NullMarked");
        }
    }

    @Test
    void every_package_is_null_marked() throws IOException {
        try (var directories = Files.walk(JAVA)) {
            var bare = directories
                    .filter(Files::isDirectory)
                    .filter(d -> holdsJava(d))
                    .filter(d -> !Files.exists(d.resolve("package-info.java")))
                    .toList();
            assertThat(bare).isEmpty();
        }
    }

    @Test
    void a_template_imports_only_its_own_room_the_frame_and_shared_words() throws IOException {
        var wrong = new ArrayList<String>();
        for (Path template : files(MAIN.resolve("jte"), ".jte")) {
            String room = MAIN.resolve("jte").relativize(template).getName(0).toString();
            for (String other : found(read(template), "org\\.verdite\\.([a-z0-9]+)")) {
                if (!List.of(room, "ui", "shared").contains(other)) {
                    wrong.add(template + " names " + other);
                }
            }
            for (String other : found(read(template), "@template\\.([a-z0-9]+)\\.")) {
                if (!List.of(room, "ui").contains(other)) {
                    wrong.add(template + " uses a template of " + other);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void sql_names_its_own_schema_and_of_others_only_what_their_doors_publish() throws IOException {
        var wrong = new ArrayList<String>();
        var rooms = Rooms.all();
        var sources = new HashMap<Path, String>();
        for (String room : rooms) {
            files(JAVA.resolve(room), ".java").forEach(f -> sources.put(f, room));
            files(MAIN.resolve("resources/db/migration").resolve(room), ".sql").forEach(f -> sources.put(f, room));
        }
        var name = Pattern.compile("\\b(" + String.join("|", rooms) + ")\\.([a-z_][a-z0-9_]*)\\b(?!\\.[a-z])");
        for (Map.Entry<Path, String> source : sources.entrySet()) {
            String room = source.getValue();
            boolean java = source.getKey().toString().endsWith(".java");
            String text = java ? sqlIn(read(source.getKey())) : withoutComments(read(source.getKey()));
            var matcher = name.matcher(text);
            while (matcher.find()) {
                String other = matcher.group(1);
                boolean own = other.equals(room);
                boolean door = matcher.group(2).startsWith("pub_")
                        && (Rooms.doors(room).contains(other) || room.equals("reporting"));
                boolean reference = !java
                        && text.substring(0, matcher.start()).matches("(?s).*references\\s+$")
                        && Rooms.doors(room).contains(other);
                if (!own && !door && !reference) {
                    wrong.add(source.getKey() + ": " + matcher.group());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void messages_begin_with_their_room_and_stand_once() throws IOException {
        var wrong = new ArrayList<String>();
        for (Path bundle : files(MAIN.resolve("resources/messages"), ".properties")) {
            String room = bundle.getFileName().toString().replaceAll("(_zh_CN)?\\.properties", "");
            var seen = new HashSet<String>();
            for (String key : found(read(bundle), "(?m)^([A-Za-z0-9_.\\-]+)\\s*=")) {
                if (!key.startsWith(room + ".")) {
                    wrong.add(bundle + " holds " + key);
                }
                // the second would silently take the first one's place
                if (!seen.add(key)) {
                    wrong.add(bundle + " says " + key + " twice");
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void controllers_stores_and_queries_are_their_rooms_own_matter() throws IOException {
        var open = files(JAVA, ".java").stream()
                .filter(f -> f.getFileName()
                        .toString()
                        .matches(".*(Controller|Api|Queries|Store|Rows|Listener|Tasks|Configuration)\\.java"))
                .filter(f -> read(f).contains("\npublic "))
                .filter(f -> !servesPagesBelow(f))
                .toList();
        assertThat(open).isEmpty();
    }

    /// Queries that the pages of a room share, where these are cut into packages (ADR 0027); other rooms can't name
    /// them.
    private static boolean servesPagesBelow(Path file) {
        Path web = file.getParent().endsWith("web")
                ? file.getParent()
                : file.getParent().getParent();
        if (!web.endsWith("web") || !file.toString().endsWith("Queries.java")) {
            return false;
        }
        try (var below = Files.list(web)) {
            return below.anyMatch(Files::isDirectory);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void nobody_asks_the_wall_clock_or_the_default_locale() throws IOException {
        var wrong = new ArrayList<String>();
        for (Path file : files(JAVA, ".java")) {
            String text = read(file);
            for (String bad : List.of(
                    "Instant.now()",
                    "LocalDate.now()",
                    "LocalDateTime.now()",
                    "ZonedDateTime.now()",
                    "toLowerCase()",
                    "toUpperCase()",
                    "System.currentTimeMillis()")) {
                if (text.contains(bad)) {
                    wrong.add(file + " says " + bad);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void every_text_is_there_in_english_and_in_chinese() throws IOException {
        var missing = new ArrayList<String>();
        for (Path english : files(MAIN.resolve("resources/messages"), ".properties")) {
            if (english.toString().contains("_zh_CN")) {
                continue;
            }
            Path chinese = english.resolveSibling(
                    english.getFileName().toString().replace(".properties", "_zh_CN.properties"));
            var en = new TreeSet<>(found(read(english), "(?m)^([A-Za-z0-9_.\\-]+)\\s*="));
            var zh = Files.exists(chinese)
                    ? new TreeSet<>(found(read(chinese), "(?m)^([A-Za-z0-9_.\\-]+)\\s*="))
                    : new TreeSet<String>();
            en.stream().filter(k -> !zh.contains(k)).forEach(k -> missing.add(chinese + " lacks " + k));
            zh.stream().filter(k -> !en.contains(k)).forEach(k -> missing.add(english + " lacks " + k));
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void every_text_that_a_page_or_a_room_names_exists() throws IOException {
        var known = new TreeSet<String>();
        for (Path bundle : files(MAIN.resolve("resources/messages"), ".properties")) {
            known.addAll(found(read(bundle), "(?m)^([A-Za-z0-9_.\\-]+)\\s*="));
        }
        var missing = new TreeSet<String>();
        var others = new TreeSet<>(JOBS);
        for (Path file : files(MAIN.resolve("resources/db/migration"), ".sql")) {
            others.addAll(found(read(file), "create table ([a-z]+\\.[a-z_]+)"));
        }
        var named = Pattern.compile("\"((?:" + String.join("|", Rooms.all()) + ")\\.[A-Za-z0-9_.\\-]*)\"(\\s*\\+)?");
        for (Path file : sources()) {
            String text = withoutSql(read(file)).replaceAll("@Component\\(\"[^\"]*\"\\)", "");
            var matcher = named.matcher(text);
            while (matcher.find()) {
                String key = matcher.group(1);
                boolean begins = key.endsWith(".") || matcher.group(2) != null;
                // a table, a column of one, or a file
                boolean column = others.contains(key.replaceFirst("\\.[a-z_]+$", ""));
                if (others.contains(key) || column || key.endsWith(".csv")) {
                    continue;
                }
                if (begins ? known.stream().noneMatch(k -> k.startsWith(key)) : !known.contains(key)) {
                    missing.add(file.getFileName() + " names " + key);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    /// Where texts are named: pages and code.
    private static List<Path> sources() throws IOException {
        var all = new ArrayList<>(files(MAIN.resolve("jte"), ".jte"));
        all.addAll(files(JAVA, ".java"));
        return all;
    }

    @Test
    void shared_words_are_no_beans_and_do_no_io() throws IOException {
        var wrong = files(JAVA.resolve("shared"), ".java").stream()
                .filter(f -> !f.endsWith("package-info.java"))
                .filter(f -> Pattern.compile("org\\.springframework|java\\.(io|nio|net|sql)\\.|javax\\.sql")
                        .matcher(read(f))
                        .find())
                .toList();
        assertThat(wrong).isEmpty();
    }

    /// A wall clock in SQL is one too: `verdite.now()` is the transaction's own time.
    @Test
    void sql_does_not_ask_the_wall_clock() throws IOException {
        var wrong = new ArrayList<String>();
        var clock = Pattern.compile(
                "(?i)(?<![a-z_.])(now\\s*\\(\\s*\\)|current_date|current_timestamp|current_time|localtimestamp|clock_timestamp|statement_timestamp|transaction_timestamp)");
        var files = new ArrayList<>(files(MAIN.resolve("resources/db/migration"), ".sql"));
        files.addAll(files(JAVA, ".java"));
        for (Path file : files) {
            if (CLOCKS.contains(file.getFileName().toString())) {
                continue;
            }
            boolean java = file.toString().endsWith(".java");
            var matcher = clock.matcher(java ? sqlIn(read(file)) : withoutComments(read(file)));
            while (matcher.find()) {
                wrong.add(file + ": " + matcher.group());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void the_map_in_the_architecture_page_is_the_map_of_the_code() throws IOException {
        Path page = Path.of("..", "ARCHITECTURE.md");
        String text = read(page);
        int begin = text.indexOf("-->", text.indexOf("<!-- map: begin")) + 4;
        int end = text.indexOf("<!-- map: end");
        String renewed = text.substring(0, begin) + map() + text.substring(end);
        if ("write".equals(System.getProperty("verdite.map"))) {
            Files.writeString(page, renewed);
        }
        assertThat(read(page)).isEqualTo(renewed);
    }

    private static String map() {
        var map = new StringBuilder("| room | charter | enters |\n|---|---|---|\n");
        for (String room : Rooms.inOrder()) {
            String charter = read(JAVA.resolve(room).resolve("package-info.java"))
                    .lines()
                    .takeWhile(line -> line.startsWith("///"))
                    .map(line -> line.substring(3).strip())
                    .collect(Collectors.joining(" "));
            var entered = new TreeSet<>(Rooms.doors(room));
            entered.remove("shared");
            map.append("| `")
                    .append(room)
                    .append("` | ")
                    .append(charter)
                    .append(" | ")
                    .append(String.join(", ", entered))
                    .append(" |\n");
        }
        return map.toString();
    }

    /// Only text blocks and strings that look like SQL are read: a word of another room in prose is no access.
    private static String sqlIn(String java) {
        var sql = new StringBuilder();
        var blocks = Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\n]|\\\\.)*)\"", Pattern.DOTALL)
                .matcher(java);
        while (blocks.find()) {
            String text = blocks.group(1) == null ? blocks.group(2) : blocks.group(1);
            if (Pattern.compile(
                            "(?is)\\b(select|insert\\s+into|update|delete\\s+from|join|copy|call)\\b.*[a-z_]+\\.[a-z_]+")
                    .matcher(text)
                    .find()) {
                sql.append(text).append("\n;\n");
            }
        }
        return sql.toString();
    }

    /// Code without its text blocks, which hold SQL, and without the names of places in the trail.
    private static String withoutSql(String java) {
        return Pattern.compile("\"\"\".*?\"\"\"", Pattern.DOTALL).matcher(java).replaceAll("");
    }

    private static String withoutComments(String sql) {
        return sql.replaceAll("(?m)--.*$", "");
    }

    private static List<String> found(String text, String pattern) {
        var all = new ArrayList<String>();
        var matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            all.add(matcher.group(1));
        }
        return all;
    }

    private static boolean holdsJava(Path directory) {
        try (var entries = Files.list(directory)) {
            return entries.anyMatch(f -> f.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path root, String ending) throws IOException {
        if (!Files.exists(root)) {
            return List.of();
        }
        try (var all = Files.walk(root)) {
            return all.filter(f -> f.toString().endsWith(ending)).sorted().toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
