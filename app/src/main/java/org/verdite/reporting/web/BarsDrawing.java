package org.verdite.reporting.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Yearly amounts as bars from zero, drawn on the server.
///
/// @param label the same in words
record BarsDrawing(List<Bar> bars, String label) {

    private static final int BASE = 90;
    private static final double TALLEST = 70;

    /// @param height zero for a year without a value
    record Bar(int x, int width, String y, String height, String labelY, String value, int year, boolean now) {}

    static BarsDrawing of(SequencedMap<Integer, @Nullable BigDecimal> values, Function<BigDecimal, String> words) {
        int n = Math.max(3, values.size());
        int gap = n <= 3 ? 28 : 14;
        int width = (300 + gap) / n - gap - (n <= 3 ? 5 : 0);
        double top = values.values().stream()
                .filter(v -> v != null && v.signum() > 0)
                .mapToDouble(BigDecimal::doubleValue)
                .max()
                .orElse(1);
        var bars = new ArrayList<Bar>();
        var label = new ArrayList<String>();
        int x = 0;
        for (var entry : values.entrySet()) {
            BigDecimal value = entry.getValue();
            double height = value == null ? 0 : Math.max(0, value.doubleValue() / top * TALLEST);
            String word = value == null ? "–" : words.apply(value);
            boolean now = entry.equals(values.lastEntry());
            bars.add(new Bar(
                    x,
                    width,
                    tenth(BASE - height),
                    tenth(height),
                    tenth(BASE - height - 6),
                    word,
                    entry.getKey(),
                    now));
            label.add(entry.getKey() + ": " + word);
            x += width + gap;
        }
        return new BarsDrawing(bars, String.join(", ", label));
    }

    static String tenth(double number) {
        return BigDecimal.valueOf(number).setScale(1, RoundingMode.HALF_UP).toPlainString();
    }
}
