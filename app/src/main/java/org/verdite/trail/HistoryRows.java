package org.verdite.trail;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The entries of a record's rows, within the scope of the transaction that asks.
@Component
class HistoryRows {

    /// @param request which request changed it; empty for what no request did
    record Row(
            long seq,
            Instant at,
            String who,
            String request,
            RecordKey row,
            String operation,
            @Nullable String old,
            @Nullable String now) {}

    private static final String ROWS =
            " from unnest(cast(:places as text[]), cast(:keys as text[])) as r(place, key) join trail.entry e on e.place = r.place and e.row_key = r.key";
    private static final String COLUMNS =
            "select e.seq, e.at, e.who, e.request, e.place, e.row_key, e.operation, e.old::text as old, e.new::text as new";

    /// Entries that are searched for the names of fields that changed.
    private static final int SEARCHED = 1000;

    private final JdbcClient jdbc;

    HistoryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Newest first, older than the wish's place, one more than wanted when there are more.
    List<Row> page(List<RecordKey> rows, History.Wish wish, ZoneId zone, int size) {
        var where = new StringBuilder(" where true");
        var params = params(rows);
        Long before = wish.before();
        if (before != null) {
            where.append(" and e.seq < :before");
            params.put("before", before);
        }
        if (!wish.field().isEmpty()) {
            where.append(" and (e.old -> :field) is distinct from (e.new -> :field)");
            params.put("field", wish.field());
        }
        LocalDate day = wish.asOf();
        if (day != null) {
            where.append(" and e.at < :end");
            params.put("end", end(day, zone));
        }
        return jdbc.sql(COLUMNS + ROWS + where + " order by e.seq desc limit :limit")
                .params(params)
                .param("limit", size + 1)
                .query((rs, _) -> new Row(
                        rs.getLong("seq"),
                        rs.getObject("at", OffsetDateTime.class).toInstant(),
                        rs.getString("who"),
                        rs.getString("request"),
                        new RecordKey(rs.getString("place"), rs.getString("row_key")),
                        rs.getString("operation"),
                        rs.getString("old"),
                        rs.getString("new")))
                .list();
    }

    /// The record as its last entry of that day or before left it.
    Optional<String> stood(List<RecordKey> rows, LocalDate day, ZoneId zone) {
        var record = rows.getFirst();
        // A record called by a word, a year or a code, is the newest of its versions.
        var same = rows.stream().filter(r -> r.place().equals(record.place())).toList();
        return jdbc.sql("select e.new::text" + ROWS
                        + " where e.at < :end order by (e.row_key = :first) desc, e.seq desc limit 1")
                .params(params(same))
                .param("end", end(day, zone))
                .param("first", record.key())
                .query((rs, _) -> Optional.ofNullable(rs.getString(1)))
                .optional()
                .flatMap(o -> o);
    }

    /// Table and name of each column that changed.
    List<RecordKey> fields(List<RecordKey> rows) {
        return jdbc.sql("select distinct x.place, k.name from (select e.place, e.old, e.new" + ROWS + """
                         order by e.seq desc limit :limit) x
                        cross join lateral jsonb_object_keys(coalesce(x.new, x.old)) as k(name)
                        where (x.old -> k.name) is distinct from (x.new -> k.name)
                          and coalesce(x.new ->> k.name, x.old ->> k.name, '') <> ''""")
                .params(params(rows))
                .param("limit", SEARCHED)
                .query((rs, _) -> new RecordKey(rs.getString(1), rs.getString(2)))
                .list();
    }

    long count(List<RecordKey> rows) {
        return jdbc.sql("select count(*)" + ROWS)
                .params(params(rows))
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    private static OffsetDateTime end(LocalDate day, ZoneId zone) {
        return day.plusDays(1).atStartOfDay(zone).toInstant().atOffset(ZoneOffset.UTC);
    }

    private static Map<String, Object> params(List<RecordKey> rows) {
        var params = new HashMap<String, Object>();
        params.put("places", rows.stream().map(RecordKey::place).toArray(String[]::new));
        params.put("keys", rows.stream().map(RecordKey::key).toArray(String[]::new));
        return params;
    }
}
