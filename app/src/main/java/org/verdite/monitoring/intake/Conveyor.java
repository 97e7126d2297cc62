package org.verdite.monitoring.intake;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.verdite.monitoring.intake.bulk.KeySet;
import org.verdite.monitoring.intake.bulk.Merkle;
import org.verdite.monitoring.intake.bulk.Months;
import org.verdite.monitoring.intake.bulk.Results;
import org.verdite.monitoring.intake.bulk.Row;
import org.verdite.monitoring.intake.bulk.RowBuffer;
import org.verdite.monitoring.intake.file.CsvFile;
import org.verdite.monitoring.intake.file.CsvLine;

/// The way of a file's lines into the database, in three hands: one reads, one understands, judges and encodes, one
/// (the
/// caller's thread, which holds the transaction) writes. Bounded queues between them; none runs ahead.
final class Conveyor {

    private static final int LINES_AT_ONCE = 2_000;
    private static final int BUFFER_FULL = 1 << 21;
    private static final int ALL_FULL = 1 << 26;
    private static final List<CsvLine> NO_MORE_LINES = List.of();

    private record Full(int month, @Nullable RowBuffer buffer) {}

    private static final Full NO_MORE = new Full(0, null);

    private final CsvFile file;
    private final Plan plan;
    private final @Nullable ArrivalJudge judge;
    private final Map<Long, String> skipped;
    private final int intake;
    private final BlockingQueue<List<CsvLine>> lines = new ArrayBlockingQueue<>(12);
    private final BlockingQueue<Full> full = new ArrayBlockingQueue<>(8);
    private final BlockingQueue<RowBuffer> used = new ArrayBlockingQueue<>(16);
    private final Merkle merkle = new Merkle();
    private volatile boolean stopped;
    private volatile @Nullable Throwable failure;
    private volatile long done;
    /// Written by one thread, read by another after the last buffer went through the queue.
    private long rejected;

    /// @param skipped lines that lost a conflict, with the column they lost it in
    Conveyor(CsvFile file, Plan plan, @Nullable ArrivalJudge judge, Map<Long, String> skipped, int intake) {
        this.file = file;
        this.plan = plan;
        this.judge = judge;
        this.skipped = skipped;
        this.intake = intake;
    }

    void run(Results results, DryRunner.Progress progress, long total) throws SQLException {
        var reading = Thread.ofPlatform().name("import-read").start(() -> guarded(this::readAll));
        var understanding = Thread.ofPlatform().name("import-convert").start(() -> guarded(this::convertAll));
        try {
            writeAll(results, progress, total);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            stopped = true;
            reading.interrupt();
            understanding.interrupt();
        }
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private void guarded(Work work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            if (!stopped) {
                failure = e;
            }
        } catch (Throwable e) {
            if (!stopped) {
                failure = e;
            }
        }
    }

    private void readAll() throws InterruptedException {
        var batch = new ArrayList<List<CsvLine>>(1);
        batch.add(new ArrayList<>(LINES_AT_ONCE));
        file.lines(plan.layout.columns(), line -> {
            var now = batch.getFirst();
            now.add(line);
            if (now.size() == LINES_AT_ONCE) {
                put(lines, now);
                batch.set(0, new ArrayList<>(LINES_AT_ONCE));
            }
        });
        if (!batch.getFirst().isEmpty()) {
            put(lines, batch.getFirst());
        }
        put(lines, NO_MORE_LINES);
    }

    private <T> void put(BlockingQueue<T> queue, T thing) {
        try {
            while (!queue.offer(thing, 1, TimeUnit.SECONDS)) {
                if (stopped || failure != null) {
                    throw new IllegalStateException("stopped");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", e);
        }
    }

    private void convertAll() throws InterruptedException {
        var encoder = new Encoder();
        var reader = new LineReader(plan, encoder);
        while (!stopped && failure == null) {
            var batch = lines.poll(1, TimeUnit.SECONDS);
            if (batch == null) {
                continue;
            }
            if (batch.isEmpty()) {
                encoder.handOverAll();
                put(full, NO_MORE);
                return;
            }
            for (CsvLine line : batch) {
                reader.read(line);
            }
            done += batch.size();
        }
    }

    private void writeAll(Results results, DryRunner.Progress progress, long total)
            throws SQLException, InterruptedException {
        while (true) {
            var next = full.poll(250, TimeUnit.MILLISECONDS);
            throwFailure();
            progress.lines(done, total);
            if (next == null) {
                continue;
            }
            if (next.buffer() == null) {
                return;
            }
            results.write(next.month(), next.buffer());
            used.offer(next.buffer());
        }
    }

    private void throwFailure() {
        var what = failure;
        if (what instanceof RuntimeException e) {
            throw e;
        }
        if (what != null) {
            throw new IllegalStateException(what);
        }
    }

    /// Rows into buffers by month.
    private final class Encoder implements LineSink {
        private final KeySet keys = new KeySet();
        private final Map<Integer, RowBuffer> buffers = new HashMap<>();
        private long size;
        private long lastDay = Long.MIN_VALUE;
        private int lastMonth = -1;
        private @Nullable RowBuffer current;

        @Override
        public void row(Row row, SeriesRef series) {
            if (!skipped.isEmpty() && lost(row, series)) {
                rejected++;
                return;
            }
            if (keys.add(row, 0) < 0) {
                rejected++;
                return;
            }
            if (judge != null) {
                judge.judge(row, series);
            }
            series.seen(row.started);
            series.keepLatest(row);
            merkle.add(row);
            buffer(row);
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
            var again = used.poll();
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
                put(full, new Full(month, buffer));
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
    }

    /// Results of the file that did not go through.
    long rejected() {
        return rejected;
    }

    byte[] root() {
        return merkle.root();
    }
}
