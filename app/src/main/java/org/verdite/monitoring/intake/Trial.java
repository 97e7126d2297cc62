package org.verdite.monitoring.intake;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.verdite.monitoring.intake.MappingSpec.Keep;
import org.verdite.monitoring.intake.bulk.KeySet;
import org.verdite.monitoring.intake.bulk.Months;
import org.verdite.monitoring.intake.bulk.Results;
import org.verdite.monitoring.intake.bulk.Row;
import org.verdite.monitoring.intake.bulk.RowBuffer;
import org.verdite.monitoring.intake.file.CsvLine;

/// Keeps the books of a dry run: each result of the file stands in exactly one of four counts.
final class Trial implements LineSink, Results.Known {

    private static final int READY = 0;
    private static final int ZERO = 1;
    private static final int OUT = 2;
    private static final int HERE = 3;
    private static final int SCALE = 4;
    private static final int CONFLICT = 0x10;
    private static final int BESIDE = 0x20;
    private static final int BESIDES_NAMED = 200;
    private static final int AT_ONCE = 5_000;
    private static final int IN_ALL = 200_000;

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    final Rejected rejected = new Rejected();
    final Map<ParameterRef, long[]> zeros = new LinkedHashMap<>();
    final Map<SeriesRef, Doubt> doubts = new LinkedHashMap<>();
    final Map<ParameterRef, double[]> belowZero = new LinkedHashMap<>();
    final Map<ParameterRef, long[]> zerosKept = new LinkedHashMap<>();
    final Map<String, long[]> open = new LinkedHashMap<>();
    final Map<String, CsvLine> samples = new HashMap<>();
    /// By entry, the first of them.
    final Map<Integer, DryRun.Beside> beside = new LinkedHashMap<>();

    final TreeSet<Integer> months = new TreeSet<>();
    final List<Long> pairsFirst = new ArrayList<>();
    private final Plan plan;
    private final Results results;
    private final ArrivalJudgeOf judge;
    private final KeySet keys = new KeySet();
    private final Map<Integer, RowBuffer> buffers = new HashMap<>();
    private final Map<Integer, Doubted> doubted = new HashMap<>();
    private final Map<Integer, SeriesRef> ids = new HashMap<>();
    private int buffered;
    private int lastMonth = -1;
    private long lastDay = Long.MIN_VALUE;
    long ready;
    long asked;
    long here;
    long revisions;
    long besides;
    long repeated;
    long conflicts;
    long empty;
    /// Days at their points, since 1970-01-01.
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;

    /// Values of a series that are a thousand times off.
    static final class Doubt {
        final String example;
        long count;

        private Doubt(String example) {
            this.example = example;
        }
    }

    private record Doubted(Doubt of, SeriesRef series, long started, boolean dateOnly) {}

    /// Judges a row that would be loaded.
    interface ArrivalJudgeOf {
        void judge(Row row, SeriesRef series);
    }

    Trial(Plan plan, Results results, ArrivalJudgeOf judge) {
        this.plan = plan;
        this.results = results;
        this.judge = judge;
        plan.series().forEach(s -> ids.put(s.id, s));
    }

    @Override
    public void row(Row row, SeriesRef series) {
        notice(row, series);
        int entry = keys.add(row, row.content());
        if (entry < 0) {
            again(-entry - 1, row, series, READY);
            return;
        }
        accept(entry, row, series);
    }

    private void notice(Row row, SeriesRef series) {
        if (row.value < 0) {
            var range = belowZero.computeIfAbsent(series.parameter, _ -> new double[] {0, 0, -1e300});
            range[0]++;
            range[1] = Math.min(range[1], row.value);
            range[2] = Math.max(range[2], row.value);
        } else if (row.value == 0 && row.censor == 0) {
            zerosKept.computeIfAbsent(series.parameter, _ -> new long[1])[0]++;
        }
    }

    private void accept(int entry, Row row, SeriesRef series) {
        keys.mark(entry, keys.mark(entry) & (CONFLICT | BESIDE));
        ready++;
        seen(series, row.started, row.dateOnly);
        long day = Math.floorDiv(row.started, 86_400L);
        if (day != lastDay) {
            lastDay = day;
            lastMonth = Months.of(row.started);
            months.add(lastMonth);
        }
        if (plan.speaks(series, row.sample)) {
            judge.judge(row, series);
        }
        if (!series.fresh) {
            compareLater(lastMonth, row, entry);
        }
    }

    private void seen(SeriesRef series, long started, boolean dateOnly) {
        series.seen(started);
        long day = day(series, started, dateOnly);
        first = Math.min(first, day);
        last = Math.max(last, day);
    }

    /// The day at the point, since 1970-01-01. A date alone is that day everywhere.
    private static long day(SeriesRef series, long started, boolean dateOnly) {
        long there = dateOnly
                ? started
                : started
                        + series.point
                                .zone
                                .getRules()
                                .getOffset(Instant.ofEpochSecond(started))
                                .getTotalSeconds();
        return Math.floorDiv(there, 86_400L);
    }

    private void compareLater(int month, Row row, int entry) {
        var buffer = buffers.computeIfAbsent(month, _ -> new RowBuffer(0));
        buffer.add(row, entry);
        buffered++;
        if (buffer.rows() >= AT_ONCE) {
            compare(month);
        } else if (buffered >= IN_ALL) {
            compareAll();
        }
    }

    void compareAll() {
        List.copyOf(buffers.keySet()).forEach(this::compare);
    }

    private void compare(int month) {
        var buffer = buffers.get(month);
        if (buffer == null) {
            return;
        }
        buffered -= buffer.rows();
        try {
            if (buffer.rows() > 0) {
                results.compare(month, buffer, this);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void beside(int entry, Results.Written written, Results.Written known) {
        var series = ids.get(written.series());
        if ((keys.mark(entry) & 0xf) != READY || (keys.mark(entry) & BESIDE) != 0 || series == null) {
            return;
        }
        keys.mark(entry, keys.mark(entry) | BESIDE);
        besides++;
        if (beside.size() < BESIDES_NAMED) {
            beside.put(
                    entry,
                    new DryRun.Beside(
                            keys.line(entry),
                            series.point.label,
                            series.parameter.key,
                            at(written, series),
                            written.original(),
                            written.sample(),
                            known.original(),
                            known.sample()));
        }
    }

    private static String at(Results.Written written, SeriesRef series) {
        return written.dateOnly()
                ? LocalDate.ofEpochDay(Math.floorDiv(written.started(), 86_400L))
                        .toString()
                : LocalDateTime.ofInstant(Instant.ofEpochSecond(written.started()), series.point.zone)
                        .format(MINUTE);
    }

    @Override
    public void row(int entry, boolean same) {
        int mark = keys.mark(entry) & 0xf;
        if (mark == SCALE && same) {
            // what was said to be meant once is not asked again
            asked--;
            here++;
            var was = Objects.requireNonNull(doubted.remove(entry));
            was.of().count--;
            seen(was.series(), was.started(), was.dateOnly());
            keys.mark(entry, (keys.mark(entry) & CONFLICT) | HERE);
        }
        if (mark != READY) {
            return;
        }
        if (same) {
            ready--;
            here++;
            keys.mark(entry, (keys.mark(entry) & CONFLICT) | HERE);
        } else {
            revisions++;
        }
    }

    @Override
    public void zero(Row row, SeriesRef series, CsvLine line) {
        int entry = keys.add(row, row.content());
        if (entry < 0) {
            again(-entry - 1, row, series, ZERO);
            return;
        }
        ask(entry, series, line);
    }

    @Override
    public void scale(Row row, SeriesRef series, CsvLine line) {
        int entry = keys.add(row, row.content());
        if (entry < 0) {
            again(-entry - 1, row, series, SCALE);
            return;
        }
        doubt(entry, row, series, line);
    }

    private void doubt(int entry, Row row, SeriesRef series, CsvLine line) {
        keys.mark(entry, (keys.mark(entry) & CONFLICT) | SCALE);
        asked++;
        String text = row.original;
        var doubt = doubts.computeIfAbsent(series, _ -> new Doubt(text));
        doubt.count++;
        doubted.put(entry, new Doubted(doubt, series, row.started, row.dateOnly));
        samples.putIfAbsent("scale", line);
        compareLater(Months.of(row.started), row, entry);
    }

    private void ask(int entry, SeriesRef series, CsvLine line) {
        keys.mark(entry, (keys.mark(entry) & CONFLICT) | ZERO);
        asked++;
        zeros.computeIfAbsent(series.parameter, _ -> new long[1])[0]++;
        samples.putIfAbsent("zero", line);
    }

    /// A second line for the same result.
    private void again(int entry, Row row, SeriesRef series, int kind) {
        String column = plan.layout.wideColumns() > 0 ? series.parameter.key : plan.heading(Role.VALUE);
        if (keys.content(entry) == row.content()) {
            repeated++;
            rejected.add(new Reject(row.line, column, row.original, "repeated", List.of(keys.line(entry))));
            return;
        }
        if ((keys.mark(entry) & CONFLICT) == 0) {
            conflicts++;
        }
        var args = List.<Object>of(
                keys.line(entry),
                "",
                series.parameter.key,
                series.point.label,
                LocalDate.ofEpochDay(day(series, row.started, row.dateOnly)).toString());
        pairsFirst.add((long) keys.line(entry));
        if (plan.duplicates != Keep.FIRST) {
            takeOut(entry, series, column, args, row);
        }
        if (plan.duplicates == Keep.SECOND) {
            keys.replace(entry, row.content(), row.line);
            keys.mark(entry, CONFLICT);
            var line = new CsvLine(row.line, 0, new String[] {row.original});
            if (kind == ZERO) {
                ask(entry, series, line);
            } else if (kind == SCALE) {
                doubt(entry, row, series, line);
            } else {
                accept(entry, row, series);
            }
        } else {
            keys.mark(entry, keys.mark(entry) | CONFLICT);
            rejected.add(new Reject(row.line, column, row.original, "conflict", args));
        }
    }

    /// The first line of a pair does not stand.
    private void takeOut(int entry, SeriesRef series, String column, List<Object> args, Row row) {
        int mark = keys.mark(entry) & 0xf;
        if (mark == OUT) {
            return;
        }
        if ((keys.mark(entry) & BESIDE) != 0) {
            besides--;
            beside.remove(entry);
        }
        switch (mark) {
            case READY -> ready--;
            case HERE -> here--;
            case SCALE -> {
                asked--;
                Objects.requireNonNull(doubted.remove(entry)).of().count--;
            }
            default -> {
                asked--;
                zeros.computeIfAbsent(series.parameter, _ -> new long[1])[0]--;
            }
        }
        keys.mark(entry, OUT | CONFLICT);
        boolean pair = plan.duplicates != Keep.SECOND;
        var told = List.<Object>of(row.line, row.original, args.get(2), args.get(3), args.get(4));
        rejected.add(new Reject(keys.line(entry), column, "", "conflict", told), !pair);
    }

    @Override
    public void open(String kind, CsvLine line) {
        asked++;
        open.computeIfAbsent(kind, _ -> new long[1])[0]++;
        samples.putIfAbsent(kind, line);
    }

    @Override
    public void reject(CsvLine line, String column, String found, String code, List<Object> args) {
        rejected.add(new Reject(line.number(), column, found, code, args));
    }

    @Override
    public void missing(CsvLine line, String column, String found) {
        if (plan.layout.wideColumns() > 0) {
            empty++;
        } else {
            rejected.add(new Reject(line.number(), column, found, "missing", List.of()));
        }
    }

    /// Point and parameter with the count, the example and what is usual.
    List<DryRun.NameFound> doubtsAsked() {
        return doubts.entrySet().stream()
                .filter(e -> e.getValue().count > 0)
                .sorted(Comparator.comparingLong(e -> -e.getValue().count))
                .map(e -> new DryRun.NameFound(
                        e.getKey().point.label + ", " + e.getKey().parameter.key,
                        e.getValue().count,
                        e.getKey().parameter.code,
                        List.of(e.getValue().example, e.getKey().usual.said(), e.getKey().unit)))
                .toList();
    }

    List<DryRun.NameFound> zerosAsked() {
        return zeros.entrySet().stream()
                .filter(e -> e.getValue()[0] > 0)
                .sorted(Comparator.comparingLong(e -> -e.getValue()[0]))
                .map(e -> new DryRun.NameFound(e.getKey().key, e.getValue()[0], e.getKey().code, List.of()))
                .toList();
    }
}
