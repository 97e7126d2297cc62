package org.verdite.monitoring.web.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.verdite.monitoring.chart.Labels;
import org.verdite.monitoring.chart.Projection;
import org.verdite.monitoring.chart.Projection.Pixel;
import org.verdite.monitoring.web.Show;
import org.verdite.monitoring.web.chart.MapQueries.MapPoint;
import org.verdite.monitoring.web.chart.MapQueries.Standing;
import org.verdite.ui.Texts;

/// The points of a site in pixels, the worst painted last so that nothing covers them.
record MapDrawing(List<Mark> marks, Projection.ScaleBar bar, String length) {

    static final int WIDTH = 780;
    static final int HEIGHT = 430;
    private static final int MARGIN = 70;
    private static final int BAR = 160;

    /// @param label where its code stands; null where there is no room
    record Mark(MapPoint point, Pixel at, @Nullable Pixel label, String told) {

        Standing standing() {
            return point.standing();
        }
    }

    static @Nullable MapDrawing of(List<MapPoint> points, Texts t) {
        var placed = points.stream()
                .filter(MapPoint::placed)
                .sorted(Comparator.comparingInt((MapPoint p) -> p.standing().weight))
                .toList();
        if (placed.isEmpty()) {
            return null;
        }
        var projection = Projection.of(placed.stream().map(MapDrawing::place).toList(), WIDTH, HEIGHT, MARGIN);
        var pixels = placed.stream().map(p -> projection.at(place(p))).toList();
        var avoid = new ArrayList<>(pixels);
        // the scale bar and the north arrow
        avoid.add(new Pixel(30, HEIGHT - 20));
        var labels = new Labels(WIDTH, HEIGHT, avoid);
        var marks = new ArrayList<Mark>();
        for (int i = placed.size() - 1; i >= 0; i--) {
            var p = placed.get(i);
            marks.addFirst(new Mark(p, pixels.get(i), labels.place(pixels.get(i), p.code()), told(p, t)));
        }
        var bar = projection.bar(BAR);
        return new MapDrawing(marks, bar, Projection.length(bar.metres()));
    }

    private static Projection.Place place(MapPoint p) {
        return new Projection.Place(
                Objects.requireNonNull(p.latitude()).doubleValue(),
                Objects.requireNonNull(p.longitude()).doubleValue());
    }

    static String told(MapPoint p, Texts t) {
        String what =
                t.of("monitoring.map.told", p.code(), t.of(p.name()), t.of("monitoring.map.standing." + p.standing()));
        return p.worst()
                .filter(r -> r.started() != null)
                .map(r -> t.of("monitoring.map.toldValue", what, r.shown(t), when(p, t)))
                .orElse(what);
    }

    static String when(MapPoint p, Texts t) {
        return p.worst()
                .filter(r -> r.started() != null)
                .map(r -> Show.when(t, Objects.requireNonNull(r.started()), r.dateOnly(), p.zone(), r.statistic()))
                .orElse("");
    }
}
