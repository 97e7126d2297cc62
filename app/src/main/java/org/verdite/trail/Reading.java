package org.verdite.trail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.verdite.ui.Json;
import org.verdite.ui.RecordHistory;
import org.verdite.ui.Texts;
import tools.jackson.databind.JsonNode;

/// One reader's words for one page of entries.
public final class Reading {

    private static final Pattern ACTOR = Pattern.compile("(token:\\d+:)?account:\\d+|system:[a-z.-]+");
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]*|[a-z]{1,40}");
    private static final int SHOWN = 2000;
    private static final int SHOWN_OF_DATA = 300;

    private final Words words;
    private final Texts t;
    private final Map<RecordKey, String> names = new HashMap<>();
    private final Map<String, String> actors = new HashMap<>();

    Reading(Words words, Texts t) {
        this.words = words;
        this.t = t;
    }

    Texts texts() {
        return t;
    }

    /// A person's name; "by rule" for what the system did.
    public String who(String key) {
        return actors.computeIfAbsent(key, k -> words.who(k, t));
    }

    /// "posting 7" for a row of `funds.posting`.
    public String row(String place, String key) {
        return Words.place(place, t) + " " + key;
    }

    public String place(String place) {
        return Words.place(place, t);
    }

    String column(String place, String column) {
        return Words.column(place, column, t);
    }

    /// What differs between two states of a row, column by column.
    public List<RecordHistory.Change> changes(String place, @Nullable String before, @Nullable String after) {
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
            if (!Objects.equals(a, b)) {
                changes.add(new RecordHistory.Change(
                        column, column(place, column), value(place, column, a), value(place, column, b)));
            }
        }
        changes.removeIf(c -> c.before().isEmpty() && c.after().isEmpty());
        return changes;
    }

    String value(String place, String column, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return "";
        }
        if (value.isObject() && value.has("_")) {
            return t.of(Json.text(value.toString()));
        }
        if (value.isBoolean()) {
            return t.of(value.asBoolean() ? "trail.value.yes" : "trail.value.no");
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(v -> value(place, column, v))
                    .collect(Collectors.joining("; "));
        }
        if (value.isObject()) {
            return shortened(value.toString(), SHOWN_OF_DATA);
        }
        String text = value.isString() ? value.asString() : value.toString();
        String target = words.target(place, column);
        if (target != null && !text.isEmpty()) {
            return names.computeIfAbsent(new RecordKey(target, text), row -> words.name(row, t));
        }
        if (CODE.matcher(text).matches()) {
            return words.code(place, column, text, t);
        }
        return value.isString() ? text(text) : text;
    }

    private String text(String text) {
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
        return ACTOR.matcher(text).matches() ? who(text) : shortened(text, SHOWN);
    }

    private static String shortened(String text, int length) {
        return text.length() > length ? text.substring(0, length) + "…" : text;
    }
}
