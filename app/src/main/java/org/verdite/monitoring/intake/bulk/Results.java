package org.verdite.monitoring.intake.bulk;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;

/// Writes results through the connection of a transaction that sees everything. New results are copied straight into
/// the month's table inside a savepoint; where a key is known already, the rows go through an upsert that keeps what
/// was there as a revision. After a collision the next batches take the upsert at once for a while.
public final class Results {

    /// Stands for the months that are locked, whose results wait.
    public static final int WAITING = -1;

    /// Stands for values that nobody said are meant: they are not written, but those that are here already are counted.
    public static final int DOUBTED = -2;

    private static final int STRAIGHT_AGAIN_AFTER = 8;

    private static final String INCOMING = """
            unnest(cast(? as int[]), cast(? as int[]), cast(? as int8[]), cast(? as int8[]), cast(? as text[]), cast(? as int2[]),
              cast(? as int2[]), cast(? as bool[]), cast(? as int2[]), cast(? as float8[]), cast(? as int2[]), cast(? as float8[]),
              cast(? as text[]), cast(? as text[]), cast(? as text[]), cast(? as text[]), cast(? as int2[]), cast(? as int[]),
              cast(? as int[]), cast(? as int2[]), cast(? as int2[]), cast(? as int2[])) with ordinality
              as u(series_id, unit_id, started_s, ended_s, sample, replicate, run, date_only, utc_offset, value, censor, level, original,
                original_unit, qualifier, flag, verdict, judging_id, line, digits, level_kind, time_precision, ordinal)""";
    private static final String AS_TIMES = """
            select u.*, to_timestamp(started_s) as started, to_timestamp(ended_s) as ended, nullif(value, 'NaN') as v,
              nullif(level, 'NaN') as l from\s""";
    private static final String SAME_KEY = """
            r.series_id = k.series_id and r.started = k.started and r.ended = k.ended and r.sample = k.sample
              and r.replicate = k.replicate and r.run = k.run""";

    /// What a revision keeps of a result. By name: the two tables grew apart.
    private static final String ALL = RowBuffer.COLUMNS + ", revision, flagged_by, status";

    private final Connection connection;
    private final int intake;
    private long added;
    private long revised;
    private long unchanged;
    private long aside;
    private long doubtedHere;
    private int careful;

    public Results(Connection connection, int intake) {
        this.connection = connection;
        this.intake = intake;
    }

    /// Writes the rows of one month, or of {@link #WAITING} or {@link #DOUBTED} ones, and empties the buffer.
    public void write(int month, RowBuffer buffer) throws SQLException {
        if (month == WAITING) {
            putAside(buffer);
        } else if (month == DOUBTED) {
            countHere(buffer);
        } else if (careful > 0) {
            careful--;
            upsert(month, buffer);
        } else if (straight(month, buffer)) {
            added += buffer.rows();
        } else {
            careful = STRAIGHT_AGAIN_AFTER;
            upsert(month, buffer);
        }
        buffer.clear();
    }

    private boolean straight(int month, RowBuffer buffer) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            copy(month, buffer);
            connection.releaseSavepoint(before);
            return true;
        } catch (PSQLException e) {
            if (!"23505".equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(before);
            return false;
        }
    }

    private void copy(int month, RowBuffer buffer) throws SQLException {
        var copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + Months.table(month) + " (" + RowBuffer.COLUMNS + ") from stdin (format binary)");
        try {
            copy.writeToCopy(buffer.bytes(), 0, buffer.size());
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void upsert(int month, RowBuffer buffer) throws SQLException {
        String sql = "with k as (" + AS_TIMES + INCOMING + "), old as (insert into monitoring.result_revision ("
                + ALL + ", superseded_at, superseded_by_intake) select r." + ALL.replace(", ", ", r.")
                + ", verdite.now(), ? from " + Months.table(month) + " r join k on " + SAME_KEY + " " + """
                where (r.value, r.censor, r.level, r.qualifier, r.flag) is distinct from (k.v, k.censor, k.l, k.qualifier, k.flag)),
                put as (insert into monitoring.result as m (series_id, unit_id, started, ended, sample, replicate, run, date_only,
                    utc_offset_minutes, value, censor, level, original, original_unit, qualifier, flag, verdict, judging_id, intake_id, line,
                    digits, level_kind, time_precision)
                  select series_id, unit_id, started, ended, sample, replicate, run, date_only, nullif(utc_offset, -32768), v, censor, l,
                    original, original_unit, qualifier, flag, verdict, nullif(judging_id, 0), ?, line,
                    nullif(digits, -32768), level_kind, time_precision from k
                  on conflict (series_id, started, ended, sample, replicate, run) do update
                    set value = excluded.value, censor = excluded.censor, level = excluded.level, original = excluded.original,
                      original_unit = excluded.original_unit, qualifier = excluded.qualifier, flag = excluded.flag,
                      verdict = excluded.verdict, judging_id = excluded.judging_id, intake_id = excluded.intake_id,
                      line = excluded.line, digits = excluded.digits, level_kind = excluded.level_kind,
                      time_precision = excluded.time_precision, utc_offset_minutes = excluded.utc_offset_minutes, status = 0, revision = m.revision + 1
                    where (m.value, m.censor, m.level, m.qualifier, m.flag)
                      is distinct from (excluded.value, excluded.censor, excluded.level, excluded.qualifier, excluded.flag)
                  returning revision)
                select count(*) filter (where revision = 0), count(*) filter (where revision > 0) from put""";
        try (var statement = connection.prepareStatement(sql)) {
            int next = bind(statement, buffer.columns());
            statement.setInt(next, intake);
            statement.setInt(next + 1, intake);
            try (var rs = statement.executeQuery()) {
                rs.next();
                added += rs.getLong(1);
                revised += rs.getLong(2);
                unchanged += buffer.rows() - rs.getLong(1) - rs.getLong(2);
            }
        }
    }

    private void putAside(RowBuffer buffer) throws SQLException {
        String sql = "with k as (" + AS_TIMES + INCOMING + """
                ) insert into monitoring.pending (series_id, unit_id, started, ended, sample, replicate, run, date_only, utc_offset_minutes, value,
                  censor, level, original, original_unit, qualifier, flag, intake_id, line, digits, level_kind, time_precision)
                select series_id, unit_id, started, ended, sample, replicate, run, date_only, nullif(utc_offset, -32768), v, censor, l, original,
                  original_unit, qualifier, flag, ?, line, nullif(digits, -32768), level_kind, time_precision from k""";
        try (var statement = connection.prepareStatement(sql)) {
            int next = bind(statement, buffer.columns());
            statement.setInt(next, intake);
            aside += statement.executeUpdate();
        }
    }

    private void countHere(RowBuffer buffer) throws SQLException {
        String sql =
                "with k as (" + AS_TIMES + INCOMING + ") select count(*) from k join monitoring.result r on " + SAME_KEY
                        + " where (r.value, r.censor, r.level, r.qualifier, r.flag) is not distinct from (k.v, k.censor, k.l, k.qualifier, k.flag)";
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, buffer.columns());
            try (var rs = statement.executeQuery()) {
                rs.next();
                doubtedHere += rs.getLong(1);
            }
        }
    }

    /// What is there already of the rows of one month, for a dry run.
    public interface Known {
        void row(int entry, boolean same);

        /// A row whose key is new, though its series has a result at the same time, with another sample number.
        void beside(int entry, Written written, Written known);
    }

    /// @param sample empty for none
    public record Written(int series, long started, boolean dateOnly, String original, String sample) {}

    public void compare(int month, RowBuffer buffer, Known known) throws SQLException {
        String sql = "with k as (" + AS_TIMES + INCOMING
                + """
                ) select k.ordinal, r.series_id is not null, (r.value, r.censor, r.level, r.qualifier, r.flag)
                  is not distinct from (k.v, k.censor, k.l, k.qualifier, k.flag), b.original, b.sample
                from k left join $month r on $same left join lateral (
                  select x.original, x.sample from $month x
                  where r.series_id is null and x.series_id = k.series_id and x.started = k.started and x.sample <> k.sample
                    and monitoring.counts(x.flag, x.qualifier, x.status) order by x.sample, x.replicate, x.run limit 1) b on true
                where r.series_id is not null or b.sample is not null""".replace("$month", Months.table(month)).replace("$same", SAME_KEY);
        if (exists(month)) {
            var rows = buffer.columns();
            try (var statement = connection.prepareStatement(sql)) {
                bind(statement, rows);
                try (var rs = statement.executeQuery()) {
                    while (rs.next()) {
                        int at = rs.getInt(1) - 1;
                        if (rs.getBoolean(2)) {
                            known.row(buffer.entry(at), rs.getBoolean(3));
                        } else {
                            known.beside(
                                    buffer.entry(at),
                                    written(rows, at, rows.original[at], rows.sample[at]),
                                    written(rows, at, rs.getString(4), rs.getString(5)));
                        }
                    }
                }
            }
        }
        buffer.clear();
    }

    private static Written written(RowColumns rows, int at, String original, String sample) {
        return new Written(rows.series[at], rows.started[at], rows.dateOnly[at], original, sample);
    }

    private boolean exists(int month) throws SQLException {
        try (var statement = connection.prepareStatement("select to_regclass(?) is not null")) {
            statement.setString(1, Months.table(month));
            try (var rs = statement.executeQuery()) {
                rs.next();
                return rs.getBoolean(1);
            }
        }
    }

    private int bind(PreparedStatement statement, RowColumns c) throws SQLException {
        Object[] arrays = {
            c.series,
            c.unit,
            c.started,
            c.ended,
            c.sample,
            c.replicate,
            c.run,
            c.dateOnly,
            c.offset,
            c.value,
            c.censor,
            c.level,
            c.original,
            c.originalUnit,
            c.qualifier,
            c.flag,
            c.verdict,
            c.judging,
            c.line,
            c.digits,
            c.levelKind,
            c.precision
        };
        for (int i = 0; i < arrays.length; i++) {
            statement.setArray(i + 1, array(arrays[i]));
        }
        return arrays.length + 1;
    }

    private Array array(Object values) throws SQLException {
        String type = switch (values) {
            case int[] _ -> "int4";
            case long[] _ -> "int8";
            case short[] _ -> "int2";
            case double[] _ -> "float8";
            case boolean[] _ -> "bool";
            default -> "text";
        };
        return connection.unwrap(PGConnection.class).createArrayOf(type, values);
    }

    /// Makes the monthly tables; in a transaction of its own, for it waits for readers.
    public static void ensureMonths(Connection connection, Iterable<Integer> months) throws SQLException {
        try (var statement = connection.prepareStatement("select monitoring.ensure_partitions(?, ?)")) {
            for (int month : months) {
                statement.setObject(1, Months.first(month));
                statement.setObject(2, Months.first(month));
                statement.execute();
            }
        }
    }

    public long added() {
        return added;
    }

    public long revised() {
        return revised;
    }

    /// Results that were put aside because their month is locked.
    public long aside() {
        return aside;
    }

    public long unchanged() {
        return unchanged;
    }

    /// Of the values that nobody said are meant, those that an earlier file brought.
    public long doubtedHere() {
        return doubtedHere;
    }
}
