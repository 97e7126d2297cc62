package org.verdite.trail.proof;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Compares two states of a row. Columns that only one of them has came or went with a migration and are no difference;
/// numbers compare by value, because a migration may widen a column.
final class Rows {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(tools.jackson.databind.DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .build();

    /// One column that differs.
    record Difference(String column, String left, String right) {}

    private Rows() {}

    static List<Difference> differences(@Nullable String left, @Nullable String right) {
        var all = new ArrayList<Difference>();
        if (left == null || right == null || left.equals(right)) {
            return all;
        }
        JsonNode a = MAPPER.readTree(left);
        JsonNode b = MAPPER.readTree(right);
        for (var property : a.properties()) {
            JsonNode other = b.get(property.getKey());
            if (other != null && !same(property.getValue(), other)) {
                all.add(new Difference(property.getKey(), brief(property.getValue()), brief(other)));
            }
        }
        return all;
    }

    private static boolean same(JsonNode a, JsonNode b) {
        return a.equals(b) || a.isNumber() && b.isNumber() && a.decimalValue().compareTo(b.decimalValue()) == 0;
    }

    private static String brief(JsonNode value) {
        String text = value.isString() ? value.asString() : value.toString();
        return text.length() > 80 ? text.substring(0, 79) + "…" : text;
    }

    /// "amount 5, note x": the columns that differ, as the left has them.
    static String left(List<Difference> differences) {
        return String.join(
                ", ", differences.stream().map(d -> d.column() + " " + d.left()).toList());
    }

    static String right(List<Difference> differences) {
        return String.join(
                ", ",
                differences.stream().map(d -> d.column() + " " + d.right()).toList());
    }
}
