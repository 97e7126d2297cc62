package org.verdite.monitoring.web;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.verdite.monitoring.MonthReviews;
import org.verdite.monitoring.chart.Quantile;
import org.verdite.monitoring.judgement.LimitLine;
import org.verdite.monitoring.judgement.Measured;
import org.verdite.monitoring.load.LoadUnits;
import org.verdite.obligations.Operator;
import org.verdite.ui.State;
import org.verdite.ui.Texts;

/// Values, limits and days as readers see them.
public final class Show {

    /// What a stored verdict is called for programs, by its number.
    public static final List<String> VERDICTS = List.of("NO_LIMIT", "WITHIN", "WARNING", "EXCEEDED", "NOT_JUDGEABLE");

    private static final String NARROW = "\u202f";
    private static final MathContext SHOWN = new MathContext(6);
    private static final MathContext MEANS = new MathContext(4);

    private Show() {}

    public static String value(Texts t, double value) {
        return !Double.isFinite(value)
                ? ""
                : t.number(new BigDecimal(value).round(SHOWN).stripTrailingZeros());
    }

    /// One value where one is claimed, else the range it lies in: `0.12`, `≤ 0.05`, `0.03 to 0.05`.
    public static String quantile(Texts t, Quantile q) {
        if (q.exact()) {
            return mean(t, q.high());
        }
        if (!q.bounded()) {
            return "≥" + NARROW + mean(t, q.low());
        }
        return q.low() > 0 && q.low() < q.high()
                ? t.of("ui.span", mean(t, q.low()), mean(t, q.high()))
                : "≤" + NARROW + mean(t, q.high());
    }

    /// What was put together from many has no more digits than they had.
    public static String mean(Texts t, double value) {
        return t.number(new BigDecimal(value).round(MEANS).stripTrailingZeros());
    }

    /// An instant or a day of the address, already known to be one.
    public static String found(Texts t, String at) {
        return at.indexOf('T') > 0 ? t.time(Instant.parse(at)) : t.date(LocalDate.parse(at));
    }

    /// Kilograms in another unit of mass, with no more digits than such a figure has.
    public static String mass(Texts t, @Nullable BigDecimal kilograms, String unit) {
        if (kilograms == null) {
            return "";
        }
        var factor = LoadUnits.mass(unit).orElse(BigDecimal.ONE);
        var value = kilograms.divide(factor, MathContext.DECIMAL64);
        var shown = value.abs().compareTo(BigDecimal.valueOf(100)) >= 0
                ? value.setScale(0, java.math.RoundingMode.HALF_UP)
                : value.round(MEANS);
        return amount(t.number(shown.stripTrailingZeros()), unit);
    }

    /// In kg, as loads are kept.
    public static String mass(Texts t, @Nullable BigDecimal kilograms) {
        return mass(t, kilograms, "kg");
    }

    public static State load(String state) {
        return switch (state) {
            case "inconsistent" -> State.WARN;
            case "incomplete", "none" -> State.UNKNOWN;
            default -> State.OK;
        };
    }

    /// With the decimals it was written with.
    public static String limit(Texts t, @Nullable BigDecimal limit) {
        return limit == null ? "" : t.number(limit, Math.max(0, limit.scale()));
    }

    public static String amount(String number, String unit) {
        return unit(unit).isEmpty() || number.isEmpty() ? number : number + NARROW + unit;
    }

    /// Empty for what is a bare number, as pH is.
    public static String unit(String unit) {
        return unit.equals("-") || unit.equals("pH") ? "" : unit;
    }

    /// `Day means, mg/L`; only the words for a bare number.
    public static String withUnit(Texts t, String words, String unit) {
        return unit(unit).isEmpty() ? words : t.of("monitoring.withUnit", words, unit);
    }

    /// What a line allows; a formula has no bound before it meets a result.
    public static String bounds(Texts t, LimitLine line) {
        if (line.terms().operator() == Operator.NOT_DETECTED) {
            return t.of("monitoring.limit.absent");
        }
        return line.low() == null && line.high() == null
                ? t.of("monitoring.limit.byFormula")
                : bounds(t, line.low(), line.high());
    }

    /// `0.30`, `≥ 5`, `6–9`.
    public static String bounds(Texts t, @Nullable BigDecimal low, @Nullable BigDecimal high) {
        if (low != null && high != null) {
            return limit(t, low) + "–" + limit(t, high);
        }
        return low != null ? "≥" + NARROW + limit(t, low) : limit(t, high);
    }

    /// As written where the text is short, with its censoring: `<0.005`.
    public static String result(Texts t, double value, int censor, double level, String original) {
        return switch (censor) {
            case Measured.BELOW -> "<" + value(t, level);
            case Measured.BELOW_UNKNOWN -> t.of("monitoring.value.notDetected");
            case Measured.ABOVE -> ">" + value(t, level);
            case Measured.TOO_MUCH -> t.of("monitoring.value.tooMuch");
            default -> Double.isNaN(value) ? original : value(t, value);
        };
    }

    /// Put together from 4 results, 2 of them not detected: 0.125 with those as nothing, 0.15 half, 0.175 at their
    /// levels.
    public static String made(Texts t, Measured.Composed of) {
        return notDetected(t, t.of("monitoring.made.results", of.results()), of);
    }

    /// With what it would be by each way of counting what was not detected.
    public static String notDetected(Texts t, String made, Measured.Composed of) {
        return of.notDetected() == 0
                ? made
                : t.of(
                        "monitoring.made.notDetected",
                        made,
                        of.notDetected(),
                        said(t, of.zero()),
                        said(t, of.half()),
                        said(t, of.full()));
    }

    private static String said(Texts t, double mean) {
        return Double.isNaN(mean) ? "–" : value(t, mean);
    }

    public static LocalDate day(Instant started, boolean dateOnly, String zone) {
        return LocalDate.ofInstant(started, dateOnly ? ZoneOffset.UTC : ZoneId.of(zone));
    }

    /// A date, with the time where the value is not of a whole day or longer.
    public static String when(Texts t, Instant started, boolean dateOnly, String zone, String statistic) {
        return dateOnly || !momentary(statistic)
                ? t.date(day(started, dateOnly, zone))
                : t.time(started, ZoneId.of(zone));
    }

    public static boolean momentary(String statistic) {
        return statistic.equals("VALUE") || statistic.equals("HOUR_MEAN");
    }

    /// One date, or from one to another.
    public static String span(Texts t, LocalDate from, LocalDate to) {
        return t.span(from, to);
    }

    public static State review(MonthReviews.State state) {
        return switch (state) {
            case ENTERED -> State.IDLE;
            case CHECKED -> State.OPEN;
            case APPROVED, LOCKED -> State.OK;
        };
    }

    public static State verdict(int code) {
        return switch (code) {
            case 1 -> State.OK;
            case 2 -> State.WARN;
            case 3 -> State.BAD;
            case 4 -> State.UNKNOWN;
            default -> State.IDLE;
        };
    }

    public static String verdictWord(Texts t, int code) {
        return t.of("monitoring.verdict." + code);
    }

    /// 157%: how much of the limit a value uses; empty where a share says nothing.
    public static String share(Texts t, double value, BigDecimal limit, boolean above) {
        double bound = limit.doubleValue();
        if (!above || bound <= 0 || Double.isNaN(value)) {
            return "";
        }
        long percent = Math.round(value / bound * 100);
        return (percent == 100 && value > bound ? ">" : "") + t.number(percent) + "%";
    }

    /// Codes with their words, in the order given: the choices of a filter or a field.
    public static Map<String, String> options(Texts t, String prefix, String... codes) {
        var options = new LinkedHashMap<String, String>();
        for (String code : codes) {
            options.put(code, t.of(prefix + code));
        }
        return options;
    }
}
