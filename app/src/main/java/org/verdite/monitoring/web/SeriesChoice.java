package org.verdite.monitoring.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.verdite.monitoring.web.SeriesQueries.SeriesHead;
import org.verdite.shared.Invalid;

/// Series that somebody lays side by side: their ids, separated by commas.
@Component
public class SeriesChoice {

    public static final int MOST_SERIES = 4;
    public static final int MOST_UNITS = 2;

    /// The series of one unit of measurement.
    public record Panel(String unit, List<SeriesHead> series) {

        public String ids() {
            return joined(series);
        }
    }

    private final SeriesQueries series;

    SeriesChoice(SeriesQueries series) {
        this.series = series;
    }

    public static String joined(List<SeriesHead> series) {
        return series.stream().map(s -> String.valueOf(s.id())).collect(Collectors.joining(","));
    }

    public static List<Panel> panels(List<SeriesHead> heads) {
        var byUnit = new LinkedHashMap<String, List<SeriesHead>>();
        heads.forEach(
                h -> byUnit.computeIfAbsent(h.unit(), _ -> new ArrayList<>()).add(h));
        return byUnit.entrySet().stream()
                .map(e -> new Panel(e.getKey(), e.getValue()))
                .toList();
    }

    public List<SeriesHead> needed(String ids) {
        var heads = of(ids);
        if (heads.isEmpty()) {
            throw new Invalid("series", "ui.form.required");
        }
        return heads;
    }

    public List<SeriesHead> oneUnit(String ids) {
        var heads = needed(ids);
        if (panels(heads).size() > 1) {
            throw new Invalid("series", "monitoring.compare.oneUnit");
        }
        return heads;
    }

    public List<SeriesHead> of(String ids) {
        var wanted = Arrays.stream(ids.split(","))
                .map(String::strip)
                .filter(i -> !i.isEmpty())
                .distinct()
                .toList();
        if (wanted.stream().anyMatch(i -> !i.matches("\\d{1,9}"))) {
            throw new Invalid("series", "ui.form.number", ids);
        }
        if (wanted.size() > MOST_SERIES) {
            throw new Invalid("series", "monitoring.compare.tooMany", MOST_SERIES);
        }
        var heads =
                wanted.stream().map(i -> series.require(Integer.parseInt(i))).toList();
        if (panels(heads).size() > MOST_UNITS) {
            throw new Invalid("series", "monitoring.compare.units", MOST_UNITS);
        }
        return heads;
    }
}
