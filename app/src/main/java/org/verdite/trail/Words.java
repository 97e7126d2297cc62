package org.verdite.trail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.verdite.ui.Json;
import org.verdite.ui.Names;
import org.verdite.ui.RecordHistory;
import org.verdite.ui.Texts;
import tools.jackson.databind.JsonNode;

/// Says in the reader's words what an entry keeps in names and JSON. Columns are called by `<room>.column.<name>`,
/// tables
/// by `<room>.table.<name>`; without such a message by their own name.
@Component
public class Words {

    private final ObjectProvider<Names> names;

    Words(ObjectProvider<Names> names) {
        this.names = names;
    }

    /// A person's name; "by rule" for what the system did.
    public String who(String key, Texts t) {
        if (key.startsWith("system:")) {
            return t.of("trail.who.system", key.substring("system:".length()));
        }
        return names.stream()
                .map(n -> n.name(key, t))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(key);
    }

    /// "posting" for `funds.posting`.
    public String place(String place, Texts t) {
        int dot = place.indexOf('.');
        String table = place.substring(dot + 1);
        return t.or(place.substring(0, Math.max(dot, 0)) + ".table." + table, table.replace('_', ' '));
    }

    String column(String place, String column, Texts t) {
        String room = place.substring(0, Math.max(place.indexOf('.'), 0));
        return t.or(room + ".column." + column, column.replace('_', ' '));
    }

    /// What differs between two states of a row, column by column.
    public List<RecordHistory.Change> changes(String place, @Nullable String before, @Nullable String after, Texts t) {
        JsonNode left = before == null ? null : Json.mapper().readTree(before);
        JsonNode right = after == null ? null : Json.mapper().readTree(after);
        var columns = new TreeSet<String>();
        for (JsonNode side : new JsonNode[] {left, right}) {
            if (side != null) {
                side.properties().forEach(p -> columns.add(p.getKey()));
            }
        }
        // The counter against lost updates says nothing to a reader.
        columns.remove("version");
        var changes = new ArrayList<RecordHistory.Change>();
        for (String column : columns) {
            JsonNode a = left == null ? null : left.get(column);
            JsonNode b = right == null ? null : right.get(column);
            if (!java.util.Objects.equals(a, b)) {
                changes.add(new RecordHistory.Change(column, column(place, column, t), value(a, t), value(b, t)));
            }
        }
        changes.removeIf(c -> c.before().isEmpty() && c.after().isEmpty());
        return changes;
    }

    String value(@Nullable JsonNode value, Texts t) {
        if (value == null || value.isNull()) {
            return "";
        }
        if (value.isObject() && value.has("_")) {
            return t.of(Json.text(value.toString()));
        }
        if (value.isBoolean()) {
            return t.of(value.asBoolean() ? "trail.value.yes" : "trail.value.no");
        }
        return value.isString() ? text(value.asString(), t) : value.toString();
    }

    private static String text(String text, Texts t) {
        try {
            if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
                return t.date(LocalDate.parse(text));
            }
            if (text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?\\+00:00")) {
                Instant instant = OffsetDateTime.parse(text).toInstant();
                return t.time(instant);
            }
        } catch (DateTimeException e) {
            return text;
        }
        return text.length() > 2000 ? text.substring(0, 2000) + "…" : text;
    }
}
