package org.verdite.monitoring.intake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.verdite.monitoring.intake.bulk.KeySet;
import org.verdite.monitoring.intake.bulk.Merkle;
import org.verdite.monitoring.intake.bulk.Months;
import org.verdite.monitoring.intake.bulk.Results;
import org.verdite.monitoring.intake.bulk.Row;
import org.verdite.monitoring.intake.bulk.RowBuffer;
import org.verdite.monitoring.intake.file.CsvLine;

/// Judges rows, takes their hashes and puts them into buffers by month.
final class Encoder implements LineSink {

    private static final int BUFFER_FULL = 1 << 21;
    private static final int ALL_FULL = 1 << 26;

    /// Where full buffers go, and where emptied ones come from.
    interface Buffers {
        void full(int month, RowBuffer buffer);

        @Nullable RowBuffer used();
    }

    private final Plan plan;
    private final @Nullable ArrivalJudge judge;
    private final Map<Long, String> skipped;
    private final int intake;
    private final Buffers shelf;
    private final Merkle merkle = new Merkle();
    private final KeySet keys = new KeySet();
    private final Map<Integer, RowBuffer> buffers = new HashMap<>();
    private long size;
    private long lastDay = Long.MIN_VALUE;
    private int lastMonth = -1;
    private @Nullable RowBuffer current;
    private long rejected;

    /// @param skipped lines that lost a conflict, with the column they lost it in
    Encoder(Plan plan, @Nullable ArrivalJudge judge, Map<Long, String> skipped, int intake, Buffers shelf) {
        this.plan = plan;
        this.judge = judge;
        this.skipped = skipped;
        this.intake = intake;
        this.shelf = shelf;
    }

    @Override
    public void row(Row row, SeriesRef series) {
        if (series.id == SeriesRef.NONE) {
            throw new IllegalStateException("no series for " + series.point.name + " and " + series.parameter.key);
        }
        if (!skipped.isEmpty() && lost(row, series)) {
            rejected++;
            return;
        }
        if (keys.add(row, 0) < 0) {
            rejected++;
            return;
        }
        if (series.waits(row)) {
            putAside(Results.WAITING, row);
            return;
        }
        if (judge != null) {
            if (plan.speaks(series, row.sample)) {
                judge.judge(row, series);
            } else {
                row.verdict = 0;
                row.judging = 0;
            }
        }
        series.seen(row.started);
        series.keepLatest(row);
        merkle.add(row);
        buffer(row);
    }

    /// @param where WAITING or DOUBTED of {@link Results}
    private void putAside(int where, Row row) {
        row.verdict = 0;
        row.judging = 0;
        var buffer = buffers.computeIfAbsent(where, _ -> fresh());
        int before = buffer.size();
        buffer.add(row, 0);
        size += buffer.size() - before;
        if (buffer.size() > BUFFER_FULL) {
            handOver(where);
        }
    }

    private boolean lost(Row row, SeriesRef series) {
        String column = skipped.get((long) row.line);
        return column != null && (plan.layout.wideColumns() == 0 || column.equals(series.parameter.key));
    }

    private void buffer(Row row) {
        long day = Math.floorDiv(row.started, 86_400L);
        var buffer = current;
        if (day != lastDay || buffer == null) {
            lastDay = day;
            lastMonth = Months.of(row.started);
            buffer = buffers.get(lastMonth);
            if (buffer == null) {
                buffer = fresh();
                buffers.put(lastMonth, buffer);
            }
            current = buffer;
        }
        int before = buffer.size();
        buffer.add(row, 0);
        size += buffer.size() - before;
        if (buffer.size() > BUFFER_FULL) {
            handOver(lastMonth);
        } else if (size > ALL_FULL) {
            handOver(largest());
        }
    }

    private RowBuffer fresh() {
        var again = shelf.used();
        return again == null ? new RowBuffer(intake) : again;
    }

    private int largest() {
        return buffers.entrySet().stream()
                .max(java.util.Comparator.comparingInt(e -> e.getValue().size()))
                .map(Map.Entry::getKey)
                .orElse(lastMonth);
    }

    private void handOver(int month) {
        var buffer = buffers.remove(month);
        if (buffer != null && buffer.rows() > 0) {
            size -= buffer.size();
            shelf.full(month, buffer);
        }
        current = null;
    }

    void handOverAll() {
        List.copyOf(buffers.keySet()).forEach(this::handOver);
    }

    @Override
    public void zero(Row row, SeriesRef series, CsvLine line) {
        rejected++;
    }

    /// Not loaded, unless it is here already.
    @Override
    public void scale(Row row, SeriesRef series, CsvLine line) {
        rejected++;
        if (keys.add(row, 0) >= 0) {
            putAside(Results.DOUBTED, row);
        }
    }

    @Override
    public void open(String kind, CsvLine line) {
        rejected++;
    }

    @Override
    public void reject(CsvLine line, String column, String found, String code, List<Object> args) {
        rejected++;
    }

    @Override
    public void missing(CsvLine line, String column, String found) {
        if (plan.layout.wideColumns() == 0) {
            rejected++;
        }
    }

    /// Results of the file that did not go through.
    long rejected() {
        return rejected;
    }

    byte[] root() {
        return merkle.root();
    }
}
