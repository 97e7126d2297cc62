package org.verdite.targets;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where a year ends if it goes on as it went. An amount goes on at its mean a month; a level and an
/// intensity go on along the straight line with the least squares through what was told.
///
/// @param points how many values it stands on; never fewer than {@link #NEEDED}
public record Forecast(BigDecimal value, Method method, int points) {

    public enum Method {
        MEAN,
        LINE
    }

    /// Fewer values make no forecast.
    public static final int NEEDED = 3;

    /// @param told what was reached by the end of each period of the year, from the first on; null where
    /// nothing is known
    /// @param periods how many the whole year has
    static @Nullable Forecast of(Nature nature, List<? extends @Nullable BigDecimal> told, int periods) {
        int points = (int) told.stream().filter(Objects::nonNull).count();
        if (points < NEEDED || periods < NEEDED) {
            return null;
        }
        return nature == Nature.AMOUNT ? mean(told, points, periods) : line(told, points, periods);
    }

    private static @Nullable Forecast mean(List<? extends @Nullable BigDecimal> told, int points, int periods) {
        int last = told.size();
        while (last > 0 && told.get(last - 1) == null) {
            last--;
        }
        var reached = told.get(last - 1);
        return reached == null
                ? null
                : new Forecast(
                        reached.multiply(BigDecimal.valueOf(periods))
                                .divide(BigDecimal.valueOf(last), MathContext.DECIMAL128),
                        Method.MEAN,
                        points);
    }

    private static Forecast line(List<? extends @Nullable BigDecimal> told, int points, int periods) {
        BigDecimal n = BigDecimal.valueOf(points);
        BigDecimal x = BigDecimal.ZERO;
        BigDecimal y = BigDecimal.ZERO;
        BigDecimal xx = BigDecimal.ZERO;
        BigDecimal xy = BigDecimal.ZERO;
        for (int i = 0; i < told.size(); i++) {
            var value = told.get(i);
            if (value != null) {
                var at = BigDecimal.valueOf(i + 1L);
                x = x.add(at);
                y = y.add(value);
                xx = xx.add(at.multiply(at));
                xy = xy.add(at.multiply(value));
            }
        }
        var slope = n.multiply(xy)
                .subtract(x.multiply(y))
                .divide(n.multiply(xx).subtract(x.multiply(x)), MathContext.DECIMAL128);
        var start = y.subtract(slope.multiply(x)).divide(n, MathContext.DECIMAL128);
        return new Forecast(start.add(slope.multiply(BigDecimal.valueOf(periods))), Method.LINE, points);
    }
}
