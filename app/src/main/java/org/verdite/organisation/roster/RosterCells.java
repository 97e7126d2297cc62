package org.verdite.organisation.roster;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.poi.ss.util.CellReference;
import org.verdite.organisation.roster.RosterSheet.Column;
import org.verdite.shared.Invalid;
import org.verdite.ui.book.SheetSink;

/// The cells of one sheet become lines. The first row with anything in it holds the headings; empty rows count for
/// nothing but keep their number.
final class RosterCells implements SheetSink {

    private final RosterWords words;
    private final RosterSheet sheet;
    private final String name;
    private final List<RosterLine> lines;
    private final List<String> unknown;
    private final Map<Integer, Column> columns = new LinkedHashMap<>();
    private final Map<Integer, Map<Integer, String>> rows = new TreeMap<>();
    private final Map<Integer, Set<Integer>> formulas = new HashMap<>();
    private int head = -1;

    RosterCells(RosterWords words, RosterSheet sheet, String name, List<RosterLine> lines, List<String> unknown) {
        this.words = words;
        this.sheet = sheet;
        this.name = name;
        this.lines = lines;
        this.unknown = unknown;
    }

    @Override
    public boolean verbatim() {
        return true;
    }

    @Override
    public void formula(int row, int column) {
        formulas.computeIfAbsent(row, _ -> new HashSet<>()).add(column);
        if (head >= 0) {
            rows.computeIfAbsent(row, _ -> new HashMap<>());
        }
    }

    @Override
    public void cell(int row, int column, String text) {
        if (text.isBlank()) {
            return;
        }
        if (head < 0) {
            head = row;
        }
        if (row == head) {
            heading(column, text.strip());
            return;
        }
        rows.computeIfAbsent(row, _ -> new HashMap<>()).put(column, text);
        if (lines.size() + rows.size() > RosterReader.MOST) {
            throw new Invalid("file", "organisation.roster.file.most", RosterReader.MOST);
        }
    }

    private void heading(int at, String text) {
        var known = words.column(sheet, text);
        if (known.isEmpty() || columns.containsValue(known.get())) {
            unknown.add(name + "!" + letter(at) + (head + 1) + " " + text);
        } else {
            columns.put(at, known.get());
        }
    }

    private static String letter(int column) {
        return CellReference.convertNumToColString(column);
    }

    /// Called after the last cell.
    void end() {
        var places = new HashMap<String, String>();
        columns.forEach((at, column) -> places.put(column.key(), letter(at)));
        rows.forEach((row, written) -> {
            var cells = new LinkedHashMap<String, String>();
            columns.forEach((at, column) -> cells.put(column.key(), words.read(column, written.getOrDefault(at, ""))));
            var holds = formulas.getOrDefault(row, Set.of());
            var computed = columns.entrySet().stream()
                    .filter(e -> holds.contains(e.getKey()))
                    .map(e -> e.getValue().key())
                    .sorted()
                    .toList();
            if (!computed.isEmpty() || cells.values().stream().anyMatch(c -> !c.isEmpty())) {
                lines.add(new RosterLine(sheet, name, row + 1, cells, places, computed));
            }
        });
    }
}
