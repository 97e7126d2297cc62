package org.verdite.monitoring.intake;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.verdite.monitoring.intake.bulk.Results;
import org.verdite.monitoring.intake.bulk.RowBuffer;
import org.verdite.monitoring.intake.file.CsvFile;
import org.verdite.monitoring.intake.file.CsvLine;
import org.verdite.monitoring.sampling.Delivered;

/// The way of a file's lines into the database, in three hands: one reads, one understands, judges and encodes, one
/// (the caller's thread, which holds the transaction) writes. Bounded queues between them; none runs ahead.
final class Conveyor {

    private static final int LINES_AT_ONCE = 2_000;
    private static final List<CsvLine> NO_MORE_LINES = List.of();

    private record Full(int month, @Nullable RowBuffer buffer) {}

    private static final Full NO_MORE = new Full(0, null);

    private final CsvFile file;
    private final Plan plan;
    private final Encoder encoder;
    private final BlockingQueue<List<CsvLine>> lines = new ArrayBlockingQueue<>(12);
    private final BlockingQueue<Full> full = new ArrayBlockingQueue<>(8);
    private final BlockingQueue<RowBuffer> used = new ArrayBlockingQueue<>(16);
    private volatile boolean stopped;
    private volatile @Nullable Throwable failure;
    private volatile long done;
    private volatile @Nullable SamplesSaid said;

    /// @param skipped lines that lost a conflict, with the column they lost it in
    Conveyor(CsvFile file, Plan plan, @Nullable ArrivalJudge judge, Map<Long, String> skipped, int intake) {
        this.file = file;
        this.plan = plan;
        this.encoder = new Encoder(plan, judge, skipped, intake, new Encoder.Buffers() {
            @Override
            public void full(int month, RowBuffer buffer) {
                put(full, new Full(month, buffer));
            }

            @Override
            public @Nullable RowBuffer used() {
                return used.poll();
            }
        });
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
        var reader = new LineReader(plan, encoder);
        while (!stopped && failure == null) {
            var batch = lines.poll(1, TimeUnit.SECONDS);
            if (batch == null) {
                continue;
            }
            if (batch.isEmpty()) {
                encoder.handOverAll();
                said = reader.said();
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

    /// Results of the file that did not go through.
    long rejected() {
        return encoder.rejected();
    }

    /// What the lines said of their samples, when all are through.
    List<Delivered> samples() {
        return Objects.requireNonNull(said).all();
    }

    byte[] root() {
        return encoder.root();
    }
}
