package org.verdite.ui.list;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.verdite.shared.Invalid;

/// Pages of a list by the keys of their first and last row, never by number: the thousandth page costs what the first
/// does.
///
/// ```java
/// var keyset = Keyset.of(filters, 25, "due date", "id bigint");
/// var rows = jdbc.sql("select … where state = :state and " + keyset.where() + keyset.orderAndLimit())
///     .param("state", state).params(keyset.params()).query(mapper).list();
/// return keyset.page(rows, row -> List.of(row.due().toString(), row.id()));
/// ```
public final class Keyset {

    private final List<String> columns;
    private final boolean descending;
    private final int size;
    private final List<String> keys;
    private final boolean backwards;

    private Keyset(List<String> columns, boolean descending, int size, List<String> keys, boolean backwards) {
        this.columns = columns;
        this.descending = descending;
        this.size = size;
        this.keys = keys;
        this.backwards = backwards;
    }

    /// @param columns "name type" of each sort column, the last one unique; never null in the table
    public static Keyset of(Filters filters, int size, String... columns) {
        return of(filters, size, false, columns);
    }

    /// Newest or largest first.
    public static Keyset descending(Filters filters, int size, String... columns) {
        return of(filters, size, true, columns);
    }

    private static Keyset of(Filters filters, int size, boolean descending, String... columns) {
        boolean backwards = filters.has("before");
        String cursor = backwards ? filters.get("before") : filters.get("after");
        var keys = cursor.isEmpty() ? List.<String>of() : decode(cursor);
        if (!keys.isEmpty() && keys.size() != columns.length) {
            throw new Invalid("after", "ui.list.cursor");
        }
        for (int i = 0; i < keys.size(); i++) {
            check(keys.get(i), columns[i].substring(columns[i].indexOf(' ') + 1));
        }
        int rows = filters.has(Filters.ROWS) ? Integer.parseInt(filters.get(Filters.ROWS)) : size;
        return new Keyset(List.of(columns), descending, rows, keys, backwards);
    }

    /// A cursor that was tampered with, or belongs to another list, is refused before the database would.
    private static void check(String key, String type) {
        boolean fits = switch (type) {
            case "smallint" -> key.matches("-?\\d{1,4}");
            case "int" -> key.matches("-?\\d{1,9}");
            case "bigint" -> key.matches("-?\\d{1,18}");
            case "date" -> key.matches("\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])");
            case "timestamptz" -> key.matches("\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])[T ].{4,30}");
            default -> key.chars().noneMatch(c -> c < 0x20);
        };
        if (!fits) {
            throw new Invalid("after", "ui.list.cursor");
        }
    }

    private static List<String> decode(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            return Arrays.asList(text.split("\u001f", -1));
        } catch (IllegalArgumentException e) {
            throw new Invalid("after", "ui.list.cursor");
        }
    }

    private static String encode(List<?> keys) {
        String text = keys.stream().map(String::valueOf).collect(Collectors.joining("\u001f"));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// A condition for the `where` clause; `true` on the first page.
    public String where() {
        if (keys.isEmpty()) {
            return "true";
        }
        var values = new ArrayList<String>();
        for (int i = 0; i < columns.size(); i++) {
            values.add("cast(:key" + i + " as " + type(i) + ")");
        }
        return names() + (descending != backwards ? " < (" : " > (") + String.join(", ", values) + ")";
    }

    public Map<String, Object> params() {
        var params = new HashMap<String, Object>();
        for (int i = 0; i < keys.size(); i++) {
            params.put("key" + i, keys.get(i));
        }
        return params;
    }

    public String orderAndLimit() {
        String direction = descending != backwards ? " desc" : "";
        return " order by "
                + columns.stream().map(c -> name(c) + direction).collect(Collectors.joining(", "))
                + " limit " + (size + 1);
    }

    /// @param rows as the query gave them
    /// @param key the sort keys of a row, in the order of the columns
    public <T> Page<T> page(List<T> rows, Function<T, List<?>> key) {
        boolean more = rows.size() > size;
        var shown = new ArrayList<>(more ? rows.subList(0, size) : rows);
        if (backwards) {
            Collections.reverse(shown);
        }
        boolean hasNext = backwards || more;
        boolean hasPrevious = backwards ? more : !keys.isEmpty();
        return new Page<>(
                List.copyOf(shown),
                hasNext && !shown.isEmpty() ? encode(key.apply(shown.getLast())) : "",
                hasPrevious && !shown.isEmpty() ? encode(key.apply(shown.getFirst())) : "");
    }

    private String names() {
        return columns.stream().map(Keyset::name).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String name(String column) {
        return column.substring(0, column.indexOf(' '));
    }

    private String type(int i) {
        String column = columns.get(i);
        return column.substring(column.indexOf(' ') + 1);
    }
}
