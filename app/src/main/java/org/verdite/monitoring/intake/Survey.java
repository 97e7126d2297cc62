package org.verdite.monitoring.intake;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.verdite.monitoring.intake.file.CsvFile;
import org.verdite.monitoring.intake.file.CsvLine;
import org.verdite.monitoring.intake.file.FileRefused;
import org.verdite.monitoring.intake.written.DateEvidence;
import org.verdite.monitoring.intake.written.NumberEvidence;

/// A first look through the whole file: which places, parameters and units occur how often, and by which convention
/// numbers and dates are written.
final class Survey implements PlanMaker.Names {

    private static final int MAX_NAMES = 5_000;

    /// How often something occurs; the same texts come again and again.
    private static final class Count {
        long n;
    }

    private final Layout layout;
    private final int point;
    private final int unit;
    private final int value;
    private final int date;
    private final int joined;
    private final Map<String, Count> points = new LinkedHashMap<>();
    private final Map<String, Map<String, Count>> parameters = new LinkedHashMap<>();
    private final Map<String, java.util.Set<String>> pairs = new java.util.HashMap<>();
    private final NumberEvidence numbers = new NumberEvidence();
    private final DateEvidence dates = new DateEvidence();
    private long lines;

    private Survey(Layout layout) {
        this.layout = layout;
        this.point = layout.at(Role.POINT);
        this.unit = layout.at(Role.UNIT);
        this.value = layout.at(Role.VALUE);
        this.date = layout.at(Role.DATE);
        this.joined = layout.at(Role.JOINED);
    }

    static Survey of(CsvFile file, Layout layout) {
        var survey = new Survey(layout);
        file.lines(layout.columns(), survey::see);
        return survey;
    }

    private void see(CsvLine line) {
        lines++;
        if (line.cells() != layout.cells()) {
            return;
        }
        String[] cells = line.wanted();
        if (joined >= 0 && !cells[joined].isEmpty()) {
            return;
        }
        if (point >= 0) {
            count(points, cells[point]);
        }
        if (date >= 0) {
            dates.see(cells[date]);
        }
        if (layout.wideColumns() > 0) {
            for (int i = 0; i < layout.wideColumns(); i++) {
                numbers.see(cells[layout.wide(i)]);
            }
        } else {
            numbers.see(cells[value]);
            String key = ParameterKey.of(layout, cells);
            var units = parameters.get(key);
            if (units == null) {
                units = new LinkedHashMap<>();
                refuseTooMany(parameters.size(), "parameters");
                parameters.put(key, units);
                pairs.put(key, new java.util.HashSet<>());
            }
            count(units, unit < 0 ? "" : cells[unit]);
            pairs.computeIfAbsent(key, _ -> new java.util.HashSet<>()).add(point < 0 ? "" : cells[point]);
        }
    }

    private static void count(Map<String, Count> counts, String name) {
        var count = counts.get(name);
        if (count == null) {
            refuseTooMany(counts.size(), "points");
            count = new Count();
            counts.put(name, count);
        }
        count.n++;
    }

    private static void refuseTooMany(int names, String what) {
        if (names >= MAX_NAMES) {
            throw new FileRefused("names." + what, MAX_NAMES);
        }
    }

    @Override
    public boolean together(String pointName, String parameterKey) {
        return pairs.getOrDefault(parameterKey, java.util.Set.of()).contains(pointName);
    }

    long lines() {
        return lines;
    }

    @Override
    public List<String> points() {
        return List.copyOf(points.keySet());
    }

    long pointLines(String name) {
        var count = points.get(name);
        return count == null ? 0 : count.n;
    }

    @Override
    public List<String> parameters() {
        return List.copyOf(parameters.keySet());
    }

    long parameterLines(String key) {
        return parameters.getOrDefault(key, Map.of()).values().stream()
                .mapToLong(c -> c.n)
                .sum();
    }

    @Override
    public List<String> units(String key) {
        return parameters.getOrDefault(key, Map.of()).entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, Count> e) -> -e.getValue().n))
                .map(Map.Entry::getKey)
                .toList();
    }

    long unitLines(String key, String unitText) {
        var count = parameters.getOrDefault(key, Map.of()).get(unitText);
        return count == null ? 0 : count.n;
    }

    NumberEvidence numbers() {
        return numbers;
    }

    DateEvidence dates() {
        return dates;
    }
}
