package org.verdite.targets;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.verdite.ui.Glide;

/// Draws how far a target is on its way.
public final class GlideDrawing {

    private static final double LEFT = 8;
    private static final double RIGHT = 340;
    private static final double FOOT = 94;
    private static final double HEIGHT = 74;

    private GlideDrawing() {}

    /// @param words how a value is written
    public static Glide of(TargetStanding s, Function<BigDecimal, String> words) {
        int from = s.target().baselineYear();
        int to = Math.max(s.target().dueYear(), s.year());
        double top = s.years().stream()
                .map(TargetStanding.YearValue::value)
                .filter(v -> v != null)
                .mapToDouble(BigDecimal::doubleValue)
                .reduce(s.target().value().doubleValue(), Math::max);
        double scale = top <= 0 ? 0 : HEIGHT / top;
        double dueX = x(s.target().dueYear(), from, to);
        double dueY = FOOT - s.target().value().doubleValue() * scale;
        BigDecimal baseline = s.baseline().value();
        double fromY = FOOT - (baseline == null ? 0 : baseline.doubleValue()) * scale;
        String area = baseline == null
                ? ""
                : "M8 94L8.0 %s L%s %s L%s 94Z".formatted(tenth(fromY), tenth(dueX), tenth(dueY), tenth(dueX));
        var dots = dots(s, from, to, scale, words);
        return new Glide(
                label(s, words),
                area,
                tenth(LEFT),
                tenth(fromY),
                tenth(dueX),
                tenth(dueY),
                words.apply(s.target().value()),
                targetAt(s),
                dots,
                dots.stream().map(d -> d.x() + "," + d.y()).collect(Collectors.joining(" ")),
                marks(s, from, to));
    }

    /// Right of its mark; once the line of what was reached goes on past it, on the side where that line is not.
    private static Glide.Place targetAt(TargetStanding s) {
        int due = s.target().dueYear();
        if (s.year() <= due) {
            return new Glide.Place("12", "4", "start");
        }
        boolean over = s.years().stream()
                .filter(v -> v.year() >= due)
                .map(TargetStanding.YearValue::value)
                .anyMatch(v -> v != null && v.compareTo(s.target().value()) > 0);
        return new Glide.Place("0", over ? "20" : "-10", "middle");
    }

    private static List<Glide.Dot> dots(
            TargetStanding s, int from, int to, double scale, Function<BigDecimal, String> words) {
        var dots = new ArrayList<Glide.Dot>();
        for (var value : s.years()) {
            if (value.value() != null) {
                double y = FOOT - value.value().doubleValue() * scale;
                boolean now = value.year() == s.year();
                boolean below = s.ahead() != null && s.ahead().signum() < 0;
                dots.add(new Glide.Dot(
                        tenth(x(value.year(), from, to)),
                        tenth(y),
                        now,
                        now ? plain(value.value(), words) : "",
                        tenth(below ? y + 18 : Math.max(10, y - 10))));
            }
        }
        return dots;
    }

    /// The number alone: the sign of per cent stands at the target.
    private static String plain(BigDecimal value, Function<BigDecimal, String> words) {
        String text = words.apply(value.setScale(1, RoundingMode.HALF_UP));
        return text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
    }

    private static double x(int year, int from, int to) {
        return LEFT + (RIGHT - LEFT) * (year - from) / Math.max(1, to - from);
    }

    /// Years that would stand on each other are left out; the year shown always stands.
    private static List<Glide.Mark> marks(TargetStanding s, int from, int to) {
        double now = x(s.year(), from, to);
        double due = x(s.target().dueYear(), from, to);
        var marks = new ArrayList<Glide.Mark>();
        if (s.year() == from || now - LEFT > 44) {
            marks.add(new Glide.Mark(tenth(LEFT), "start", from));
        }
        if (s.year() != from) {
            marks.add(new Glide.Mark(tenth(now), "middle", s.year()));
        }
        if (s.target().dueYear() != s.year() && Math.abs(due - now) > 34) {
            marks.add(new Glide.Mark(tenth(due), "middle", s.target().dueYear()));
        }
        return marks;
    }

    private static String label(TargetStanding s, Function<BigDecimal, String> words) {
        return s.years().stream()
                        .map(v -> v.year() + ": " + (v.value() == null ? "–" : words.apply(v.value())))
                        .collect(Collectors.joining(", "))
                + "; " + s.target().dueYear() + ": " + words.apply(s.target().value());
    }

    private static String tenth(double number) {
        return BigDecimal.valueOf(number).setScale(1, RoundingMode.HALF_UP).toPlainString();
    }
}
