package org.verdite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// `attack-matrix.csv`: every URL with the records its variables name. Who wants to visit all pages reads it too.
public final class AttackMatrix {

    private static final Path FILE = Path.of("src/test/resources/attack-matrix.csv");
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");
    private static final Pattern RECORD = Pattern.compile("\\{([a-z_]+\\.[a-z_]+(?:\\.[a-z_]+)?)}");

    private AttackMatrix() {}

    /// @param kinds one for each variable of the path; or a word for the whole line
    /// @param more fields that this URL asks for; `body` is a whole JSON body
    public record Line(String method, String path, List<String> kinds, Map<String, String> more) {
        public String key() {
            return method + " " + path;
        }

        public boolean is(String word) {
            return kinds.contains(word);
        }

        /// The path names a record, which lies outside the attacker's scope.
        boolean namesRecord() {
            return kinds.stream().anyMatch(AttackMatrix::record);
        }

        boolean refused() {
            return !is("common") && !is("open") && !is("own");
        }

        boolean api() {
            return path.startsWith("/api/");
        }

        /// The path with a key for each variable.
        ///
        /// @param keyOf answers the key of `room.table` or `room.table.column`
        public String path(UnaryOperator<String> keyOf) {
            int[] at = {0};
            return VARIABLE.matcher(path)
                    .replaceAll(m -> Matcher.quoteReplacement(filled(kinds.get(at[0]++), keyOf)))
                    .replace("**", "x");
        }

        private static String filled(String kind, UnaryOperator<String> keyOf) {
            return kind.startsWith("=") ? kind.substring(1) : keyOf.apply(kind);
        }

        /// The fields of this URL, with keys where records are named.
        Map<String, String> more(UnaryOperator<String> keyOf) {
            var filled = new LinkedHashMap<String, String>();
            more.forEach((name, value) -> filled.put(
                    name, RECORD.matcher(value).replaceAll(m -> Matcher.quoteReplacement(keyOf.apply(m.group(1))))));
            return filled;
        }

        /// What is wrong with the line itself.
        List<String> mistakes() {
            long variables = VARIABLE.matcher(path).results().count();
            long keys =
                    kinds.stream().filter(k -> k.startsWith("=") || record(k)).count();
            return keys == variables && kinds.stream().allMatch(Line::known)
                    ? List.of()
                    : List.of(key() + " has " + variables + " variables, but says " + kinds);
        }

        private static boolean known(String kind) {
            return kind.startsWith("=")
                    || record(kind)
                    || List.of("common", "own", "open", "multipart").contains(kind);
        }
    }

    private static boolean record(String kind) {
        return !kind.startsWith("=") && kind.contains(".");
    }

    public static List<Line> lines() throws IOException {
        return Files.readAllLines(FILE).stream()
                .map(String::strip)
                .filter(l -> !l.isEmpty() && !l.startsWith("#"))
                .map(AttackMatrix::line)
                .toList();
    }

    private static Line line(String text) {
        String[] cells = text.split(",", 3);
        String[] url = cells[0].strip().split(" ");
        var more = new LinkedHashMap<String, String>();
        if (cells.length > 2) {
            for (String pair : cells[2].split(";")) {
                String[] parts = pair.strip().split("=", 2);
                more.put(parts[0], parts.length > 1 ? parts[1] : "");
            }
        }
        return new Line(url[0], url[1], List.of(cells[1].strip().split(" ")), more);
    }

    /// Mapped URLs without a line.
    static TreeSet<String> missing(RequestMappingHandlerMapping mapping) throws IOException {
        var listed = lines().stream().map(Line::key).collect(Collectors.toSet());
        var missing = new TreeSet<String>();
        mapping.getHandlerMethods()
                .forEach((info, _) -> info.getPatternValues().forEach(pattern -> {
                    var methods = info.getMethodsCondition().getMethods();
                    var names = methods.isEmpty()
                            ? List.of("GET")
                            : methods.stream().map(Enum::name).toList();
                    names.stream()
                            .map(m -> m + " " + plain(pattern))
                            .filter(key -> !listed.contains(key))
                            .forEach(missing::add);
                }));
        return missing;
    }

    /// New URLs get a line, to be made precise by whoever added them: `room.table` fails until it is.
    static void append(TreeSet<String> missing) throws IOException {
        var added = missing.stream()
                .map(url -> url + ", "
                        + (url.contains("{")
                                ? VARIABLE.matcher(url)
                                        .results()
                                        .map(_ -> "room.table")
                                        .collect(Collectors.joining(" "))
                                : "common"))
                .toList();
        Files.write(FILE, added, StandardOpenOption.APPEND);
    }

    /// A path variable's name without the expression it must match.
    public static String plain(String pattern) {
        return pattern.replaceAll("\\{(\\w+):(?:[^{}]|\\{[^}]*})*}", "{$1}");
    }
}
