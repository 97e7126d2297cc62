package org.verdite.monitoring.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.verdite.monitoring.intake.bulk.Row;
import org.verdite.monitoring.intake.file.CsvLine;
import org.verdite.monitoring.intake.written.NumberStyle;
import org.verdite.monitoring.intake.written.Qualifier;
import org.verdite.monitoring.intake.written.Stamp;
import org.verdite.monitoring.intake.written.StampReader;

/// Turns the lines of a file into results, by the plan. Knows neither database nor duplicates.
final class LineReader {

    private static final int MAX_FOUND = 200;

    private final Plan plan;
    private final Layout layout;
    private final LineSink sink;
    private final ValueReader values;
    private final Row row = new Row();
    private final @Nullable StampReader stamps;
    private final int point;
    private final int date;
    private final int time;
    private final int offset;
    private final int unit;
    private final int sample;
    private final int replicate;
    private final int run;
    private final int joined;
    private final SamplesSaid said;
    private boolean noTime;
    private @Nullable Stamp lastStamp;
    private @Nullable PointRef lastPoint;
    private long lastSecond;
    private int lastTimes = 1;

    LineReader(Plan plan, LineSink sink) {
        this.plan = plan;
        this.layout = plan.layout;
        this.sink = sink;
        this.values = new ValueReader(plan, sink, row);
        this.stamps = plan.dates == null ? null : new StampReader(plan.dates);
        this.point = layout.at(Role.POINT);
        this.date = layout.at(Role.DATE);
        this.time = layout.at(Role.TIME);
        this.offset = layout.at(Role.OFFSET);
        this.unit = layout.at(Role.UNIT);
        this.sample = layout.at(Role.SAMPLE);
        this.replicate = layout.at(Role.REPLICATE);
        this.run = layout.at(Role.RUN);
        this.joined = layout.at(Role.JOINED);
        this.said = new SamplesSaid(layout, stamps);
    }

    void read(CsvLine line) {
        String[] cells = line.wanted();
        if (line.cells() != layout.cells()) {
            reject(line, "", Integer.toString(line.cells()), "shape", layout.cells());
            return;
        }
        PointRef at = point < 0 ? plan.fixed : plan.points.get(cells[point]);
        if (joined >= 0 && !cells[joined].isEmpty()) {
            String[] why = cells[joined].split("\u001f");
            if (!why[0].equals("control") || !known(cells, at)) {
                apart(line, why);
                return;
            }
        }
        if (at == null) {
            reject(line, plan.heading(Role.POINT), point < 0 ? "" : cells[point], "point");
            return;
        }
        if (at.leftOut) {
            reject(line, plan.heading(Role.POINT), at.name, "leftOut");
            return;
        }
        if (!when(line, at) || !identity(line, at)) {
            return;
        }
        said.take(at, row.sample, cells);
        row.line = (int) line.number();
        if (layout.wideColumns() > 0) {
            for (int i = 0; i < layout.wideColumns(); i++) {
                wide(line, at, i);
            }
        } else {
            single(line, at);
        }
    }

    /// Whether a blank or a spike of a delivery is one that is known here, of something that is measured here.
    private boolean known(String[] cells, @Nullable PointRef at) {
        if (at == null || at.leftOut || sample < 0) {
            return false;
        }
        String number = at.sample != null ? at.sample : cells[sample].strip();
        var parameter = plan.parameters.get(ParameterKey.of(layout, cells));
        return plan.controls.contains(new Plan.Control(at.id, number))
                && parameter != null
                && !parameter.leftOut
                && at.series[parameter.index] != null;
    }

    /// A line of a delivery that has no sample, or speaks of the laboratory itself.
    private void apart(CsvLine line, String[] why) {
        Object[] args = java.util.Arrays.copyOfRange(why, 1, why.length, Object[].class);
        reject(line, plan.heading(Role.JOINED), args.length == 0 ? "" : args[0].toString(), "joined." + why[0], args);
    }

    private boolean when(CsvLine line, PointRef at) {
        String[] cells = line.wanted();
        Stamp stamp;
        if (date >= 0) {
            if (stamps == null) {
                sink.open("date", line);
                return false;
            }
            stamp = stamps.read(cells[date], time < 0 ? "" : cells[time], offset < 0 ? "" : cells[offset], at.zone);
        } else {
            stamp = StampReader.parts(
                    cells[layout.at(Role.YEAR)],
                    cells[layout.at(Role.MONTH)],
                    cells[layout.at(Role.DAY)],
                    layout.has(Role.HOUR) ? cells[layout.at(Role.HOUR)] : "");
        }
        if (stamp == null) {
            reject(
                    line,
                    plan.heading(date < 0 ? Role.YEAR : Role.DATE),
                    written(line),
                    "date",
                    plan.dates == null ? "" : plan.dates.name());
            return false;
        }
        place(stamp, at);
        if (row.started > plan.latest) {
            String found = date < 0 ? cells[layout.at(Role.YEAR)] : cells[date];
            reject(line, plan.heading(date < 0 ? Role.YEAR : Role.DATE), found, "future");
            return false;
        }
        return open(line, at) && clocked(line);
    }

    /// A point that was given up is measured no more.
    private boolean open(CsvLine line, PointRef at) {
        if (at.closed == Long.MAX_VALUE || legalDay(at) < at.closed) {
            return true;
        }
        reject(
                line,
                plan.heading(date < 0 ? Role.YEAR : Role.DATE),
                written(line),
                "closed",
                at.label,
                LocalDate.ofEpochDay(at.closed).toString());
        return false;
    }

    private long legalDay(PointRef at) {
        return row.dateOnly
                ? Math.floorDiv(row.started, 86_400L)
                : LocalDate.ofInstant(Instant.ofEpochSecond(row.started), at.zone)
                        .toEpochDay();
    }

    /// On the day the clocks change an hour is left out or comes twice: which one is meant, only an offset says.
    private boolean clocked(CsvLine line) {
        if (lastTimes == 1) {
            return true;
        }
        reject(
                line,
                plan.heading(date < 0 ? Role.YEAR : time < 0 ? Role.DATE : Role.TIME),
                written(line),
                lastTimes == 0 ? "clockSkipped" : "clockTwice");
        return false;
    }

    private String written(CsvLine line) {
        String[] cells = line.wanted();
        if (date < 0) {
            String day =
                    cells[layout.at(Role.YEAR)] + "-" + cells[layout.at(Role.MONTH)] + "-" + cells[layout.at(Role.DAY)];
            return layout.has(Role.HOUR) ? day + " " + cells[layout.at(Role.HOUR)] : day;
        }
        return (cells[date] + (time < 0 ? "" : " " + cells[time]) + (offset < 0 ? "" : " " + cells[offset])).strip();
    }

    private void place(Stamp stamp, PointRef at) {
        if (stamp != lastStamp || at != lastPoint) {
            lastStamp = stamp;
            lastPoint = at;
            lastSecond = stamp.epochSecond(at.zone);
            lastTimes = stamp.times(at.zone);
            row.offsetMinutes = stamp.dateOnly() ? Row.NO_OFFSET : stamp.offsetMinutes(at.zone);
        }
        row.precision = stamp.precision();
        row.dateOnly = stamp.dateOnly();
        row.started = lastSecond;
        row.ended = row.dateOnly ? lastSecond + 86_400 : lastSecond + plan.seconds;
        noTime |= row.dateOnly;
    }

    private boolean identity(CsvLine line, PointRef at) {
        String[] cells = line.wanted();
        String ofBottle = at.sample;
        row.sample = ofBottle != null ? ofBottle : sample < 0 ? "" : cells[sample].strip();
        if (row.sample.length() > 100) {
            reject(line, plan.heading(Role.SAMPLE), row.sample, "tooLong", 100);
            return false;
        }
        row.replicate = replicate < 0 ? 0 : small(cells[replicate]);
        row.run = run < 0 ? 0 : small(cells[run]);
        if (row.replicate < 0 || row.run < 0) {
            boolean first = row.replicate < 0;
            reject(line, plan.heading(first ? Role.REPLICATE : Role.RUN), cells[first ? replicate : run], "whole");
            return false;
        }
        return true;
    }

    private static short small(String text) {
        if (text.isBlank()) {
            return 0;
        }
        try {
            int number = Integer.parseInt(text.strip());
            return number < 0 || number > 30_000 ? -1 : (short) number;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private void wide(CsvLine line, PointRef at, int column) {
        var parameter = plan.wide[column];
        String cell = line.wanted()[layout.wide(column)];
        if (parameter == null) {
            reject(line, plan.wideHeadings[column], plan.wideHeadings[column], "parameter");
            return;
        }
        value(line, at, parameter, plan.wideHeadings[column], cell, "");
    }

    private void single(CsvLine line, PointRef at) {
        String[] cells = line.wanted();
        String key = ParameterKey.of(layout, cells);
        var parameter = plan.parameters.get(key);
        if (parameter == null) {
            reject(line, plan.heading(Role.PARAMETER), key, "parameter");
        } else if (parameter.leftOut) {
            reject(line, plan.heading(Role.PARAMETER), key, "leftOut");
        } else {
            value(
                    line,
                    at,
                    parameter,
                    plan.heading(Role.VALUE),
                    cells[layout.at(Role.VALUE)],
                    unit < 0 ? "" : cells[unit]);
        }
    }

    private void value(CsvLine line, PointRef at, ParameterRef parameter, String column, String cell, String unitText) {
        SeriesRef series = at.series[parameter.index];
        if (series == null) {
            // The dry run found no result for the two, so none was made: the line is left out again, for its own
            // reason.
            series = new SeriesRef(at, parameter, SeriesRef.NONE, parameter.unit, true);
        }
        values.read(line, series, column, cell, unitText);
    }

    /// What the lines read so far say of their samples.
    SamplesSaid said() {
        return said;
    }

    /// Whether some results have a date but no time of day.
    boolean noTime() {
        return noTime;
    }

    private void reject(CsvLine line, String column, String found, String code, Object... args) {
        sink.reject(
                line, column, found.length() > MAX_FOUND ? found.substring(0, MAX_FOUND) : found, code, List.of(args));
    }

    static NumberStyle style(Plan plan) {
        return plan.numbers == null ? NumberStyle.POINT : plan.numbers;
    }

    static Qualifier worse(Qualifier a, Qualifier b) {
        return a.ordinal() >= b.ordinal() ? a : b;
    }
}
