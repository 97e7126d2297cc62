package org.verdite.monitoring.intake;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.verdite.shared.Invalid;

/// Where in a line the cells stand that a mapping names.
final class Layout {

    private final Map<Role, Integer> places = new EnumMap<>(Role.class);
    private final List<Integer> columns = new ArrayList<>();
    private final List<Integer> wide = new ArrayList<>();
    private final int cells;

    /// @throws Invalid when the mapping names a heading that the file does not have, or lacks what every file needs
    Layout(List<String> header, MappingSpec spec) {
        cells = header.size();
        spec.columns().forEach((key, heading) -> {
            if (!heading.isBlank()) {
                places.put(Role.of(key), slot(header, heading));
            }
        });
        for (var column : spec.wide()) {
            wide.add(slot(header, column.column()));
        }
        if (wide.isEmpty() && !(has(Role.VALUE) && has(Role.PARAMETER))) {
            throw new Invalid("columns.value", "monitoring.import.invalid.value");
        }
        if (!has(Role.DATE) && !(has(Role.YEAR) && has(Role.MONTH) && has(Role.DAY))) {
            throw new Invalid("columns.date", "monitoring.import.invalid.date");
        }
        if (!has(Role.POINT) && (spec.point() == null || spec.point().isBlank())) {
            throw new Invalid("columns.point", "monitoring.import.invalid.point");
        }
    }

    private int slot(List<String> header, String heading) {
        int column = header.indexOf(heading);
        if (column < 0) {
            throw new Invalid("columns", "monitoring.import.invalid.heading", heading);
        }
        int known = columns.indexOf(column);
        if (known >= 0) {
            return known;
        }
        columns.add(column);
        return columns.size() - 1;
    }

    boolean has(Role role) {
        return places.containsKey(role);
    }

    /// The place in the wanted cells, -1 when no column has the role.
    int at(Role role) {
        return places.getOrDefault(role, -1);
    }

    int wide(int i) {
        return wide.get(i);
    }

    int wideColumns() {
        return wide.size();
    }

    /// The columns to read, in the order of their places.
    int[] columns() {
        return columns.stream().mapToInt(Integer::intValue).toArray();
    }

    int cells() {
        return cells;
    }
}
