package org.verdite.trail;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.ui.Json;
import org.verdite.ui.RecordHistory;
import org.verdite.ui.Texts;

/// What happened to a record and to the rows of its second line, within the reader's scope, for a page's History tab.
@Component
public class History {

    /// Events that one page lists.
    static final int LISTED = 100;

    /// What the reader asked to see of it.
    ///
    /// @param field name of a column, empty for all
    /// @param before the entry whose elders are wanted, null for the newest
    public record Wish(
            String field,
            @Nullable LocalDate asOf,
            @Nullable Long before) {

        /// From a request's parameters; what can't be read counts as not asked.
        public static Wish of(@Nullable String field, @Nullable String asOf, @Nullable String before) {
            LocalDate day = null;
            try {
                day = asOf == null || asOf.isBlank() ? null : LocalDate.parse(asOf);
            } catch (DateTimeParseException e) {
                // not a day: not asked
            }
            return new Wish(
                    field == null ? "" : field,
                    day,
                    before != null && before.matches("\\d{1,18}") ? Long.valueOf(before) : null);
        }
    }

    private final HistoryRows rows;
    private final HistoryProof proof;
    private final Words words;
    private final TransactionTemplate reading;

    History(HistoryRows rows, HistoryProof proof, Words words, PlatformTransactionManager transactions) {
        this.rows = rows;
        this.proof = proof;
        this.words = words;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    /// @param record the record's row first, then those of its second line
    /// @param cut true when the record has more parts than these
    /// @param path the page that shows this, for its filters
    public RecordHistory of(List<RecordKey> record, boolean cut, Wish wish, String path, Texts t) {
        var all = List.copyOf(new LinkedHashSet<>(record));
        var told = reading.execute(_ -> read(all, wish, path, t));
        long seen = told.seen();
        return told.history().with(proof.of(all, cut, seen, words.reading(t)));
    }

    /// @param seen entries of the record within the reader's scope
    private record Told(RecordHistory history, long seen) {}

    private Told read(List<RecordKey> all, Wish wish, String path, Texts t) {
        var reader = words.reading(t);
        var found = rows.page(all, wish, t.zone(), LISTED);
        boolean more = found.size() > LISTED;
        var events = new ArrayList<RecordHistory.Event>();
        for (HistoryRows.Row row : more ? found.subList(0, LISTED) : found) {
            var changes = reader.changes(row.row().place(), row.old(), row.now());
            events.add(new RecordHistory.Event(
                    row.seq(),
                    row.at(),
                    reader.who(row.who()),
                    row.operation(),
                    reader.row(row.row().place(), row.row().key()),
                    wish.field().isEmpty()
                            ? changes
                            : changes.stream()
                                    .filter(c -> c.field().equals(wish.field()))
                                    .toList(),
                    row.request()));
        }
        LocalDate day = wish.asOf();
        var history = new RecordHistory(
                List.copyOf(events),
                fields(all, reader),
                wish.field(),
                wish.asOf(),
                day == null || all.isEmpty() ? Map.of() : stood(all, day, reader),
                more ? address(path, "before=" + events.getLast().seq(), wish) : "",
                wish.before() == null ? "" : address(path, "", wish),
                RecordHistory.Proof.NONE,
                path);
        return new Told(history, rows.count(all));
    }

    private static String address(String path, String from, Wish wish) {
        var query = new ArrayList<String>();
        if (!from.isEmpty()) {
            query.add(from);
        }
        if (!wish.field().isEmpty()) {
            query.add("field=" + URLEncoder.encode(wish.field(), StandardCharsets.UTF_8));
        }
        LocalDate day = wish.asOf();
        if (day != null) {
            query.add("asOf=" + day);
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    private Map<String, String> fields(List<RecordKey> all, Reading reader) {
        var fields = new TreeMap<String, String>();
        rows.fields(all).forEach(f -> fields.put(f.key(), reader.column(f.place(), f.key())));
        fields.remove("version");
        return fields;
    }

    private Map<String, String> stood(List<RecordKey> all, LocalDate day, Reading reader) {
        var values = new LinkedHashMap<String, String>();
        String place = all.getFirst().place();
        rows.stood(all, day, reader.texts().zone())
                .ifPresent(json -> Json.mapper().readTree(json).properties().forEach(p -> {
                    String value = reader.value(place, p.getKey(), p.getValue());
                    if (!value.isEmpty()) {
                        values.put(reader.column(place, p.getKey()), value);
                    }
                }));
        return values;
    }
}
