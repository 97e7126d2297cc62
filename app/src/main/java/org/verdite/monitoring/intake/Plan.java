package org.verdite.monitoring.intake;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.verdite.monitoring.intake.MappingSpec.Keep;
import org.verdite.monitoring.intake.written.DateStyle;
import org.verdite.monitoring.intake.written.NumberStyle;

/// A mapping brought together with what the installation knows: every name of the file resolved as far as it can be.
final class Plan {

    final Layout layout;
    final Map<String, PointRef> points = new HashMap<>();
    final Map<String, ParameterRef> parameters = new LinkedHashMap<>();
    /// Of a wide file, column by column; null where the parameter is not known.
    final @Nullable ParameterRef[] wide;
    final String[] wideHeadings;
    final @Nullable PointRef fixed;
    final @Nullable DateStyle dates;
    final @Nullable NumberStyle numbers;
    final Set<String> missing;
    final @Nullable Keep duplicates;
    final MappingSpec.@Nullable Scale scale;
    final long seconds;
    final Map<Role, String> headings;

    /// Blanks, duplicates and spikes that are known here: their results do not speak for the point and are not judged.
    final Set<Control> controls = new java.util.HashSet<>();

    record Control(int point, String sample) {}

    /// The last second at which a result may begin: nothing is measured ahead of time. A day of grace, for a file may
    /// write another zone's time.
    long latest = Long.MAX_VALUE;

    Plan(
            Layout layout,
            MappingSpec spec,
            @Nullable PointRef fixed,
            @Nullable DateStyle dates,
            @Nullable NumberStyle numbers) {
        this.layout = layout;
        this.fixed = fixed;
        this.dates = dates;
        this.numbers = numbers;
        this.missing = missing(spec.missing());
        this.duplicates = spec.duplicates();
        this.scale = spec.scale();
        this.seconds = spec.intervalMinutes() == null ? 0 : spec.intervalMinutes() * 60L;
        this.wide = new ParameterRef[spec.wide().size()];
        this.wideHeadings =
                spec.wide().stream().map(MappingSpec.WideColumn::column).toArray(String[]::new);
        var named = new HashMap<Role, String>();
        spec.columns().forEach((key, heading) -> named.put(Role.of(key), heading));
        this.headings = Map.copyOf(named);
    }

    private static Set<String> missing(List<String> more) {
        var all = new java.util.HashSet<>(Set.of("-9999", "-9999.0", "-99999", "-999.9"));
        more.forEach(text -> all.add(text.strip()));
        return Set.copyOf(all);
    }

    boolean speaks(SeriesRef series, String sample) {
        return controls.isEmpty() || sample.isEmpty() || !controls.contains(new Control(series.point.id, sample));
    }

    String heading(Role role) {
        return headings.getOrDefault(role, "");
    }

    List<SeriesRef> series() {
        var places = new java.util.LinkedHashSet<>(points.values());
        if (fixed != null) {
            places.add(fixed);
        }
        var all = new java.util.ArrayList<SeriesRef>();
        for (PointRef point : places) {
            for (SeriesRef series : point.series) {
                if (series != null) {
                    all.add(series);
                }
            }
        }
        return all;
    }
}
