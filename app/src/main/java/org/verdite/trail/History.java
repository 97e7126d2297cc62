package org.verdite.trail;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.trail.proof.RecordCheck;
import org.verdite.ui.Json;
import org.verdite.ui.RecordHistory;
import org.verdite.ui.State;
import org.verdite.ui.Texts;

/// What happened to a record and to the rows of its second line, within the reader's scope, for a page's History tab.
@Component
public class History {

    /// Events that one page lists.
    static final int LISTED = 300;

    private static final int CHECKED = 40;

    private final JdbcClient jdbc;
    private final DataSource dataSource;
    private final Words words;

    History(JdbcClient jdbc, DataSource dataSource, Words words) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        this.words = words;
    }

    /// What the reader asked to see of it.
    ///
    /// @param field name of a column, empty for all
    public record Wish(String field, @Nullable LocalDate asOf) {
        public static final Wish ALL = new Wish("", null);

        /// From a request's parameters `field` and `asOf`; what can't be read counts as not asked.
        public static Wish of(@Nullable String field, @Nullable String asOf) {
            try {
                return new Wish(
                        field == null ? "" : field, asOf == null || asOf.isBlank() ? null : LocalDate.parse(asOf));
            } catch (DateTimeParseException e) {
                return new Wish(field == null ? "" : field, null);
            }
        }
    }

    private record Row(
            long seq,
            Instant at,
            String who,
            RecordKey row,
            String operation,
            @Nullable String old,
            @Nullable String now) {}

    /// @param rows the record's row first, then those of its second line
    /// @param path the page that shows this, for its filters
    @Transactional(readOnly = true)
    public RecordHistory of(List<RecordKey> rows, Wish wish, String path, Texts t) {
        var all = new LinkedHashSet<>(rows);
        var found = read(List.copyOf(all));
        boolean more = found.size() > LISTED;
        var events = new ArrayList<RecordHistory.Event>();
        var fields = new TreeMap<String, String>();
        for (Row row : more ? found.subList(0, LISTED) : found) {
            var changes = words.changes(row.row().place(), row.old(), row.now(), t);
            changes.forEach(c -> fields.put(c.field(), c.label()));
            var shown = wish.field().isEmpty()
                    ? changes
                    : changes.stream()
                            .filter(c -> c.field().equals(wish.field()))
                            .toList();
            if (before(row, wish, t) && (wish.field().isEmpty() || !shown.isEmpty())) {
                events.add(new RecordHistory.Event(
                        row.seq(), row.at(), words.who(row.who(), t), row.operation(), what(row, t), shown));
            }
        }
        return new RecordHistory(
                List.copyOf(events),
                fields,
                wish.field(),
                wish.asOf(),
                wish.asOf() == null || rows.isEmpty() ? Map.of() : stood(found, rows.getFirst(), wish, t),
                more,
                proof(List.copyOf(all), t),
                path);
    }

    private String what(Row row, Texts t) {
        return words.place(row.row().place(), t) + " " + row.row().key();
    }

    private static boolean before(Row row, Wish wish, Texts t) {
        LocalDate day = wish.asOf();
        return day == null
                || row.at().isBefore(day.plusDays(1).atStartOfDay(t.zone()).toInstant());
    }

    private Map<String, String> stood(List<Row> newestFirst, RecordKey record, Wish wish, Texts t) {
        var values = new LinkedHashMap<String, String>();
        newestFirst.stream()
                .filter(r -> r.row().equals(record) && before(r, wish, t))
                .findFirst()
                .map(Row::now)
                .ifPresent(json -> Json.mapper().readTree(json).properties().forEach(p -> {
                    String value = words.value(p.getValue(), t);
                    if (!value.isEmpty()) {
                        values.put(words.column(record.place(), p.getKey(), t), value);
                    }
                }));
        return values;
    }

    private List<Row> read(List<RecordKey> rows) {
        return jdbc.sql("""
                        select e.seq, e.at, e.who, e.place, e.row_key, e.operation, e.old::text as old, e.new::text as new
                        from unnest(cast(:places as text[]), cast(:keys as text[])) as r(place, key)
                        join trail.entry e on e.place = r.place and e.row_key = r.key
                        order by e.seq desc limit :limit""")
                .param("places", rows.stream().map(RecordKey::place).toArray(String[]::new))
                .param("keys", rows.stream().map(RecordKey::key).toArray(String[]::new))
                .param("limit", LISTED + 1)
                .query((rs, _) -> new Row(
                        rs.getLong("seq"),
                        rs.getObject("at", OffsetDateTime.class).toInstant(),
                        rs.getString("who"),
                        new RecordKey(rs.getString("place"), rs.getString("row_key")),
                        rs.getString("operation"),
                        rs.getString("old"),
                        rs.getString("new")))
                .list();
    }

    private RecordHistory.Proof proof(List<RecordKey> rows, Texts t) {
        var sentences = new ArrayList<String>();
        long entries = 0;
        long unsealed = 0;
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            try (var sql = connection.createStatement()) {
                sql.execute("set local timezone = 'UTC'");
            }
            for (RecordKey row : rows.subList(0, Math.min(CHECKED, rows.size()))) {
                var report = RecordCheck.of(connection, row.place(), row.key());
                entries += report.entries();
                unsealed += report.unsealed();
                report.findings().forEach(f -> sentences.add(FindingWords.of(f, this.words, t)));
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("the record's trail could not be checked", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
        if (sentences.isEmpty()) {
            sentences.add(t.of("trail.record.clean", entries, unsealed));
            return new RecordHistory.Proof(State.OK, sentences, lastWhole());
        }
        return new RecordHistory.Proof(State.BAD, sentences, lastWhole());
    }

    private @Nullable Instant lastWhole() {
        return jdbc.sql("select trail.pub_verified_at()")
                .query((rs, _) -> rs.getObject(1, OffsetDateTime.class))
                .optional()
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }
}
