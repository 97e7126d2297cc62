package org.verdite.ui.list;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.verdite.shared.Invalid;

/// What a list is filtered by: the query of its URL, nothing else, so that a link opens the same list for the next
/// person.
///
/// @param path the list's page
/// @param values query parameters, first of each name, without empty ones
public record Filters(String path, Map<String, String> values) {

    /// Rows of a page, where it is not the list's own number; never read from a request.
    static final String ROWS = "_rows";

    private static final int LENGTH = 200;
    private static final int CURSOR = 2000;

    public static Filters of(HttpServletRequest request) {
        var values = new LinkedHashMap<String, String>();
        request.getParameterMap().forEach((name, all) -> {
            if (!name.startsWith("_") && all.length > 0 && !all[0].isBlank()) {
                values.put(name, checked(name, all[0].strip()));
            }
        });
        return new Filters(request.getRequestURI(), values);
    }

    /// A filter that can't be meant is refused: a list that silently ignored it would show what was not asked for.
    private static String checked(String name, String value) {
        int most = name.equals("after") || name.equals("before") ? CURSOR : LENGTH;
        if (value.length() > most) {
            throw new Invalid(name, "ui.form.tooLong", most, value.length());
        }
        if (value.chars().anyMatch(c -> c < 0x20)) {
            throw new Invalid(name, "ui.form.control");
        }
        return value;
    }

    /// The same list read for a file: from its first row, in larger pages.
    Filters whole() {
        var changed = new LinkedHashMap<>(values);
        changed.remove("after");
        changed.remove("before");
        changed.put(ROWS, "5000");
        return new Filters(path, changed);
    }

    Filters after(String cursor) {
        var changed = new LinkedHashMap<>(values);
        changed.put("after", cursor);
        return new Filters(path, changed);
    }

    /// The value of a filter, empty when it is not set.
    public String get(String name) {
        return values.getOrDefault(name, "");
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /// A filter that names a record or counts something.
    ///
    /// @throws Invalid when it is no whole number of at most nine digits
    public int integer(String name) {
        String text = get(name);
        if (!text.matches("\\d{1,9}")) {
            throw new Invalid(name, "ui.form.number", text);
        }
        return Integer.parseInt(text);
    }

    /// A filter that is one of some words; empty when it is not set.
    ///
    /// @throws Invalid when it is another: a list of nothing would look like an answer
    public String choice(String name, Collection<String> words) {
        if (has(name) && !words.contains(get(name))) {
            throw new Invalid(name, "ui.form.choice");
        }
        return get(name);
    }

    /// @see #choice(String, Collection)
    public <E extends Enum<E>> String choice(String name, Class<E> words) {
        return choice(
                name, Arrays.stream(words.getEnumConstants()).map(Enum::name).toList());
    }

    /// The year that is asked for, else another.
    ///
    /// @throws Invalid when it is none from 1900 to 2199
    public int year(IntSupplier otherwise) {
        if (!has("year")) {
            return otherwise.getAsInt();
        }
        if (!get("year").matches("(19|20|21)\\d\\d")) {
            throw new Invalid("year", "ui.form.number", get("year"));
        }
        return Integer.parseInt(get("year"));
    }

    /// The same list with one filter changed, from its first page; an empty value takes the filter away.
    public String with(String name, String value) {
        var changed = new LinkedHashMap<>(values);
        changed.remove("after");
        changed.remove("before");
        changed.remove(name);
        if (!value.isEmpty()) {
            changed.put(name, value);
        }
        return path + query(changed);
    }

    public String without(String name) {
        return with(name, "");
    }

    /// The same list, turned to another page.
    public String page(String direction, String cursor) {
        var changed = new LinkedHashMap<>(values);
        changed.remove("after");
        changed.remove("before");
        changed.put(direction, cursor);
        return path + query(changed);
    }

    /// The same filters on another path, for exports.
    public String on(String other, String... more) {
        var changed = new LinkedHashMap<>(values);
        changed.remove("after");
        changed.remove("before");
        for (int i = 0; i + 1 < more.length; i += 2) {
            changed.put(more[i], more[i + 1]);
        }
        String query = query(changed);
        return other + (other.contains("?") ? query.replaceFirst("\\?", "&") : query);
    }

    private static String query(Map<String, String> values) {
        if (values.isEmpty()) {
            return "";
        }
        return values.entrySet().stream()
                .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
                .collect(Collectors.joining("&", "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
