package org.verdite.monitoring.intake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.verdite.monitoring.intake.MappingSpec.Zero;
import org.verdite.monitoring.intake.bulk.Row;
import org.verdite.monitoring.intake.file.CsvLine;
import org.verdite.monitoring.intake.written.NumberStyle;
import org.verdite.monitoring.intake.written.Qualifier;
import org.verdite.monitoring.intake.written.ResultText;
import org.verdite.monitoring.intake.written.ResultText.Outcome;

/// Reads one value with its unit, qualifier and detection limit into a row.
final class ValueReader {

    private static final int MOST_PH = 15;
    private static final short MEASURED = 0;
    private static final short BELOW = 1;
    private static final short BELOW_UNKNOWN = 2;
    private static final short ABOVE = 3;
    private static final short TOO_MUCH = 4;

    private final Plan plan;
    private final LineSink sink;
    private final Row row;
    private static final short NOT_SAID = 1;
    private static final short DETECTION = 2;
    private static final short RANGE = 3;

    private final NumberStyle style;
    private final ResultText text = new ResultText();
    private final ResultText limit = new ResultText();
    private final Map<String, Qualifier> qualifiers = new HashMap<>();
    private final int qualifier;
    private final int condition;
    private final int level;
    private final int levelUnit;

    ValueReader(Plan plan, LineSink sink, Row row) {
        this.plan = plan;
        this.sink = sink;
        this.row = row;
        this.style = LineReader.style(plan);
        this.qualifier = plan.layout.at(Role.QUALIFIER);
        this.condition = plan.layout.at(Role.CONDITION);
        this.level = plan.layout.at(Role.LEVEL);
        this.levelUnit = plan.layout.at(Role.LEVEL_UNIT);
    }

    void read(CsvLine line, SeriesRef series, String column, String cell, String unitText) {
        String[] cells = line.wanted();
        if (plan.numbers == null && cell.indexOf(',') >= 0) {
            sink.open("number", line);
            return;
        }
        var outcome = plan.missing.contains(cell) ? Outcome.MISSING : text.read(cell, style);
        String mark = qualifier < 0 ? "" : cells[qualifier];
        var said = mark.isEmpty() && condition < 0 && text.qualifier().isEmpty()
                ? Qualifier.NONE
                : said(mark, condition < 0 ? "" : cells[condition], outcome);
        if (outcome == Outcome.WRONG) {
            sink.reject(line, column, cut(cell), text.problem(), List.of());
            return;
        }
        if (outcome == Outcome.MISSING && said != Qualifier.UNDETECTED && said != Qualifier.ABOVE) {
            sink.missing(line, column, cell);
            return;
        }
        // an undetected result without a number may lack the unit too: it stands with the limit
        String unit = outcome == Outcome.MISSING && unitText.isEmpty() && levelUnit >= 0 ? cells[levelUnit] : unitText;
        boolean bare = outcome == Outcome.MISSING && unit.isEmpty();
        var conversion = bare ? series.unit(series.unit) : series.unit(unit);
        if (conversion.problem != null) {
            sink.reject(line, plan.heading(Role.UNIT), unit, conversion.problem.key(), conversion.problem.args());
            return;
        }
        row.series = series.id;
        row.unit = series.point.unit;
        row.original = cell;
        row.originalUnit = unitText;
        row.qualifier = mark.isEmpty() ? text.qualifier() : mark.length() > 40 ? mark.substring(0, 40) : mark;
        row.flag = said == Qualifier.REJECTED ? "R" : "";
        row.value = Double.NaN;
        row.level = Double.NaN;
        row.levelKind = 0;
        row.digits = numbered(outcome) ? text.digits() : 0;
        if (conversion.power != 0 && !unit.isEmpty()) {
            conversion.converted++;
        }
        if (!weigh(line, series, column, outcome, said, conversion)) {
            return;
        }
        if (beyond(row.value) || beyond(row.level)) {
            sink.reject(line, column, cut(cell), "beyond", List.of());
            return;
        }
        if (series.unit.equals("pH") && row.value > MOST_PH) {
            sink.reject(line, column, cut(cell), "ph", List.of(MOST_PH));
            return;
        }
        sink.row(row, series);
    }

    /// No quantity of the field is that large in any unit of ours; what is, was written with a slipped exponent.
    private static boolean beyond(double number) {
        return Math.abs(number) > 1e15;
    }

    private static boolean numbered(Outcome outcome) {
        return outcome == Outcome.VALUE || outcome == Outcome.BELOW || outcome == Outcome.ABOVE;
    }

    private Qualifier said(String mark, String words, Outcome outcome) {
        var own = mark.isEmpty() ? Qualifier.NONE : qualifiers.computeIfAbsent(mark, Qualifier::of);
        var inWords = words.isEmpty() ? Qualifier.NONE : qualifiers.computeIfAbsent(words, Qualifier::of);
        var beside = outcome == Outcome.MISSING || text.qualifier().isEmpty()
                ? Qualifier.NONE
                : qualifiers.computeIfAbsent(text.qualifier(), Qualifier::of);
        return LineReader.worse(LineReader.worse(own, inWords), beside);
    }

    /// Settles value, censoring and level; false when the line went elsewhere.
    private boolean weigh(
            CsvLine line, SeriesRef series, String column, Outcome outcome, Qualifier said, SeriesRef.UnitRef unit) {
        return switch (outcome) {
            case TOO_MUCH -> censored(TOO_MUCH, Double.NaN);
            case ABOVE -> censored(ABOVE, number(unit));
            case BELOW -> text.zero() || text.negative() ? below(line, series) : censored(BELOW, number(unit));
            case BELOW_UNKNOWN, MISSING ->
                said == Qualifier.ABOVE ? censored(TOO_MUCH, Double.NaN) : below(line, series);
            case VALUE -> value(line, series, column, said, unit);
            case WRONG -> false;
        };
    }

    private boolean value(CsvLine line, SeriesRef series, String column, Qualifier said, SeriesRef.UnitRef unit) {
        if (said == Qualifier.UNDETECTED) {
            boolean given = level >= 0 && !line.wanted()[level].isBlank();
            return given || text.zero() ? below(line, series) : censored(BELOW, number(unit));
        }
        if (said == Qualifier.ABOVE) {
            return censored(ABOVE, number(unit));
        }
        if (text.negative() && !series.parameter.belowZero) {
            sink.reject(line, column, row.original, "negative", List.of());
            return false;
        }
        if (text.zero() && !series.parameter.zeroMeasured) {
            return zero(line, series, column);
        }
        row.censor = MEASURED;
        row.value = number(unit);
        return series.usual.plausible(row.value) || scale(line, series, column);
    }

    /// Micrograms in a column of milligrams: asked, not swallowed, and never scaled.
    private boolean scale(CsvLine line, SeriesRef series, String column) {
        if (plan.scale == null) {
            sink.scale(row, series, line);
            return false;
        }
        if (plan.scale == MappingSpec.Scale.LEAVE_OUT) {
            sink.reject(line, column, row.original, "scaleLeftOut", List.of(series.usual.said(), series.unit));
            return false;
        }
        return true;
    }

    private boolean zero(CsvLine line, SeriesRef series, String column) {
        Zero rule = series.parameter.zero;
        if (rule == null) {
            row.censor = MEASURED;
            row.value = 0;
            sink.zero(row, series, line);
            return false;
        }
        return switch (rule) {
            case NOT_DETECTED -> censored(BELOW_UNKNOWN, Double.NaN);
            case BELOW -> {
                var given = series.parameter.zeroLevel;
                yield given == null ? censored(BELOW_UNKNOWN, Double.NaN) : censored(BELOW, given.doubleValue());
            }
            case VALUE -> {
                row.censor = MEASURED;
                row.value = 0;
                yield true;
            }
            case LEAVE_OUT -> {
                sink.reject(line, column, row.original, "zeroLeftOut", List.of());
                yield false;
            }
        };
    }

    /// Not detected; the level stands in its own column or nowhere.
    private boolean below(CsvLine line, SeriesRef series) {
        String cell = level < 0 ? "" : line.wanted()[level];
        if (cell.isBlank() || limit.read(cell, style) == Outcome.WRONG || limit.zero() || limit.negative()) {
            return censored(BELOW_UNKNOWN, Double.NaN);
        }
        String unitText =
                levelUnit >= 0 && !line.wanted()[levelUnit].isEmpty() ? line.wanted()[levelUnit] : row.originalUnit;
        var unit = series.unit(unitText);
        if (unit.conversion == null) {
            return censored(BELOW_UNKNOWN, Double.NaN);
        }
        if (row.original.isBlank()) {
            row.original = "<" + cell;
            row.originalUnit = unitText;
        }
        row.digits = limit.digits();
        row.levelKind = DETECTION;
        return censored(
                BELOW, unit.power == Integer.MIN_VALUE ? limit.number(unit.conversion) : limit.number(unit.power));
    }

    private boolean censored(short censor, double bound) {
        row.censor = censor;
        row.level = bound;
        if (Double.isNaN(bound)) {
            row.levelKind = 0;
        } else if (row.levelKind == 0) {
            // HJ 630 writes the detection limit followed by L; a mere "<" does not say what its number is
            row.levelKind = censor == ABOVE ? RANGE : text.qualifier().equals("L") ? DETECTION : NOT_SAID;
        }
        return true;
    }

    private double number(SeriesRef.UnitRef unit) {
        if (unit.power != Integer.MIN_VALUE) {
            return unit.power == 0 ? text.number() : text.number(unit.power);
        }
        return unit.conversion == null ? Double.NaN : text.number(unit.conversion);
    }

    private static String cut(String cell) {
        return cell.length() > 200 ? cell.substring(0, 200) : cell;
    }
}
