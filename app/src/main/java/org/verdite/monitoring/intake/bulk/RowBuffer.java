package org.verdite.monitoring.intake.bulk;

import java.nio.charset.StandardCharsets;

/// Rows of one month, encoded as PostgreSQL's binary copy takes them.
public final class RowBuffer {

    /// In the order in which rows are encoded.
    static final String COLUMNS =
            "series_id, unit_id, started, ended, sample, replicate, run, date_only, utc_offset_minutes,"
                    + " value, censor, level, original, original_unit, qualifier, flag, verdict, judging_id, intake_id, line,"
                    + " digits, level_kind, time_precision";

    private static final int FIELDS = 23;
    private static final long EPOCH_2000 = 946_684_800L;
    private static final byte[] HEAD = head();

    private final Bytes bytes = new Bytes(16 * 1024);
    private final int intake;
    private int rows;
    private int[] entries = new int[64];

    public RowBuffer(int intake) {
        this.intake = intake;
        System.arraycopy(HEAD, 0, bytes.array, 0, HEAD.length);
        bytes.length = HEAD.length;
    }

    private static byte[] head() {
        byte[] head = new byte[19];
        byte[] signature = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(signature, 0, head, 0, signature.length);
        return head;
    }

    /// @param entry whatever the caller wants to find again by the row's place
    public void add(Row row, int entry) {
        if (rows == entries.length) {
            entries = java.util.Arrays.copyOf(entries, rows * 2);
        }
        entries[rows++] = entry;
        var b = bytes;
        b.room(256);
        b.putShort(FIELDS);
        number(b, row.series);
        number(b, row.unit);
        time(b, row.started);
        time(b, row.ended);
        b.putText(row.sample);
        b.room(128);
        small(b, row.replicate);
        small(b, row.run);
        b.putInt(1);
        b.array[b.length++] = (byte) (row.dateOnly ? 1 : 0);
        if (row.offsetMinutes == Row.NO_OFFSET) {
            b.putInt(-1);
        } else {
            small(b, row.offsetMinutes);
        }
        decimal(b, row.value);
        small(b, row.censor);
        decimal(b, row.level);
        b.putText(row.original);
        b.putText(row.originalUnit);
        b.putText(row.qualifier);
        b.putText(row.flag);
        b.room(64);
        small(b, row.verdict);
        if (row.judging == 0) {
            b.putInt(-1);
        } else {
            number(b, row.judging);
        }
        number(b, intake);
        number(b, row.line);
        if (row.digits == 0) {
            b.putInt(-1);
        } else {
            small(b, row.digits);
        }
        small(b, row.levelKind);
        small(b, row.precision);
    }

    private static void number(Bytes b, int value) {
        b.putInt(4);
        b.putInt(value);
    }

    private static void small(Bytes b, int value) {
        b.putInt(2);
        b.putShort(value);
    }

    private static void time(Bytes b, long epochSecond) {
        b.putInt(8);
        b.putLong((epochSecond - EPOCH_2000) * 1_000_000);
    }

    private static void decimal(Bytes b, double value) {
        if (Double.isNaN(value)) {
            b.putInt(-1);
        } else {
            b.putInt(8);
            b.putLong(Double.doubleToLongBits(value));
        }
    }

    public int rows() {
        return rows;
    }

    public int size() {
        return bytes.length;
    }

    byte[] bytes() {
        return bytes.array;
    }

    int entry(int row) {
        return entries[row];
    }

    /// Ready for the next rows.
    void clear() {
        rows = 0;
        bytes.length = HEAD.length;
    }

    /// The rows again as columns, for statements that take arrays.
    RowColumns columns() {
        var columns = new RowColumns(rows);
        byte[] b = bytes.array;
        int[] at = {HEAD.length};
        for (int i = 0; i < rows; i++) {
            at[0] += 2;
            columns.series[i] = number(b, at);
            columns.unit[i] = number(b, at);
            columns.started[i] = wide(b, at) / 1_000_000 + EPOCH_2000;
            columns.ended[i] = wide(b, at) / 1_000_000 + EPOCH_2000;
            columns.sample[i] = text(b, at);
            columns.replicate[i] = small(b, at);
            columns.run[i] = small(b, at);
            columns.dateOnly[i] = b[at[0] + 4] != 0;
            at[0] += 5;
            columns.offset[i] = small(b, at);
            columns.value[i] = decimal(b, at);
            columns.censor[i] = small(b, at);
            columns.level[i] = decimal(b, at);
            columns.original[i] = text(b, at);
            columns.originalUnit[i] = text(b, at);
            columns.qualifier[i] = text(b, at);
            columns.flag[i] = text(b, at);
            columns.verdict[i] = small(b, at);
            columns.judging[i] = number(b, at);
            number(b, at);
            columns.line[i] = number(b, at);
            columns.digits[i] = small(b, at);
            columns.levelKind[i] = small(b, at);
            columns.precision[i] = small(b, at);
        }
        return columns;
    }

    private static int number(byte[] b, int[] at) {
        if (Bytes.intAt(b, at[0]) < 0) {
            at[0] += 4;
            return 0;
        }
        at[0] += 8;
        return Bytes.intAt(b, at[0] - 4);
    }

    private static long wide(byte[] b, int[] at) {
        at[0] += 12;
        return Bytes.longAt(b, at[0] - 8);
    }

    private static short small(byte[] b, int[] at) {
        if (Bytes.intAt(b, at[0]) < 0) {
            at[0] += 4;
            return Short.MIN_VALUE;
        }
        at[0] += 6;
        return Bytes.shortAt(b, at[0] - 2);
    }

    private static double decimal(byte[] b, int[] at) {
        if (Bytes.intAt(b, at[0]) < 0) {
            at[0] += 4;
            return Double.NaN;
        }
        at[0] += 12;
        return Double.longBitsToDouble(Bytes.longAt(b, at[0] - 8));
    }

    private static String text(byte[] b, int[] at) {
        int length = Bytes.intAt(b, at[0]);
        at[0] += 4 + length;
        return length == 0 ? "" : new String(b, at[0] - length, length, StandardCharsets.UTF_8);
    }
}
