package org.verdite.monitoring.intake;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.BoundLimits;
import org.verdite.monitoring.LimitBook;
import org.verdite.monitoring.intake.bulk.Row;
import org.verdite.monitoring.intake.file.CsvLine;
import org.verdite.monitoring.intake.written.DateStyle;
import org.verdite.monitoring.judgement.LimitLine;
import org.verdite.monitoring.judgement.Measured;
import org.verdite.monitoring.judgement.Reason;
import org.verdite.monitoring.judgement.Verdict;

/// Reads what somebody types for a series as a file's cell is read, and judges it as a load does; nothing is stored.
@Component
public class TypedValues {

    public enum State {
        EMPTY,
        GOOD,
        /// A thousand times off what the series has shown.
        DOUBTFUL,
        WRONG
    }

    /// @param code why it is wrong: last part of `monitoring.import.reject.…`, or a whole message key
    /// @param verdict by the limits whose bound is a number; others wait for what is measured with it
    public record Read(State state, String code, List<Object> args, Verdict verdict) {}

    private record Series(SeriesRef ref, @Nullable LocalDate closed) {}

    private static final List<String> HEADER = List.of("Point", "Date", "Parameter", "Value", "Unit");
    private static final MappingSpec SPEC = new MappingSpec(
            null,
            Map.of("point", "Point", "date", "Date", "parameter", "Parameter", "value", "Value", "unit", "Unit"),
            List.of(),
            null,
            Map.of(),
            Map.of(),
            DateStyle.ISO,
            null,
            List.of(),
            null,
            null,
            "VALUE",
            "LABORATORY",
            null,
            false);

    private final JdbcClient jdbc;
    private final Dictionary dictionary;
    private final UsualValues usual;
    private final LimitBook limits;
    private final Clock clock;

    TypedValues(JdbcClient jdbc, Dictionary dictionary, UsualValues usual, LimitBook limits, Clock clock) {
        this.jdbc = jdbc;
        this.dictionary = dictionary;
        this.usual = usual;
        this.limits = limits;
        this.clock = clock;
    }

    /// @param texts series → as typed
    /// @return what was read, by series; a series outside of what the reader sees is left out
    @Transactional(readOnly = true)
    public Map<Integer, Read> read(LocalDate day, Map<Integer, String> texts) {
        var series = series(texts.keySet());
        usual.fill(series.values().stream().map(Series::ref).toList());
        var bound = limits.bind(series.keySet());
        var read = new HashMap<Integer, Read>();
        series.forEach((id, one) -> read.put(id, read(one, day, texts.getOrDefault(id, ""), bound)));
        return read;
    }

    private Read read(Series one, LocalDate day, String typed, BoundLimits bound) {
        // a full-width comma is one too: both are refused rather than taken for a decimal mark or thousands
        String text = typed.strip().replace('，', ',');
        if (text.isEmpty()) {
            return new Read(State.EMPTY, "", List.of(), Verdict.NO_LIMIT);
        }
        if (day.isAfter(LocalDate.ofInstant(clock.instant(), one.ref().point.zone))) {
            return wrong("future");
        }
        var closed = one.closed();
        if (closed != null && !day.isBefore(closed)) {
            return wrong("closed", one.ref().point.label, closed.toString());
        }
        var row = new Row();
        row.started = day.toEpochDay() * 86_400;
        row.dateOnly = true;
        var sink = new Cell();
        var plan = new Plan(new Layout(HEADER, SPEC), SPEC, null, DateStyle.ISO, null);
        new ValueReader(plan, sink, row)
                .read(new CsvLine(1, HEADER.size(), new String[0]), one.ref(), "Value", text, one.ref().unit);
        return sink.answer(row, bound.numbers(one.ref().id, day));
    }

    private static Read wrong(String code, Object... args) {
        return new Read(State.WRONG, code, List.of(args), Verdict.NO_LIMIT);
    }

    private Map<Integer, Series> series(Iterable<Integer> ids) {
        var wanted = new java.util.ArrayList<Integer>();
        ids.forEach(wanted::add);
        var lookup = dictionary.lookup();
        var found = new HashMap<Integer, Series>();
        jdbc.sql("""
                        select s.id, s.point_id, s.unit_id, s.parameter_code, s.unit, p.code as point_code, p.time_zone, p.valid_to, st.code as site_code,
                          coalesce(nullif(s.fraction, ''), q.fraction) as fraction, coalesce(nullif(s.basis, ''), q.basis) as basis
                        from monitoring.series s join monitoring.point p on p.id = s.point_id join organisation.pub_site st on st.id = p.site_id
                        join monitoring.parameter q on q.code = s.parameter_code where s.id = any(:ids)""")
                .param("ids", wanted.toArray(Integer[]::new))
                .query((rs, _) -> {
                    String label = rs.getString("site_code") + "/" + rs.getString("point_code");
                    var point = new PointRef(
                            label,
                            rs.getInt("point_id"),
                            rs.getInt("unit_id"),
                            ZoneId.of(rs.getString("time_zone")),
                            label,
                            false);
                    String unit = rs.getString("unit");
                    var parameter = new ParameterRef(
                            0,
                            rs.getString("parameter_code"),
                            lookup.require(rs.getString("parameter_code")).known(),
                            new ParameterRef.Said(rs.getString("fraction"), rs.getString("basis"), false, false),
                            unit,
                            unit);
                    var ref = new SeriesRef(point, parameter, rs.getInt("id"), unit, false);
                    return found.put(ref.id, new Series(ref, rs.getObject("valid_to", LocalDate.class)));
                })
                .list();
        return found;
    }

    /// Hears what the reader makes of one cell.
    private static final class Cell implements LineSink {
        private State state = State.WRONG;
        private String code = "";
        private List<Object> args = List.of();

        Read answer(Row row, List<LimitLine> lines) {
            if (state == State.WRONG) {
                return new Read(state, code, args, Verdict.NO_LIMIT);
            }
            var measured = new Measured(
                    row.value, row.censor, row.level, row.original, row.flag.equals("R") ? Reason.REJECTED : null);
            return new Read(state, code, args, LimitLine.judgeAll(lines, measured, (_, _) -> {}));
        }

        @Override
        public void row(Row row, SeriesRef series) {
            state = State.GOOD;
        }

        @Override
        public void scale(Row row, SeriesRef series, CsvLine line) {
            state = State.DOUBTFUL;
            code = "scale";
            args = List.of(series.usual.said(), series.unit);
        }

        @Override
        public void zero(Row row, SeriesRef series, CsvLine line) {
            code = "zero";
        }

        @Override
        public void open(String kind, CsvLine line) {
            code = "comma";
        }

        @Override
        public void missing(CsvLine line, String column, String found) {
            code = "missing";
        }

        @Override
        public void reject(CsvLine line, String column, String found, String why, List<Object> with) {
            code = why;
            args = with;
        }
    }
}
