package org.verdite.monitoring.intake;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.verdite.monitoring.intake.MappingSpec.Keep;
import org.verdite.monitoring.intake.bulk.KeySet;
import org.verdite.monitoring.intake.bulk.Months;
import org.verdite.monitoring.intake.bulk.Results;
import org.verdite.monitoring.intake.bulk.Row;
import org.verdite.monitoring.intake.bulk.RowBuffer;
import org.verdite.monitoring.intake.file.CsvLine;

/// Keeps the books of a dry run: each result of the file stands in exactly one of four counts.
final class Trial implements LineSink {

    private static final int READY = 0;
    private static final int ZERO = 1;
    private static final int OUT = 2;
    private static final int HERE = 3;
    private static final int SCALE = 4;
    private static final int CONFLICT = 0x10;
    private static final int AT_ONCE = 5_000;
    private static final int IN_ALL = 200_000;

    final Rejected rejected = new Rejected();
    final Map<ParameterRef, long[]> zeros = new LinkedHashMap<>();
    final Map<SeriesRef, Doubt> doubts = new LinkedHashMap<>();
    final Map<ParameterRef, double[]> belowZero = new LinkedHashMap<>();
    final Map<ParameterRef, long[]> zerosKept = new LinkedHashMap<>();
    final Map<String, long[]> open = new LinkedHashMap<>();
    final Map<String, CsvLine> samples = new HashMap<>();
    final TreeSet<Integer> months = new TreeSet<>();
    final List<Long> pairsFirst = new ArrayList<>();
    private final Plan plan;
    private final Results results;
    private final ArrivalJudgeOf judge;
    private final KeySet keys = new KeySet();
    private final Map<Integer, RowBuffer> buffers = new HashMap<>();
    private int buffered;
    private int lastMonth = -1;
    private long lastDay = Long.MIN_VALUE;
    long ready;
    long asked;
    long here;
    long revisions;
    long repeated;
    long conflicts;
    long empty;
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

    /// Judges a row that would be loaded.
    interface ArrivalJudgeOf {
        void judge(Row row, SeriesRef series);
    }

    Trial(Plan plan, Results results, ArrivalJudgeOf judge) {
        this.plan = plan;
        this.results = results;
        this.judge = judge;
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
        keys.mark(entry, keys.mark(entry) & CONFLICT);
        ready++;
        series.seen(row.started);
        first = Math.min(first, row.started);
        last = Math.max(last, row.started);
        long day = Math.floorDiv(row.started, 86_400L);
        if (day != lastDay) {
            lastDay = day;
            lastMonth = Months.of(row.started);
            months.add(lastMonth);
        }
        judge.judge(row, series);
        if (!series.fresh) {
            var buffer = buffers.computeIfAbsent(lastMonth, _ -> new RowBuffer(0));
            buffer.add(row, entry);
            buffered++;
            if (buffer.rows() >= AT_ONCE) {
                compare(lastMonth);
            } else if (buffered >= IN_ALL) {
                compareAll();
            }
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
                results.compare(month, buffer, this::known);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void known(int entry, boolean same) {
        if ((keys.mark(entry) & 0xf) != READY) {
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
        doubt(entry, series, line, row.original);
    }

    private void doubt(int entry, SeriesRef series, CsvLine line, String text) {
        keys.mark(entry, (keys.mark(entry) & CONFLICT) | SCALE);
        asked++;
        doubts.computeIfAbsent(series, _ -> new Doubt(text)).count++;
        samples.putIfAbsent("scale", line);
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
                LocalDate.ofEpochDay(Math.floorDiv(row.started, 86_400L)).toString());
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
                doubt(entry, series, line, row.original);
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
        switch (mark) {
            case READY -> ready--;
            case HERE -> here--;
            case SCALE -> {
                asked--;
                doubts.computeIfAbsent(series, _ -> new Doubt("")).count--;
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
