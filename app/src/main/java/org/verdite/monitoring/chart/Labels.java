package org.verdite.monitoring.chart;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.verdite.monitoring.chart.Projection.Pixel;

/// Finds room for names beside marks: right, left, above, below; a name that covers another or a mark is
/// left to the list.
public final class Labels {

    private static final double LINE = 16;
    private static final double GAP = 11;

    private record Rect(double x, double y, double width, double height) {
        boolean meets(Rect o) {
            return x < o.x + o.width && o.x < x + width && y < o.y + o.height && o.y < y + height;
        }

        boolean inside(double w, double h) {
            return x >= 2 && y >= 2 && x + width <= w - 2 && y + height <= h - 2;
        }
    }

    private final List<Rect> taken = new ArrayList<>();
    private final double width;
    private final double height;

    /// @param marks where names may not lie
    public Labels(double width, double height, List<Pixel> marks) {
        this.width = width;
        this.height = height;
        marks.forEach(m -> taken.add(new Rect(m.x() - 7, m.y() - 7, 14, 14)));
    }

    /// The left end of the name's base line; null where there is no room.
    public @Nullable Pixel place(Pixel mark, String text) {
        double wide = text.chars().mapToDouble(c -> c > 0x2e80 ? 12.5 : 7).sum();
        for (Rect at : List.of(
                new Rect(mark.x() + GAP, mark.y() - LINE / 2, wide, LINE),
                new Rect(mark.x() - GAP - wide, mark.y() - LINE / 2, wide, LINE),
                new Rect(mark.x() - wide / 2, mark.y() - GAP - LINE, wide, LINE),
                new Rect(mark.x() - wide / 2, mark.y() + GAP, wide, LINE))) {
            if (at.inside(width, height) && taken.stream().noneMatch(at::meets)) {
                taken.add(at);
                return new Pixel(at.x(), at.y() + LINE - 4);
            }
        }
        return null;
    }
}
