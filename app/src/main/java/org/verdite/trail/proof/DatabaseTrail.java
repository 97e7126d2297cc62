package org.verdite.trail.proof;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// Reads the trail from its database, a batch of rows at a time. The connection is in one repeatable-read transaction.
final class DatabaseTrail implements TrailSource {

    static final String ENTRY_COLUMNS =
            "seq, epoch, xid::text as xid, at, who, request, place, row_key, unit_id, operation, old::text as old, new::text as new, hash";

    static final String ANCHOR_COLUMNS =
            "id, epoch, upto::text as upto, count, first_seq, last_seq, leaves, root, previous, hash, at";

    private final Connection connection;

    DatabaseTrail(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void anchors(Reader<Anchor> reader) throws IOException, SQLException {
        // Leaves may be large: few at a time.
        each("select " + ANCHOR_COLUMNS + " from trail.anchor order by id", 50, rs -> reader.read(anchor(rs)));
    }

    @Override
    public void entries(Reader<Entry> reader) throws IOException, SQLException {
        each(
                "select " + ENTRY_COLUMNS + " from trail.entry order by place, row_key, seq",
                2000,
                rs -> reader.read(entry(rs)));
    }

    void each(String sql, int fetch, Reader<ResultSet> reader) throws IOException, SQLException {
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(fetch);
            try (var rs = statement.executeQuery(sql)) {
                while (rs.next()) {
                    reader.read(rs);
                }
            }
        }
    }

    static Anchor anchor(ResultSet rs) throws SQLException {
        return new Anchor(
                rs.getLong("id"),
                rs.getInt("epoch"),
                Long.parseLong(rs.getString("upto")),
                rs.getLong("count"),
                rs.getLong("first_seq"),
                rs.getLong("last_seq"),
                rs.getBytes("leaves"),
                rs.getBytes("root"),
                rs.getBytes("previous"),
                rs.getBytes("hash"),
                instant(rs, "at"));
    }

    static Entry entry(ResultSet rs) throws SQLException {
        return new Entry(
                rs.getLong("seq"),
                rs.getInt("epoch"),
                Long.parseLong(rs.getString("xid")),
                instant(rs, "at"),
                rs.getString("who"),
                rs.getString("request"),
                rs.getString("place"),
                rs.getString("row_key"),
                unit(rs),
                rs.getString("operation"),
                rs.getString("old"),
                rs.getString("new"),
                rs.getBytes("hash"));
    }

    private static @Nullable Integer unit(ResultSet rs) throws SQLException {
        int unit = rs.getInt("unit_id");
        return rs.wasNull() ? null : unit;
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }
}
