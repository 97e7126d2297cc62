package org.verdite.monitoring.chart;

import java.util.ArrayList;
import java.util.List;

/// An upright scale with round steps: from nothing for amounts, or logarithmic.
///
/// @param step between two figures; 0 on a logarithmic scale
public record Axis(double min, double max, double step, boolean logarithmic) {

    private static final double[] ROUND = {1, 2, 2.5, 5, 10};
    private static final double[] WITHIN_DECADE = {1, 2, 5};
    private static final double HAIR = 1e-9;

    /// @param low the lowest that is drawn; below nothing only where values are
    public static Axis of(double low, double high) {
        double lo = Math.min(0, low);
        double hi = Math.max(0, high);
        if (!(hi > lo)) {
            hi = lo + 1;
        }
        double raw = (hi - lo) / 5;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double factor = 10;
        for (double round : ROUND) {
            if (round * power >= raw * (1 - HAIR)) {
                factor = round;
                break;
            }
        }
        double step = factor * power;
        double min = Math.floor(lo / step + HAIR) * step;
        double max = Math.ceil(hi / step - HAIR) * step;
        // the highest mark and what is written at it need air above them
        if (max - hi < step * 0.3) {
            max += step;
        }
        return new Axis(min, max, step, false);
    }

    /// @param low the lowest that is drawn and more than nothing
    public static Axis log(double low, double high) {
        double min = Math.pow(10, Math.floor(Math.log10(low * 0.999)));
        double max = Math.pow(10, Math.ceil(Math.log10(Math.max(high, low) * 1.001)));
        return new Axis(min, max, 0, true);
    }

    public List<Double> ticks() {
        var ticks = new ArrayList<Double>();
        if (logarithmic) {
            boolean few = max / min < 1000;
            for (double decade = min; decade <= max * (1 + HAIR); decade *= 10) {
                for (double part : WITHIN_DECADE) {
                    if ((part == 1 || few) && decade * part <= max * (1 + HAIR)) {
                        ticks.add(decade * part);
                    }
                }
            }
            return ticks;
        }
        for (int i = 0; min + i * step <= max + step * HAIR; i++) {
            ticks.add(min + i * step);
        }
        return ticks;
    }

    /// Decimals of a figure of the scale: all alike on an even one.
    public int digits(double tick) {
        double of = logarithmic ? tick : step;
        double power = Math.floor(Math.log10(of) + HAIR);
        boolean half = Math.abs(of / Math.pow(10, power) - 2.5) < 0.01;
        return (int) Math.max(0, -power + (half ? 1 : 0));
    }

    /// How far below the top of a drawing of that height a value stands, to a tenth.
    public double y(double value, double top, double height) {
        double within = Math.clamp(value, min, max);
        double share = logarithmic ? Math.log(max / within) / Math.log(max / min) : (max - within) / (max - min);
        return Math.round((top + share * height) * 10) / 10.0;
    }
}
