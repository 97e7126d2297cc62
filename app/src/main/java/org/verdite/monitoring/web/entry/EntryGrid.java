package org.verdite.monitoring.web.entry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.verdite.monitoring.BoundLimits;
import org.verdite.monitoring.BoundLimits.Held;
import org.verdite.monitoring.intake.TypedValues.Read;
import org.verdite.monitoring.intake.TypedValues.State;
import org.verdite.monitoring.web.Show;
import org.verdite.monitoring.web.entry.EntryQueries.Last;
import org.verdite.monitoring.web.entry.EntryQueries.Line;
import org.verdite.obligations.LimitKind;
import org.verdite.shared.LocalText;
import org.verdite.ui.Texts;

/// A round as a sheet of paper has it: a row for each point, a column for what is measured there.
record EntryGrid(List<Column> columns, List<Row> rows, Sum sum) {

    /// @param unit of all its cells; empty where they differ
    record Column(LocalText name, String fraction, String basis, String statistic, String mode, String unit) {

        /// `total, mg/L, day mean`: what distinguishes it from its neighbours.
        String words(Texts t) {
            var words = new ArrayList<String>();
            if (!fraction.isEmpty()) {
                words.add(t.or("monitoring.fraction." + fraction, fraction));
            }
            if (!Show.unit(unit).isEmpty()) {
                words.add(basis.isEmpty() ? unit : t.of("monitoring.entry.as", unit, basis));
            }
            if (!statistic.equals("VALUE")) {
                words.add(t.of("monitoring.statistic." + statistic));
            }
            return String.join(", ", words);
        }
    }

    record Row(int point, String code, LocalText name, List<@Nullable Cell> cells) {}

    /// @param text as it stands in the field: the draft, else what is stored
    /// @param read what the draft is worth; null without one
    /// @param limit the one now valid; empty for none
    /// @param more further limits
    record Cell(
            int series,
            String label,
            String unit,
            String text,
            @Nullable Read read,
            String who,
            String stored,
            int storedVerdict,
            int others,
            @Nullable Last last,
            String limit,
            String limitName,
            int more) {}

    /// @param good drafts that can be stored, doubtful ones and wrong ones
    record Sum(int good, int doubtful, int wrong) {
        static Sum of(Collection<Read> reads) {
            return new Sum(count(reads, State.GOOD), count(reads, State.DOUBTFUL), count(reads, State.WRONG));
        }

        private static int count(Collection<Read> reads, State state) {
            return (int) reads.stream().filter(r -> r.state() == state).count();
        }

        int all() {
            return good + doubtful + wrong;
        }
    }

    private record Key(String code, String fraction, String basis, String statistic, String mode) {}

    static EntryGrid of(
            List<Line> lines, Map<Integer, Read> reads, BoundLimits bound, java.time.LocalDate day, Texts t) {
        var columns = new LinkedHashMap<Key, Column>();
        lines.stream().sorted(java.util.Comparator.comparing(Line::code)).forEach(line -> {
            var column = new Column(
                    line.parameter(), line.fraction(), line.basis(), line.statistic(), line.mode(), line.unit());
            columns.merge(
                    key(line),
                    column,
                    (a, b) -> a.unit().equals(b.unit())
                            ? a
                            : new Column(a.name(), a.fraction(), a.basis(), a.statistic(), a.mode(), ""));
        });
        var places = new ArrayList<>(columns.keySet());
        var rows = new LinkedHashMap<Integer, Row>();
        for (Line line : lines) {
            var row = rows.computeIfAbsent(
                    line.point(),
                    _ -> new Row(
                            line.point(),
                            line.pointCode(),
                            line.pointName(),
                            new ArrayList<@Nullable Cell>(
                                    java.util.Collections.<@Nullable Cell>nCopies(places.size(), null))));
            row.cells().set(places.indexOf(key(line)), cell(line, reads.get(line.series()), bound, day, t));
        }
        return new EntryGrid(List.copyOf(columns.values()), List.copyOf(rows.values()), Sum.of(reads.values()));
    }

    private static Key key(Line line) {
        return new Key(line.code(), line.fraction(), line.basis(), line.statistic(), line.mode());
    }

    private static Cell cell(Line line, @Nullable Read read, BoundLimits bound, java.time.LocalDate day, Texts t) {
        var held = bound.of(line.series()).stream()
                .filter(h -> h.on(day))
                .sorted(java.util.Comparator.comparing(h -> h.line().kind() == LimitKind.COMPLIANCE ? 0 : 1))
                .toList();
        var first = held.isEmpty() ? null : held.getFirst();
        return new Cell(
                line.series(),
                line.pointCode() + ", " + t.of(line.parameter()),
                line.unit(),
                line.draft() == null ? line.stored() : line.draft(),
                read,
                line.who(),
                line.stored(),
                line.storedVerdict(),
                line.others(),
                line.last(),
                first == null ? "" : limit(first, line.unit(), t),
                first == null ? "" : first.name(),
                Math.max(0, held.size() - 1));
    }

    private static String limit(Held held, String unit, Texts t) {
        String bounds = Show.bounds(t, held.line());
        return held.line().dependent() ? bounds : Show.amount(bounds, unit);
    }
}
