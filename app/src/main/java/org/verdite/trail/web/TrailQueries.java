package org.verdite.trail.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Invalid;
import org.verdite.trail.Words;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// The entries a reader may see, newest first.
@Component
@Transactional(readOnly = true)
class TrailQueries {

    /// @param who key of the actor
    record Line(
            long seq,
            Instant at,
            String who,
            String request,
            String place,
            String key,
            @Nullable Integer unit,
            String operation,
            @Nullable String before,
            @Nullable String after) {}

    /// The youngest entries, which no seal covers yet.
    ///
    /// @param since when the oldest of them was written, null when there are none
    record Unsealed(long entries, @Nullable Instant since, long seconds) {}

    private static final String LINES =
            "select seq, at, who, request, place, row_key, unit_id, operation, old::text as old, new::text as new from trail.entry where ";

    private final JdbcClient jdbc;
    private final Words words;

    TrailQueries(JdbcClient jdbc, Words words) {
        this.jdbc = jdbc;
        this.words = words;
    }

    Page<Line> page(Filters filters, ZoneId zone, int size) {
        var keyset = Keyset.descending(filters, size, "seq bigint");
        var params = new HashMap<String, Object>(keyset.params());
        String where = where(filters, zone, params);
        var rows = jdbc.sql(LINES + where + " and " + keyset.where() + keyset.orderAndLimit())
                .params(params)
                .query(TrailQueries::line)
                .list();
        return keyset.page(rows, row -> List.of(row.seq()));
    }

    private static String where(Filters filters, ZoneId zone, Map<String, Object> params) {
        var where = new StringBuilder("true");
        equal(filters, "who", "who", where, params);
        equal(filters, "place", "place", where, params);
        equal(filters, "operation", "operation", where, params);
        equal(filters, "key", "row_key", where, params);
        if (filters.has("from")) {
            where.append(" and at >= :from");
            params.put("from", start(filters, "from", zone, 0));
        }
        if (filters.has("to")) {
            where.append(" and at < :to");
            params.put("to", start(filters, "to", zone, 1));
        }
        return where.toString();
    }

    private static void equal(
            Filters filters, String name, String column, StringBuilder where, Map<String, Object> params) {
        if (filters.has(name)) {
            where.append(" and ").append(column).append(" = :").append(name);
            params.put(name, filters.get(name));
        }
    }

    private static OffsetDateTime start(Filters filters, String name, ZoneId zone, int days) {
        try {
            return LocalDate.parse(filters.get(name))
                    .plusDays(days)
                    .atStartOfDay(zone)
                    .toInstant()
                    .atOffset(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new Invalid(name, "ui.form.date", filters.get(name));
        }
    }

    /// Places that have entries the reader sees, by name: skips from one to the next instead of reading all.
    Map<String, String> places(Texts t) {
        return distinct("place", place -> place.substring(0, place.indexOf('.')) + ": " + Words.place(place, t));
    }

    Map<String, String> actors(Texts t) {
        var reading = words.reading(t);
        return distinct("who", reading::who);
    }

    private Map<String, String> distinct(String column, Function<String, String> label) {
        return jdbc.sql("""
                        with recursive v(x) as (
                          (select %1$s from trail.entry order by %1$s limit 1)
                          union all
                          select (select e.%1$s from trail.entry e where e.%1$s > v.x order by e.%1$s limit 1) from v where v.x is not null)
                        select x from v where x is not null limit 100""".formatted(column)).query((rs, _) -> rs.getString(1)).list().stream()
                .collect(Collectors.toMap(x -> x, label, (a, _) -> a, LinkedHashMap::new));
    }

    boolean any(String place, String key) {
        return jdbc.sql("select exists (select from trail.entry where place = :place and row_key = :key)")
                .param("place", place)
                .param("key", key)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }

    Unsealed unsealed() {
        return jdbc.sql(
                        "select entries, since, greatest(0, extract(epoch from verdite.now() - since))::bigint from trail.pub_unsealed()")
                .query((rs, _) -> {
                    var since = rs.getObject(2, OffsetDateTime.class);
                    return new Unsealed(rs.getLong(1), since == null ? null : since.toInstant(), rs.getLong(3));
                })
                .single();
    }

    private static Line line(ResultSet rs, int number) throws SQLException {
        int unit = rs.getInt("unit_id");
        boolean placeless = rs.wasNull();
        return new Line(
                rs.getLong("seq"),
                rs.getObject("at", OffsetDateTime.class).toInstant(),
                rs.getString("who"),
                rs.getString("request"),
                rs.getString("place"),
                rs.getString("row_key"),
                placeless ? null : unit,
                rs.getString("operation"),
                rs.getString("old"),
                rs.getString("new"));
    }
}
